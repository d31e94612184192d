// The action, run as the runner does it, against a real server.

import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { LossyWay, Run, begin, eventually, examples, keys, redirectTo } from '../../testing.mjs';

const { server, work } = await begin('action');

class Job extends Run {
  static count = 0;

  static async start(inputs, steps = [], env = {}) {
    const dir = path.join(work, `job-${++Job.count}`);
    await mkdir(dir);
    const all = { url: server.url, 'api-key': keys.job, ttl: '30s', ...inputs };
    await writeFile(path.join(dir, 'job.json'), JSON.stringify({ dir, inputs: all, steps, env }));
    return new Job(process.execPath, [path.join(import.meta.dirname, 'runner.mjs'), path.join(dir, 'job.json')], dir);
  }

  constructor(program, args, dir) {
    super(program, args);
    this.dir = dir;
  }

  async concludes(expected) {
    await this.ended;
    const result = JSON.parse(this.said.trimEnd().split('\n').at(-1));
    assert.equal(result.conclusion, expected, this.said);
    return result;
  }

  /** A step that runs until the test lets it end. */
  static hold = 'echo holding; until [ -e go ]; do sleep 0.2; done';

  go() {
    return writeFile(path.join(this.dir, 'go'), '');
  }

  /** The process that extends. */
  keeper() {
    return eventually(async () => {
      for (const id of (await readdir('/proc')).filter(Number)) {
        const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
        const cwd = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
        if (command.includes('keep.mjs') && cwd.includes(`HOME=${this.dir}\0`)) return id;
      }
      return null;
    }, 'the keeper runs');
  }
}

const both = { tags: 'arm64', quantity: '2' };
const extendedSince = count => eventually(async () => await server.extensions() > count, 'extended');

test('is an action as GitHub describes them', async () => {
  // It is made for bundlers, which need not be told what a JSON file is.
  registerHooks({
    load: (url, context, next) => next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
  });
  const parser = path.join(import.meta.dirname, '../../node_modules/@actions/workflow-parser/dist');
  const { parseAction } = await import(`${parser}/actions/action-parser.js`);
  const { NoOperationTraceWriter } = await import(`${parser}/index.js`);
  const content = await readFile(path.join(import.meta.dirname, '../action.yml'), 'utf8');
  const { context, value } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter());
  assert.ok(value);
  assert.deepEqual(context.errors.getErrors().map(error => error.message), []);
  const [, major] = /using: node(\d+)/.exec(content);
  if (process.platform === 'linux') assert.equal(process.versions.node.split('.')[0], major, 'run by what runs it there');
});

test('locks, tells the next steps what they have, extends, and frees', async () => {
  const count = await server.extensions();
  const job = await Job.start({ ...both, ttl: '12s' }, ['env | grep ^RENTABOT_ | LC_ALL=C sort', Job.hold]);
  await job.says('holding');
  await eventually(async () => await server.extensions() >= count + 8, () => `extended four times each: ${job.said}`);
  assert.deepEqual(await server.locked(), ['board-1', 'board-2']);
  await job.go();
  const { outputs, orphans } = await job.concludes('success');
  assert.equal(orphans, 0);
  assert.deepEqual(await server.locked(), []);
  const [one, two] = JSON.parse(outputs.resources);
  assert.deepEqual({ ...one, fencing_token: 0 },
    { id: 1, name: 'board-1', endpoint: 'tcp://10.0.0.1:2000', tags: ['arm64', 'board'], fencing_token: 0 });
  assert.equal(two.endpoint, 'it\'s "there"\\here\nand é €');
  assert.equal(outputs.names, 'board-1 board-2');
  assert.equal(outputs.endpoints, 'tcp://10.0.0.1:2000\nit\'s "there"\\here and é €');
  assert.equal(outputs['fencing-tokens'], `${one.fencing_token}\n${two.fencing_token}`);
  assert.match(outputs['reservation-id'], /^[0-9a-f-]{36}$/);
  assert.ok(job.said.includes([
    `RENTABOT_RESERVATION_ID=${outputs['reservation-id']}`,
    'RENTABOT_RESOURCES=board-1 board-2',
    'RENTABOT_RESOURCE_1_ENDPOINT=tcp://10.0.0.1:2000',
    `RENTABOT_RESOURCE_1_FENCING_TOKEN=${one.fencing_token}`,
    'RENTABOT_RESOURCE_1_ID=1',
    'RENTABOT_RESOURCE_1_NAME=board-1',
    'RENTABOT_RESOURCE_1_TAGS=arm64,board',
    'RENTABOT_RESOURCE_2_ENDPOINT=it\'s "there"\\here and é €',
    `RENTABOT_RESOURCE_2_FENCING_TOKEN=${two.fencing_token}`,
    'RENTABOT_RESOURCE_2_ID=2',
    'RENTABOT_RESOURCE_2_NAME=board-2',
    'RENTABOT_RESOURCE_2_TAGS=arm64,usb,board',
    'RENTABOT_RESOURCE_COUNT=2',
  ].join('\n')), job.said);
  const { client_id } = (await server.call('GET', `reservations/${outputs['reservation-id']}`));
  assert.equal(client_id, 'lab/firmware/boot#4711.1');
});

test("the README's workflow is one, and its job runs", async () => {
  const [content] = await examples(path.join(import.meta.dirname, '../README.md'), 'yaml');
  const { steps } = parse(content).jobs.boot;
  const { with: inputs } = steps.find(({ uses }) => uses?.startsWith('rentabot/rent-a-bot/integrations/github-action@'));
  const declared = parse(await readFile(path.join(import.meta.dirname, '../action.yml'), 'utf8')).inputs;
  assert.deepEqual(Object.keys(inputs).filter(name => !(name in declared)), []);
  const tool = 'printf "#!/bin/sh\\necho \'$0\' \\"\\$@\\"\\n" >flash.sh; chmod +x flash.sh';
  const job = await Job.start({ ...inputs, url: server.url, 'api-key': keys.job }, [tool, steps.at(-1).run]);
  await job.concludes('success');
  assert.match(job.said, /tcp:\/\/10.0.0.1:2000 it's "there"/);
});

test('shows secrets nowhere', async () => {
  const job = await Job.start({ ...both, ttl: '6s' }, ['env', Job.hold]);
  await job.says('holding');
  const tokens = await server.tokens();
  assert.equal(tokens.length, 2);
  const early = await readFile(path.join(job.dir, 'raw'), 'utf8');
  const keeper = await job.keeper();
  const seen = await readFile(`/proc/${keeper}/cmdline`, 'utf8') + await readFile(`/proc/${keeper}/environ`, 'utf8');
  await job.go();
  await job.concludes('success');
  const raw = await readFile(path.join(job.dir, 'raw'), 'utf8');
  const rest = raw.replace(/^::add-mask::.*$/gm, '');
  for (const secret of [keys.job, ...tokens]) {
    assert.ok(early.includes(`::add-mask::${secret}\n`));
    assert.ok(!(rest + seen + job.said).includes(secret));
  }
});

test('takes address and key from the environment', async () => {
  const job = await Job.start({ ...both, url: '', 'api-key': '' }, [], { RENTABOT_URL: `${server.url}/`, RENTABOT_API_KEY: keys.job });
  await job.concludes('success');
});

test('stands in the queue, says why, and gets what is freed', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const job = await Job.start(both);
  await job.says('waiting: position 1; has 1 of 2; 2 match: 1 locked, 1 held; served by 20');
  await free();
  await job.concludes('success');
  assert.ok(await server.isIdle());
});

test('says that what is locked goes into maintenance', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const back = await server.maintain('board-1');
  const job = await Job.start({ name: 'board-1' });
  await job.says('waiting: position 1; 1 match: 1 locked then in maintenance\n');
  await free();
  await back();
  await job.concludes('success');
});

test('fails when its time in the queue has come', async () => {
  await server.occupy({ name: 'board-1' });
  const job = await Job.start({ name: 'board-1', wait: '0' }, ['echo never']);
  await job.concludes('failure');
  assert.match(job.said, /error: Waiting ended: .*the wait timed out.\nNothing is held/);
  assert.doesNotMatch(job.said, /never/);
});

test('leaves the queue when the job is cancelled', async () => {
  await server.occupy({ name: 'board-1' });
  const job = await Job.start({ name: 'board-1' });
  await job.says('waiting');
  job.process.kill('SIGINT');
  await job.says('cancelled reservation');
  await job.concludes('cancelled');
  // By the step itself: whether there will be a post step is not up to it.
  assert.match(job.said, /cancelled reservation .*\nerror: Cancelled \(SIGINT\)/);
  assert.deepEqual(await server.reservations('pending'), []);
});

test('frees when the job is cancelled', async () => {
  const job = await Job.start(both, [Job.hold]);
  await job.says('holding');
  job.process.kill('SIGINT');
  await job.concludes('cancelled');
  assert.ok(await server.isIdle());
});

test('frees when a step fails', async () => {
  const job = await Job.start(both, ['exit 7']);
  await job.concludes('failure');
  assert.match(job.said, /freed: board-1 board-2/);
  assert.ok(await server.isIdle());
});

test('waits on while the server is started again', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const job = await Job.start({ name: 'board-1' });
  await job.says('waiting');
  await server.kill();
  await job.says('does not answer');
  await server.begin();
  await free();
  await job.concludes('success');
  assert.ok(await server.isIdle());
});

test('keeps its locks while the server is started again', async () => {
  const job = await Job.start({ ...both, ttl: '45s' }, [Job.hold]);
  await job.says('holding');
  const keeper = await job.keeper();
  await server.kill();
  const log = path.join(job.dir, '_temp', (await readdir(path.join(job.dir, '_temp'))).find(name => name.startsWith('rentabot-')), 'log');
  await eventually(async () => (await readFile(log, 'utf8').catch(() => '')).includes('was not extended'), 'seen by the keeper');
  await server.begin();
  // Both of them.
  await extendedSince(await server.extensions() + 1);
  await server.kill();
  await job.go();
  await job.says('does not answer');
  await server.begin();
  await job.concludes('success');
  assert.match(job.said, /was not extended/);
  assert.ok(await server.isIdle());
  await eventually(() => readFile(`/proc/${keeper}/cmdline`).then(() => false, () => true), 'the keeper has ended');
});

test('has one lock, although every answer is lost once', async () => {
  const way = await LossyWay.to(server);
  const job = await Job.start({ tags: 'board', ttl: '15s', url: way.url }, [Job.hold]);
  await job.says('holding');
  assert.equal((await server.locked()).length, 1);
  await extendedSince(await server.extensions() + 1);
  await job.go();
  await job.concludes('success');
  assert.equal(way.lost.size, 4, [...way.lost].join());
  assert.ok(await server.isIdle());
  way.end();
});

test('stops the step and fails when a lock is lost', async () => {
  const job = await Job.start({ ...both, ttl: '15s' }, [`${Job.hold} || true; echo never`]);
  await job.says('holding');
  await server.forceOff('board-2');
  await job.concludes('failure');
  assert.match(job.said, /error: A lock was lost while the job ran: board-2: /);
  assert.match(job.said, /freed: board-1\n/);
  assert.doesNotMatch(job.said, /never/);
  assert.ok(await server.isIdle());
});

test('fails when nobody has seen before that a lock was lost', async () => {
  const job = await Job.start({ ...both, ttl: '10m' }, [Job.hold]);
  await job.says('holding');
  await server.forceOff('board-2');
  await job.go();
  await job.concludes('failure');
  assert.match(job.said, /these had ended before they were freed: board-2/);
});

test('counts locks as lost that may have run out', async () => {
  const job = await Job.start({ ...both, ttl: '4s' }, [Job.hold]);
  await job.says('holding');
  await server.kill();
  await job.says('error: A lock was lost');
  await server.begin();
  await job.concludes('failure');
  assert.match(job.said, /the locks could not be extended and have run out/);
});

test('extends no further than a resource allows', async () => {
  const job = await Job.start({ tags: 'short', ttl: '6s' }, [Job.hold]);
  await job.concludes('failure');
  assert.match(job.said, /short has reached its max_lock_duration of 6 seconds/);
  assert.doesNotMatch(job.said, /not extended/);
});

test('extends no longer than max-duration', async () => {
  const job = await Job.start({ ...both, ttl: '3s', 'max-duration': '1s' }, [Job.hold]);
  await job.says('holding');
  await eventually(async () => (await server.locked()).length === 0, 'the locks have ended');
  await job.go();
  await job.concludes('failure');
  assert.match(job.said, /max-duration has passed/);
});

test('frees when the runner dies', async () => {
  const job = await Job.start({ ...both, ttl: '10m' }, [Job.hold]);
  await job.says('holding');
  await job.keeper();
  job.process.kill('SIGKILL');
  await eventually(() => server.isIdle(), 'freed');
  await job.go();
});

test('refuses an address that leads elsewhere', async () => {
  const other = await redirectTo(server.url);
  const job = await Job.start({ tags: 'arm64', url: other.url });
  await job.concludes('failure');
  assert.match(job.said, /error: Not queued: HTTP 301\nSet url to the address that this one leads to/);
  other.end();
});

const refusals = [
  ['no address', { url: '' }, 'Say where the server is'],
  ['an address of another kind', { url: 'ftp://x' }, 'begins with http:// or https://'],
  ['a key of two lines', { 'api-key': 'a\nb' }, 'api-key has white space'],
  ['nothing to lock', { tags: '' }, 'Say what to lock'],
  ['no number', { quantity: 'two' }, 'quantity is "two": it is a whole number'],
  ['no duration', { wait: '1 hour' }, 'wait is "1 hour": it is a duration'],
  ['a duration without an end', { ttl: '8d' }, 'at most 7 days'],
  ['an unknown key', { 'api-key': 'nobody-knows-this-key' }, 'Set api-key to a key that the server knows'],
  ['an unknown tag', { tags: 'rm64' }, 'can never be served.*\\nCheck the tags'],
  ['a priority that is none', { priority: '11' }, 'priority: must be 1 \\(most urgent\\) to 10'],
  ['commands in a name', { tags: 'a%0A::set-output name=x::y' }, 'tags'],
];
for (const [what, inputs, words] of refusals) {
  test(`refuses ${what}`, async () => {
    const job = await Job.start({ tags: 'arm64', ...inputs }, ['echo never']);
    const { outputs } = await job.concludes('failure');
    assert.match(job.said, new RegExp(`^error: (.*\n)*.*${words}`, 'm'));
    assert.deepEqual(outputs, {});
    assert.doesNotMatch(job.said, /never\n|    at /);
    assert.ok(await server.isIdle());
  });
}

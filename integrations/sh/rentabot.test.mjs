// rentabot.sh against a real server, in the shells and with the awks that images of jobs have.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmod, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { LossyWay, Run, begin, eventually, examples, keys, redirectTo, temporary } from '../testing.mjs';

const script = path.join(import.meta.dirname, 'rentabot.sh');
const shells = {
  'dash and mawk': { shell: ['/bin/dash'], awk: ['/usr/bin/mawk'] },
  'bash and gawk': { shell: ['/bin/bash', '--posix'], awk: ['/usr/bin/gawk'] },
  'busybox': { shell: ['/bin/busybox', 'sh'], awk: ['/bin/busybox'] },
};

const { server, work } = await begin('sh');

/** One job: its directory, and the calls of the script in it. */
class Job {
  static count = 0;

  constructor(settings = {}, shell = ['/bin/sh']) {
    this.dir = path.join(work, `job-${++Job.count}`);
    this.shell = shell;
    this.env = {
      PATH: process.env.PATH, RENTABOT_URL: server.url, RENTABOT_API_KEY: keys.job, RENTABOT_TTL: '30s', ...settings,
    };
  }

  run(command, ...more) {
    const [program, ...options] = this.shell;
    return new Run(program, [...options, script, command, this.dir, ...more], { env: this.env });
  }

  async ends(code, command, ...more) {
    const run = this.run(command, ...more);
    assert.equal(await run.ended, code, run.said);
    return run.said;
  }

  read(name) {
    return readFile(path.join(this.dir, name), 'utf8');
  }
}

const both = { RENTABOT_TAGS: 'arm64', RENTABOT_QUANTITY: '2' };

for (const [name, { shell, awk }] of Object.entries(shells)) {
  test(`locks, keeps and frees under ${name}`, async () => {
    const bin = await temporary('bin');
    await symlink(awk[0], path.join(bin, 'awk'));
    const job = new Job({ ...both, RENTABOT_TTL: '9', PATH: `${bin}:${process.env.PATH}` }, shell);
    const count = await server.extensions();
    await job.ends(0, 'acquire');
    assert.equal((await job.read('env')).replaceAll(/(TOKEN|RESERVATION_ID)=.+\n/g, '$1=N\n'), [
      'RENTABOT_RESERVATION_ID=N',
      'RENTABOT_RESOURCES=board-1 board-2',
      'RENTABOT_RESOURCE_COUNT=2',
      'RENTABOT_RESOURCE_1_NAME=board-1',
      'RENTABOT_RESOURCE_1_ID=1',
      'RENTABOT_RESOURCE_1_ENDPOINT=tcp://10.0.0.1:2000',
      'RENTABOT_RESOURCE_1_TAGS=arm64,board',
      'RENTABOT_RESOURCE_1_FENCING_TOKEN=N',
      'RENTABOT_RESOURCE_2_NAME=board-2',
      'RENTABOT_RESOURCE_2_ID=2',
      'RENTABOT_RESOURCE_2_ENDPOINT=it\'s "there"\\here and é €',
      'RENTABOT_RESOURCE_2_TAGS=arm64,usb,board',
      'RENTABOT_RESOURCE_2_FENCING_TOKEN=N',
      '',
    ].join('\n'));
    const keeper = job.run('keep');
    // Longer than they would have lasted by themselves.
    await eventually(async () => await server.extensions() >= count + 8, () => `extended four times each: ${keeper.said}`);
    assert.deepEqual(await server.locked(), ['board-1', 'board-2']);
    await job.ends(0, 'release');
    assert.equal(await keeper.ended, 0, keeper.said);
    assert.deepEqual(await server.locked(), []);
    await assert.rejects(stat(job.dir));
    await rm(bin, { recursive: true });
  });
}

test('is in the template of GitLab CI and in the library of Jenkins as it is', () => {
  execFileSync(path.join(import.meta.dirname, 'embed.sh'), ['--check']);
});

test("the README's example runs", async () => {
  const [example] = await examples(path.join(import.meta.dirname, 'README.md'), 'sh');
  const env = { PATH: process.env.PATH, RENTABOT_API_KEY: keys.job, TMPDIR: work };
  const run = new Run('/bin/sh', ['-c', example.replace('https://rentabot.example.com', server.url)], { env, cwd: import.meta.dirname });
  assert.equal(await run.ended, 0, run.said);
  assert.match(run.said, /\nboard-1 is at tcp:\/\/10.0.0.1:2000\n.*freed: board-1\n/);
  assert.ok(await server.isIdle());
});

test('shows secrets nowhere', async () => {
  const bin = await temporary('bin');
  const seen = path.join(bin, 'arguments');
  for (const tool of ['curl', 'sed', 'awk', 'sleep']) {
    await writeFile(path.join(bin, tool), `#!/bin/sh\nprintf '%s\\n' "$@" >>${seen}\nexec /usr/bin/env PATH=/usr/bin:/bin ${tool} "$@"\n`);
    await chmod(path.join(bin, tool), 0o755);
  }
  const job = new Job({ RENTABOT_TAGS: 'arm64', RENTABOT_TTL: '6', PATH: `${bin}:${process.env.PATH}` });
  const said = await job.ends(0, 'acquire');
  const count = await server.extensions();
  const keeper = job.run('keep');
  await eventually(async () => await server.extensions() > count);
  const tokens = await server.tokens();
  assert.equal(tokens.length, 1);
  assert.equal((await stat(job.dir)).mode & 0o777, 0o700);
  for (const file of await readdir(job.dir)) assert.equal((await stat(path.join(job.dir, file))).mode & 0o777, 0o600, file);
  const public_ = said + await job.read('env') + await job.ends(0, 'release') + keeper.said + await readFile(seen, 'utf8');
  assert.match(public_, /config/);
  for (const secret of [keys.job, ...tokens]) assert.ok(!public_.includes(secret));
  await keeper.ended;
  await rm(bin, { recursive: true });
});

test('stands in the queue, says why, and gets what is freed', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const job = new Job(both);
  const run = job.run('acquire');
  await run.says('waiting: position 1; has 1 of 2; 2 match: 1 locked, 1 held; served by 20');
  await free();
  assert.equal(await run.ended, 0, run.said);
  await job.ends(0, 'release');
  assert.ok(await server.isIdle());
});

test('says that what is locked goes into maintenance', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const back = await server.maintain('board-1');
  const run = new Job({ RENTABOT_NAME: 'board-1' }).run('acquire');
  await run.says('waiting: position 1; 1 match: 1 locked then in maintenance\n');
  await free();
  await run.says('waiting: position 1; 1 match: 1 in maintenance\n');
  await back();
  assert.equal(await run.ended, 0, run.said);
});

test('leaves the queue when its time has come', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const job = new Job({ RENTABOT_NAME: 'board-1', RENTABOT_WAIT: '0' });
  assert.match(await job.ends(1, 'acquire'), /the wait timed out.*\n.*Wait longer \(RENTABOT_WAIT\)/);
  await job.ends(0, 'release');
  await free();
  assert.ok(await server.isIdle());
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  test(`leaves the queue on ${signal}`, async () => {
    const free = await server.occupy({ name: 'board-1' });
    const job = new Job({ RENTABOT_NAME: 'board-1' });
    const run = job.run('acquire');
    await run.says('waiting');
    run.process.kill(signal);
    assert.equal(await run.ended, { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal], run.said);
    assert.deepEqual(await server.reservations('pending'), []);
    await assert.rejects(stat(job.dir));
    await free();
  });
}

// What a job that is killed leaves behind, at each of its steps.
const crashes = {
  'before the answer to its reservation': ['reservation', 'locks', 'claimed'],
  'before the answer to its claim': ['locks', 'claimed'],
  'after its claim': [],
};
for (const [when, missing] of Object.entries(crashes)) {
  test(`frees what a job had that was killed ${when}`, async () => {
    const job = new Job(both);
    await job.ends(0, 'acquire');
    for (const file of missing) await rm(path.join(job.dir, file));
    await job.ends(0, 'release');
    assert.ok(await server.isIdle());
    await job.ends(0, 'release');
  });
}

test('frees what a job had when two release at the same time', async () => {
  for (let round = 0; round < 5; round++) {
    const job = new Job(both);
    await job.ends(0, 'acquire');
    for (const file of crashes['before the answer to its reservation']) await rm(path.join(job.dir, file));
    const runs = [job.run('release'), job.run('release')];
    for (const run of runs) assert.equal(await run.ended, 0, run.said);
    assert.ok(await server.isIdle(), runs.map(run => run.said).join('---\n'));
  }
});

test('cancels what a job waited for that was killed', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const job = new Job({ RENTABOT_NAME: 'board-1' });
  const run = job.run('acquire');
  await run.says('waiting');
  run.process.kill('SIGKILL');
  await run.ended;
  assert.match(await job.ends(0, 'release'), /cancelled reservation/);
  assert.deepEqual(await server.reservations('pending'), []);
  await free();
});

test('has one lock, although every answer is lost once', async () => {
  const way = await LossyWay.to(server);
  const job = new Job({ RENTABOT_TAGS: 'board', RENTABOT_TTL: '15', RENTABOT_URL: way.url });
  await job.ends(0, 'acquire');
  assert.equal((await server.locked()).length, 1);
  const keeper = job.run('keep');
  const count = await server.extensions();
  await eventually(async () => await server.extensions() >= count + 3);
  await job.ends(0, 'release');
  assert.equal(await keeper.ended, 0, keeper.said);
  assert.equal(way.lost.size, 4, [...way.lost].join());
  assert.ok(await server.isIdle());
  way.end();
});

test('waits on while the server is started again', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const job = new Job({ RENTABOT_NAME: 'board-1' });
  const run = job.run('acquire');
  await run.says('waiting');
  await server.kill();
  await run.says('does not answer');
  await server.begin();
  await free();
  assert.equal(await run.ended, 0, run.said);
  await job.ends(0, 'release');
  assert.ok(await server.isIdle());
});

test('keeps its locks while the server is started again', async () => {
  const job = new Job({ ...both, RENTABOT_TTL: '45' });
  await job.ends(0, 'acquire');
  const keeper = job.run('keep');
  const count = await server.extensions();
  await server.kill();
  await keeper.says('was not extended, and will be tried again');
  await server.begin();
  await eventually(async () => await server.extensions() >= count + 4);
  await server.kill();
  const release = job.run('release');
  await release.says('does not answer');
  await server.begin();
  assert.equal(await release.ended, 0, release.said);
  assert.equal(await keeper.ended, 0, keeper.said);
  assert.ok(await server.isIdle());
});

test('says that a lock was lost', async () => {
  const job = new Job({ ...both, RENTABOT_TTL: '6' });
  await job.ends(0, 'acquire');
  const keeper = job.run('keep');
  await server.forceOff('board-2');
  assert.equal(await keeper.ended, 3, keeper.said);
  assert.match(keeper.said, /lock lost: board-2: /);
  assert.match(await job.read('lost'), /lock lost: board-2: /);
  // The other one is freed all the same.
  assert.match(await job.ends(3, 'release'), /freed: board-1\n(.*\n)*.*lock lost: board-2: /);
  assert.ok(await server.isIdle());
});

test('says that a lock was lost when nobody has seen it before', async () => {
  const job = new Job(both);
  await job.ends(0, 'acquire');
  await server.forceOff('board-2');
  assert.match(await job.ends(3, 'release'), /freed: board-1\n.*lock lost: .*: board-2\n/);
});

test('counts locks as lost that may have run out', async () => {
  const job = new Job({ ...both, RENTABOT_TTL: '6' });
  await job.ends(0, 'acquire');
  await server.kill();
  const keeper = job.run('keep');
  assert.equal(await keeper.ended, 3, keeper.said);
  assert.match(keeper.said, /could not be extended and have run out/);
  await server.begin();
  await job.ends(3, 'release');
});

test('extends no further than a resource allows', async () => {
  const job = new Job({ RENTABOT_TAGS: 'short', RENTABOT_TTL: '6' });
  await job.ends(0, 'acquire');
  const keeper = job.run('keep');
  assert.equal(await keeper.ended, 3, keeper.said);
  assert.match(keeper.said, /short has reached its max_lock_duration of 6 seconds/);
  assert.doesNotMatch(keeper.said, /not extended/);
  await job.ends(3, 'release');
});

const refusals = [
  ['no address', { RENTABOT_URL: '' }, 2, 'RENTABOT_URL is not set'],
  ['an address of another kind', { RENTABOT_URL: 'ftp://x' }, 2, 'it begins with http:// or https://'],
  ['an address with a password', { RENTABOT_URL: 'http://a:b@x' }, 2, 'a key goes into RENTABOT_API_KEY'],
  ['a key of two lines', { RENTABOT_API_KEY: 'a\nurl = "http://127.0.0.1:1"' }, 2, 'RENTABOT_API_KEY has white space'],
  ['nothing to lock', { RENTABOT_TAGS: '' }, 2, 'say what to lock'],
  ['no number', { RENTABOT_QUANTITY: 'two' }, 2, 'RENTABOT_QUANTITY is "two": it is a whole number'],
  ['no duration', { RENTABOT_WAIT: '1 hour' }, 2, 'RENTABOT_WAIT is "1 hour": it is a duration'],
  ['a duration without an end', { RENTABOT_TTL: '8d' }, 2, 'at most 7 days'],
  ['a tag of two lines', { RENTABOT_TAGS: 'a\nb' }, 2, 'RENTABOT_TAGS has control characters'],
  ['an unknown key', { RENTABOT_API_KEY: 'nobody-knows-this-key' }, 1, 'Set RENTABOT_API_KEY to a key that the server knows'],
  ['an unknown tag', { RENTABOT_TAGS: 'rm64' }, 1, 'can never be served.*\\n.*Check the tags'],
  ['a priority that is none', { RENTABOT_PRIORITY: '11' }, 1, 'priority: must be 1 \\(most urgent\\) to 10'],
  ['a bad expression', { RENTABOT_TAGS: '', RENTABOT_EXPRESSION: 'a && "' }, 1, 'expression: .*column'],
];
for (const [what, settings, code, words] of refusals) {
  test(`refuses ${what}`, async () => {
    const job = new Job({ RENTABOT_TAGS: 'arm64', ...settings });
    assert.match(await job.ends(code, 'acquire'), new RegExp(words));
    assert.ok(await server.isIdle());
  });
}

test('refuses an address that leads elsewhere', async () => {
  const other = await redirectTo(server.url);
  const job = new Job({ RENTABOT_TAGS: 'arm64', RENTABOT_URL: other.url });
  assert.match(await job.ends(1, 'acquire'), /HTTP 301\n.*the address that this one leads to/);
  await job.ends(0, 'release');
  other.end();
});

test('takes durations of several parts and numbers with zeros', async () => {
  const job = new Job({ RENTABOT_TAGS: 'arm64', RENTABOT_WAIT: '1d2h3m4s', RENTABOT_TTL: '0090', RENTABOT_QUANTITY: '01' });
  await job.ends(0, 'acquire');
  assert.deepEqual(JSON.parse(await job.read('request')), { quantity: 1, priority: 5, ttl: 90, max_wait_time: 93784, tags: 'arm64' });
  await job.ends(0, 'release');
});

/** The shell of a job that runs something, as CI has it. */
const shellOf = command => spawn('/bin/sh', ['-c', command], { stdio: 'ignore', detached: true });

test('stops what the job runs when a lock is lost', async () => {
  const marker = 86_400 + Job.count;
  const job = new Job({ RENTABOT_TAGS: 'arm64', RENTABOT_TTL: '6' });
  await job.ends(0, 'acquire');
  const shell = shellOf(`trap 'exit 9' TERM; sh -c 'sleep ${marker}; :' || true; sleep ${marker}`);
  const ended = new Promise(resolve => shell.on('exit', resolve));
  const keeper = job.run('keep', `${shell.pid}`);
  await server.forceOff((await server.locked())[0]);
  assert.equal(await keeper.ended, 3, keeper.said);
  assert.equal(await ended, 9);
  const commands = await Promise.all((await readdir('/proc')).filter(Number)
    .map(id => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  assert.ok(!commands.some(command => command.includes(`${marker}`)), 'nothing of it runs any more');
  await job.ends(3, 'release');
});

test('frees by itself when the job had gone before it began', async () => {
  const job = new Job({ RENTABOT_TAGS: 'arm64', RENTABOT_GRACE: '0' });
  await job.ends(0, 'acquire');
  const shell = shellOf(':');
  await new Promise(resolve => shell.on('exit', resolve));
  await job.ends(0, 'keep', `${shell.pid}`);
  assert.ok(await server.isIdle());
});

test('frees by itself when the job has gone without cleaning up', async () => {
  const job = new Job({ RENTABOT_TAGS: 'arm64', RENTABOT_TTL: '6', RENTABOT_GRACE: '5s' });
  await job.ends(0, 'acquire');
  const shell = shellOf('sleep 100000');
  const keeper = job.run('keep', `${shell.pid}`);
  const count = await server.extensions();
  await eventually(async () => await server.extensions() > count, () => keeper.said);
  process.kill(-shell.pid, 'SIGKILL');
  // Until then it is left to who cleans up.
  await eventually(async () => await server.extensions() > count + 1);
  assert.equal((await server.locked()).length, 1);
  assert.equal(await keeper.ended, 0, keeper.said);
  assert.match(keeper.said, /freed: board-/);
  assert.ok(await server.isIdle());
});

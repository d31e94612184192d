// The shared library, run by Debian's groovy (2.4, as Jenkins has it) through a stand-in for the pipeline steps, against a
// real server.

import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { Run, begin, eventually, keys } from '../testing.mjs';

const { server, work } = await begin('jenkins');

class Build extends Run {
  static count = 0;

  static async start(jenkinsfile, env = {}) {
    const dir = path.join(work, `build-${++Build.count}`);
    await mkdir(dir);
    await writeFile(path.join(dir, 'Jenkinsfile'), jenkinsfile);
    return new Build(dir, {
      PATH: process.env.PATH, HOME: dir, JAVA_HOME: process.env.JAVA_HOME, LC_ALL: 'C.UTF-8', JAVA_OPTS: '-XX:TieredStopAtLevel=1',
      RENTABOT_URL: server.url, CREDENTIAL_rentabot: keys.job, ...env,
    });
  }

  constructor(dir, env) {
    super('groovy', ['-Dfile.encoding=UTF-8', path.join(import.meta.dirname, 'test/pipeline.groovy'), path.join(dir, 'Jenkinsfile'), dir],
      { env });
    this.dir = dir;
  }

  async finishes(result) {
    await this.ended;
    assert.match(this.said, new RegExp(`Finished: ${result}\n$`), this.said);
    assert.deepEqual((await readdir(`${this.dir}@tmp`).catch(() => [])).filter(name => name.startsWith('rentabot')), [],
      'nothing is left behind');
  }

  /** What a body does that runs until the test lets it end. */
  static hold = "sh 'echo holding; until [ -e go ]; do sleep 0.2; done'";

  go() {
    return writeFile(path.join(this.dir, 'go'), '');
  }

  abort() {
    return writeFile(path.join(this.dir, 'abort'), '');
  }
}

const scripted = (options, body = Build.hold) => `node { withBots(${options}, credentialsId: 'rentabot') { ${body} } }`;
const both = "tags: 'arm64', quantity: 2";

for (const example of ['scripted', 'declarative']) {
  test(`the ${example} example runs`, async () => {
    const text = await readFile(path.join(import.meta.dirname, `examples/${example}.Jenkinsfile`), 'utf8');
    const build = await Build.start(text.replace('https://rentabot.example.com', server.url));
    await build.finishes('SUCCESS');
    assert.match(build.said, { scripted: /\nflashing board-1 at tcp:.*\n(.*\n)*.*all of them: board-1 board-2\n/, declarative: /\nbooting board-2\n/ }[example]);
    assert.ok(await server.isIdle());
  });
}

test('locks, tells the body what it has, extends, frees, and gives what the body gave', async () => {
  const count = await server.extensions();
  const build = await Build.start(`node {
    def got = withBots(${both}, ttl: '12s', credentialsId: 'rentabot') {
      sh 'env | grep ^RENTABOT_ | LC_ALL=C sort'
      ${Build.hold}
      env.RENTABOT_RESOURCE_2_ENDPOINT
    }
    echo "it gave \${got}, and then there is \${env.RENTABOT_RESOURCES}"
  }`);
  await build.says('holding');
  await eventually(async () => await server.extensions() >= count + 8, () => `extended four times each: ${build.said}`);
  const { resources } = await server.call('GET', 'resources?locked=true&sort=name');
  assert.deepEqual(resources.map(one => [one.name, one.lock_client_id]), [['board-1', 'lab/boot#12'], ['board-2', 'lab/boot#12']]);
  await build.go();
  await build.finishes('SUCCESS');
  assert.match(build.said.replaceAll(/TOKEN=\d+/g, 'TOKEN=N'), new RegExp([
    '\nRENTABOT_RESERVATION_ID=.*',
    'RENTABOT_RESOURCES=board-1 board-2',
    'RENTABOT_RESOURCE_1_ENDPOINT=tcp://10.0.0.1:2000',
    'RENTABOT_RESOURCE_1_FENCING_TOKEN=N',
    'RENTABOT_RESOURCE_1_ID=1',
    'RENTABOT_RESOURCE_1_NAME=board-1',
    'RENTABOT_RESOURCE_1_TAGS=arm64,board',
    'RENTABOT_RESOURCE_2_ENDPOINT=it\'s "there"\\\\here and é €',
    'RENTABOT_RESOURCE_2_FENCING_TOKEN=N',
    'RENTABOT_RESOURCE_2_ID=2',
    'RENTABOT_RESOURCE_2_NAME=board-2',
    'RENTABOT_RESOURCE_2_TAGS=arm64,usb,board',
    'RENTABOT_RESOURCE_COUNT=2',
    'RENTABOT_URL=.*\n',
  ].join('\n')));
  assert.match(build.said, /it gave it's "there"\\here and é €, and then there is null\n/);
  assert.ok(await server.isIdle());
});

test('shows secrets nowhere', async () => {
  const build = await Build.start(scripted(both, `sh 'env'; ${Build.hold}`));
  await build.says('holding');
  const tokens = await server.tokens();
  assert.equal(tokens.length, 2);
  const seen = await Promise.all((await readdir('/proc')).filter(Number).map(id => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  await build.go();
  await build.finishes('SUCCESS');
  const shown = build.said.replaceAll(/^CREDENTIAL_.*$/gm, '') + seen.join('\n');
  for (const secret of [keys.job, ...tokens]) assert.ok(!shown.includes(secret));
});

test('frees when the body throws, and throws that', async () => {
  const build = await Build.start(scripted(both, "error('the board is dead')"));
  await build.finishes('FAILURE');
  assert.match(build.said, /freed: board-1 board-2\n(.*\n)*ERROR: the board is dead\n/);
  assert.ok(await server.isIdle());
});

test('stands in the queue, says why, and gets what is freed', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const build = await Build.start(scripted(both, "echo 'granted'"));
  await build.says('waiting: position 1; has 1 of 2; 2 match: 1 locked, 1 held');
  await free();
  await build.finishes('SUCCESS');
  assert.match(build.said, /granted/);
});

test('two at once take turns', async () => {
  const build = await Build.start(`node { parallel(
    one: { withBots(${both}, credentialsId: 'rentabot') { sh 'mkdir busy; sleep 0.5; rmdir busy' } },
    two: { withBots(tags: 'usb', credentialsId: 'rentabot') { sh 'mkdir busy; sleep 0.5; rmdir busy' } },
  ) }`);
  await build.finishes('SUCCESS');
  assert.ok(await server.isIdle());
});

test('leaves the queue when the build is aborted', async () => {
  await server.occupy({ name: 'board-1' });
  const build = await Build.start(scripted("name: 'board-1'", "echo 'granted'"));
  await build.says('waiting');
  await build.abort();
  await build.finishes('ABORTED');
  assert.deepEqual(await server.reservations('pending'), []);
  assert.doesNotMatch(build.said, /granted/);
});

test('frees when the build is aborted', async () => {
  const build = await Build.start(scripted(both));
  await build.says('holding');
  await build.abort();
  await build.finishes('ABORTED');
  assert.ok(await server.isIdle());
});

test('waits on while the server is started again', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const build = await Build.start(scripted("name: 'board-1'", "echo 'granted'"));
  await build.says('waiting');
  await server.kill();
  await build.says('does not answer');
  await server.begin();
  await free();
  await build.finishes('SUCCESS');
  assert.ok(await server.isIdle());
});

test('keeps its locks while the server is started again', async () => {
  const build = await Build.start(scripted(`${both}, ttl: '60s'`));
  await build.says('holding');
  const count = await server.extensions();
  await server.kill();
  await build.says('was not extended, and will be tried again');
  await server.begin();
  await eventually(async () => await server.extensions() >= count + 2, 'both extended again');
  await server.kill();
  await build.go();
  await build.says('does not answer');
  await server.begin();
  await build.finishes('SUCCESS');
  assert.ok(await server.isIdle());
});

test('stops the body and fails when a lock is lost', async () => {
  const build = await Build.start(scripted(`${both}, ttl: '15s'`, `${Build.hold}; echo 'never'`));
  await build.says('holding');
  await server.forceOff('board-2');
  await build.finishes('FAILURE');
  assert.match(build.said, /lock lost: board-2: (.*\n)*.*freed: board-1\n(.*\n)*ERROR: A lock was lost while the job ran/);
  assert.doesNotMatch(build.said, /never/);
  assert.ok(await server.isIdle());
});

test('fails when nobody has seen before that a lock was lost', async () => {
  const build = await Build.start(scripted(both));
  await build.says('holding');
  await server.forceOff('board-2');
  await build.go();
  await build.finishes('FAILURE');
  assert.match(build.said, /had ended before they were freed: board-2\n(.*\n)*ERROR: A lock was lost while the job ran/);
});

const refusals = {
  'an unknown option': ["node { withBots(tag: 'arm64') { echo 'never' } }", /has no such option among \[tag\]: it takes \[url, tags,/],
  'to run outside of an agent': ["withBots(tags: 'arm64') { echo 'never' }", /withBots needs an agent: put it into node/],
  'what the server refuses': [scripted("tags: ['rm64', 'usb']", "echo 'never'"), /can never be served(.*\n)*ERROR: Nothing was locked/],
  'a wrong setting': [scripted("tags: 'arm64', wait: 'long'", "echo 'never'"), /RENTABOT_WAIT is "long"(.*\n)*ERROR: Nothing was locked/],
  'an unknown key': [scripted("tags: 'arm64'", "echo 'never'"), /Set RENTABOT_API_KEY to a key/, { CREDENTIAL_rentabot: 'nobody-knows-this-key' }],
};
for (const [what, [jenkinsfile, words, env]] of Object.entries(refusals)) {
  test(`refuses ${what}`, async () => {
    const build = await Build.start(jenkinsfile, env);
    await build.finishes('FAILURE');
    assert.match(build.said, words);
    assert.doesNotMatch(build.said, /never\n/);
    assert.ok(await server.isIdle());
  });
}

// The template, run by gitlab-ci-local with the shell executor, against a real server.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { Run, begin, eventually, examples, keys } from '../testing.mjs';

const local = path.join(import.meta.dirname, '../node_modules/gitlab-ci-local/dist/index.js');

const { server, work } = await begin('gitlab');

/** A pipeline of one job, in a repository of its own. */
class Job extends Run {
  static count = 0;

  static start(variables, script) {
    return Job.startAs(JSON.stringify({
      include: [{ local: 'rentabot.gitlab-ci.yml' }],
      boot: { extends: '.rentabot', variables: { RENTABOT_TTL: '30s', ...variables }, script },
    }));
  }

  static async startAs(pipeline) {
    const dir = path.join(work, `project-${++Job.count}`);
    await mkdir(dir);
    for (const tool of ['flash.sh', 'power.sh']) await writeFile(path.join(dir, tool), '#!/bin/sh\necho "$0 $*"\n', { mode: 0o755 });
    await cp(path.join(import.meta.dirname, 'rentabot.gitlab-ci.yml'), path.join(dir, 'rentabot.gitlab-ci.yml'));
    await writeFile(path.join(dir, '.gitlab-ci.yml'), pipeline);
    const git = (...args) => execFileSync('git', ['-C', dir, ...args], { stdio: ['ignore', 'ignore', 'ignore'] });
    git('init', '--initial-branch=main');
    git('remote', 'add', 'origin', 'git@gitlab.example.com:lab/firmware.git');
    git('add', '--all');
    git('-c', 'user.name=nobody', '-c', 'user.email=nobody@localhost', 'commit', '--message', 'x');
    const settings = { RENTABOT_URL: server.url, RENTABOT_API_KEY: keys.job };
    const options = Object.entries(settings).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
    return new Job(process.execPath, [local, 'boot', '--force-shell-executor', ...options], dir);
  }

  constructor(program, args, dir) {
    super(program, args, { cwd: dir, detached: true, env: { PATH: process.env.PATH, HOME: dir } });
    this.dir = dir;
  }

  async ends(code) {
    const ended = await this.ended;
    assert.equal(ended, code, this.said);
    assert.deepEqual(await readdir(`${this.dir}.tmp`).catch(() => []), [], 'nothing is left behind');
  }

  static hold = 'echo holding; until [ -e go ]; do sleep 0.2; done';

  go() {
    return writeFile(path.join(this.dir, 'go'), '');
  }

  /** What a runner does when the job is cancelled or takes too long. */
  cancel(signal) {
    process.kill(-this.process.pid, signal);
  }
}

const both = { RENTABOT_TAGS: 'arm64', RENTABOT_QUANTITY: '2' };

test('locks, tells the script what it has, extends, and frees', async () => {
  const count = await server.extensions();
  const job = await Job.start({ ...both, RENTABOT_TTL: '12s' }, ['env | grep ^RENTABOT_RESOURCE | sort', Job.hold]);
  await job.says('holding');
  await eventually(async () => await server.extensions() >= count + 8, () => `extended four times each: ${job.said}`);
  const { resources } = await server.call('GET', 'resources?locked=true&sort=name');
  assert.deepEqual(resources.map(one => one.name), ['board-1', 'board-2']);
  assert.match(resources[0].lock_client_id, /^lab\/firmware\/boot#\d+$/);
  await job.go();
  await job.ends(0);
  assert.match(job.said, /RENTABOT_RESOURCES=board-1 board-2/);
  assert.match(job.said, /RENTABOT_RESOURCE_1_ENDPOINT=tcp:\/\/10.0.0.1:2000/);
  assert.match(job.said, /RENTABOT_RESOURCE_2_ENDPOINT=it's "there"\\here and é €/);
  assert.match(job.said, /RENTABOT_RESOURCE_2_TAGS=arm64,usb,board/);
  assert.match(job.said, /RENTABOT_RESOURCE_2_FENCING_TOKEN=\d+/);
  assert.match(job.said, /freed: board-1 board-2/);
  assert.ok(await server.isIdle());
});

test('shows secrets nowhere', async () => {
  const job = await Job.start({ RENTABOT_TAGS: 'arm64' }, ['env | grep -v ^RENTABOT_API_KEY', Job.hold]);
  await job.says('holding');
  const tokens = await server.tokens();
  assert.equal(tokens.length, 1);
  await job.go();
  await job.ends(0);
  for (const secret of [keys.job, ...tokens]) assert.ok(!job.said.includes(secret));
});

test('frees when the script fails', async () => {
  const job = await Job.start(both, ['exit 7']);
  await job.ends(1);
  assert.match(job.said, /freed: board-1 board-2/);
  assert.ok(await server.isIdle());
});

test('stands in the queue, and gets what is freed', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const job = await Job.start(both, ['echo granted']);
  await job.says('waiting: position 1; has 1 of 2; 2 match: 1 locked, 1 held');
  await free();
  await job.ends(0);
  assert.match(job.said, /granted/);
  assert.ok(await server.isIdle());
});

test('says why it was refused, and runs nothing', async () => {
  const job = await Job.start({ RENTABOT_TAGS: 'rm64' }, ['echo granted']);
  await job.ends(1);
  assert.match(job.said, /can never be served/);
  assert.match(job.said, /Check the tags/);
  assert.doesNotMatch(job.said, /granted/);
});

test("the README's example runs", async () => {
  const [example] = await examples(path.join(import.meta.dirname, 'README.md'), 'yaml');
  const job = await Job.startAs(example.replace(/remote: .*\//, 'local: '));
  await job.ends(0);
  assert.match(job.said, /> .\/flash.sh tcp:\/\/10.0.0.1:2000 it's "there"/);
  assert.ok(await server.isIdle());
});

test("can be put together with what a job does before and after, as the README's example is", async () => {
  const [, example] = await examples(path.join(import.meta.dirname, 'README.md'), 'yaml');
  const job = await Job.startAs(`include: [{ local: rentabot.gitlab-ci.yml }]\n${example}`);
  await job.ends(0);
  assert.match(job.said, /> .\/power.sh on board-3\n(.*\n)*.*> .\/flash.sh \n(.*\n)*.*> .\/power.sh off\n(.*\n)*.*freed: board-3\n/);
  assert.ok(await server.isIdle());
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL']) {
  test(`frees when the job is ended by ${signal}`, async () => {
    const job = await Job.start({ ...both, RENTABOT_GRACE: '1s' }, [Job.hold]);
    await job.says('holding');
    job.cancel(signal);
    await job.ended;
    await eventually(() => server.isIdle(), () => `freed: ${job.said}`);
    await eventually(async () => (await readdir(`${job.dir}.tmp`)).length === 0, 'nothing is left behind');
  });
}

test('ends and frees when the job is interrupted while a command runs that ends by itself then', async () => {
  const job = await Job.start({ ...both, RENTABOT_GRACE: '1s' }, [`sh -c 'trap "exit 0" INT; ${Job.hold}'`, Job.hold]);
  await job.says('holding');
  job.cancel('SIGINT');
  await job.ended;
  await eventually(() => server.isIdle(), () => `freed: ${job.said}`);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`leaves the queue when the job is ended by ${signal}`, async () => {
    await server.occupy({ name: 'board-1' });
    const job = await Job.start({ RENTABOT_NAME: 'board-1' }, ['echo granted']);
    await job.says('waiting');
    job.cancel(signal);
    await job.ended;
    await eventually(async () => (await server.reservations('pending')).length === 0, () => `cancelled: ${job.said}`);
    assert.doesNotMatch(job.said, /granted/);
  });
}

test('waits on while the server is started again', async () => {
  const free = await server.occupy({ name: 'board-1' });
  const job = await Job.start({ RENTABOT_NAME: 'board-1' }, ['echo granted']);
  await job.says('waiting');
  await server.kill();
  await job.says('does not answer');
  await server.begin();
  await free();
  await job.ends(0);
  assert.ok(await server.isIdle());
});

test('keeps its locks while the server is started again', async () => {
  const job = await Job.start({ ...both, RENTABOT_TTL: '45s' }, [Job.hold]);
  await job.says('holding');
  const count = await server.extensions();
  await server.kill();
  await server.begin();
  await eventually(async () => await server.extensions() >= count + 2, 'both extended again');
  await server.kill();
  await job.go();
  await job.says('does not answer');
  await server.begin();
  await job.ends(0);
  assert.ok(await server.isIdle());
});

test('stops the script and fails when a lock is lost', async () => {
  const job = await Job.start({ ...both, RENTABOT_TTL: '15s' }, [`${Job.hold} || true`, 'echo never']);
  await job.says('holding');
  await server.forceOff('board-2');
  await job.ends(1);
  assert.match(job.said, /lock lost: board-2: /);
  assert.match(job.said, /freed: board-1\n/);
  assert.doesNotMatch(job.said, /> never/);
  assert.ok(await server.isIdle());
});

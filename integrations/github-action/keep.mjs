// Runs beside the job's steps and extends its locks: until post.mjs says that it is over, the runner has gone, or the
// longest time has passed.

import { appendFileSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './src/client.mjs';
import { Job } from './src/job.mjs';
import { plain } from './src/runner.mjs';
import { isRunning, stopStep } from './src/processes.mjs';

const lostCodes = ['lock_lost', 'invalid_lock_token', 'resource_not_found'];

const { dir, record, address, longest, age, worker } = JSON.parse(await text(process.stdin));
const { mark, locks, request: { ttl } } = record;
const client = new Client(address);
const now = () => performance.now() / 1000;
const began = now() - age / 1000;

const isOver = () => existsSync(path.join(dir, 'done')) || !existsSync(dir);
const log = line => { if (!isOver()) appendFileSync(path.join(dir, 'log'), `${plain(line)}\n`); };

async function lost(reason) {
  if (isOver()) process.exit();
  // As a whole or not at all: the other side may be looking.
  writeFileSync(path.join(dir, 'lost.new'), plain(reason));
  renameSync(path.join(dir, 'lost.new'), path.join(dir, 'lost'));
  await stopStep(worker, path.join(import.meta.dirname, 'post.mjs'));
  process.exit();
}

/** When the locks end at the earliest if all could be extended, and otherwise nothing. */
async function extend() {
  const round = now();
  let shortest = ttl;
  let trouble = '';
  for (const { id, name, token, longest: most } of locks) {
    let seconds = Math.min(ttl, Math.floor(most - (round - began)));
    if (seconds < 1) await lost(`${name} has reached its max_lock_duration of ${most} seconds`);
    const answer = await client.call('POST', `resources/${id}/extend`,
      { body: { lock_token: token, ttl: seconds }, mark: `${mark}-${id}-${Math.floor(round * 1000)}` });
    if (lostCodes.includes(answer.body.code)) await lost(`${name}: ${answer.reason}`);
    // By the time that the call took; what it has stands.
    if (answer.body.code === 'ttl_exceeds_maximum') seconds = until - round;
    else if (answer.status !== 200) trouble = `${name} was not extended: ${answer.reason}`;
    // The others would wait for nothing, too.
    if (answer.status === 0) break;
    shortest = Math.min(shortest, seconds);
  }
  if (!trouble) return round + shortest;
  log(trouble);
  return null;
}

let until = began + ttl;
let next = began + ttl / 3;
let pause = 1;
while (!isOver()) {
  // Main's end is no sign: it ends at once. Without a worker that can be seen, the container's end is this one's.
  if (worker > 1 && !isRunning(worker)) {
    await new Job(client, record).release(120).catch(() => {});
    break;
  }
  if (now() - began > longest) {
    log(`max-duration has passed: the locks are not extended any more and end by themselves within ${ttl} s`);
    break;
  }
  if (now() >= next) {
    const extended = await extend();
    if (extended) {
      until = extended;
      next = now() + Math.max(1, (until - now()) / 3);
      pause = 1;
    } else if (now() >= until) {
      await lost('the locks could not be extended and have run out');
    } else {
      next = Math.min(now() + pause, until);
      pause = Math.min(pause * 2, 16);
    }
  }
  await sleep(500);
}

// A day in a CI farm: jobs that lock by every way there is, some of which fail, are cancelled or are killed, and a crash
// of all three services in the middle. At its end every lock is accounted for by the audit trail.
//
//   RENTABOT_DAY_JOBS (200), RENTABOT_DAY_SEED (by chance, and printed)
//
// integrations/day/test.sh runs it. Ends with 0 only when all is accounted for.

import { randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, temporary } from '../testing.mjs';
import { account } from './account.mjs';
import { Farm, count, desk } from './farm.mjs';
import { fates, plan } from './plan.mjs';
import { report } from './report.mjs';
import { killAll, readStory, ways } from './ways.mjs';

const atOnce = 12;
// Longer than any job waits or lives that nobody ends.
const patience = 400_000;

const number = (name, otherwise) => {
  const text = process.env[name] || `${otherwise}`;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} is "${text}": it is a whole number from 1`);
  return Number(text);
};
const total = number('RENTABOT_DAY_JOBS', 200);
const seed = number('RENTABOT_DAY_SEED', randomInt(1, 1_000_000));

const work = await temporary('day');
process.once('exit', () => killAll(`${work}/`));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

console.log(`${total} jobs, ${count} resources, seed ${seed}`);
const farm = await Farm.open(work);
process.once('exit', () => { for (const one of farm.processes) one.kill('SIGKILL'); });

const { locks: [onDesk] } = await farm.call('POST', 'resources/lock', { name: desk, ttl: 3600, client_id: desk });
const began = Date.now();
const running = new Set();

async function play(job) {
  const way = ways[job.way];
  job.dir = path.join(work, job.id);
  job.file = path.join(job.dir, 'story');
  await mkdir(job.dir);
  const env = {
    PATH: process.env.PATH, HOME: job.dir, TMPDIR: job.dir, DAY_JOB: `${job.dir}/`, RENTABOT_URL: farm.url, RENTABOT_API_KEY: farm.key,
  };
  const { waits, end } = fates[job.fate];
  job.end = end;
  job.holds = async () => !job.ended && Boolean(await readStory(job.file));
  job.started = Date.now();
  const run = await way.start(job, { env, cwd: job.dir });
  const late = setTimeout(() => { job.isLate = true; killAll(`${job.dir}/`); }, patience);
  const ended = run.ended.then(code => {
    job.ended = Date.now();
    return code;
  });
  if (end) {
    const isThere = async () => job.ended || await (waits ? isQueued(job, way) : job.holds());
    await eventually(isThere, `it ${waits ? 'waits' : 'holds'}`).catch(error => { job.trouble = error.message; });
    job.cut = Date.now();
    if (end === 'killed' || job.trouble) killAll(`${job.dir}/`);
    else if (!job.ended) await way.cancel(job, run);
  }
  const outcome = way.outcome(run, await ended);
  clearTimeout(late);
  job.outcome = job.isLate ? `did not end within ${patience / 1000} s` : outcome;
  job.said = run.said;
  job.story = await readStory(job.file);
}

/** Whether it stands in the queue. */
async function isQueued(job, way) {
  const { reservations } = await farm.call('GET', `reservations?status=pending&client_id=${job.id}`);
  return reservations.length > 0 && (way.knowsItsPlace?.(job) ?? true);
}

const holding = async () => (await Promise.all(Array.from(running, job => job.holds?.()))).filter(Boolean).length;

/** All three at once, while jobs hold. */
async function crash() {
  await eventually(async () => running.size === 0 || await holding() > 1, 'jobs hold');
  const outage = { down: Date.now(), jobs: running.size, holding: await holding() };
  await farm.kill();
  await farm.begin();
  outage.up = Date.now();
  console.log(`all three services were killed, and were back after ${((outage.up - outage.down) / 1000).toFixed(1)} s`);
  return outage;
}

const jobs = plan(total, seed);
let outage;
for (const job of jobs) {
  while (running.size >= atOnce) await Promise.race(Array.from(running, one => one.played));
  if (!outage && job.number > total / 2) outage = crash();
  running.add(job);
  job.played = play(job).catch(error => { job.outcome = `could not be played: ${error.stack}`; }).finally(() => {
    running.delete(job);
    const done = jobs.filter(one => one.outcome).length;
    if (done % 25 === 0) console.log(`${done} jobs have ended after ${Math.round((Date.now() - began) / 1000)} s`);
  });
}
await Promise.all(jobs.map(job => job.played));
outage = await (outage ?? crash());
const played = Date.now();

await farm.call('POST', `resources/${onDesk.resource_id}/unlock`, { lock_token: onDesk.lock_token });
// What was killed still has its locks, and its places in the queue.
let left = await farm.left();
for (const end = Date.now() + 60_000; left.length > 0 && Date.now() < end; left = await farm.left()) await sleep(200);
const audit = await farm.audit();
left.push(...farm.gone().map(service => `the ${service}, which has ended by itself`));
await farm.kill();

const result = account({ jobs, audit, outage, left, desk, givesUp: job => Boolean(ways[job.way]?.givesUp) });
console.log(report({ jobs, outage, result, seconds: (played - began) / 1000 }));
process.exit(result.violations.length === 0 ? 0 : 1);

// The end of the job, however it ends: ends keep.mjs and frees.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './src/client.mjs';
import { Failure } from './src/failure.mjs';
import { server } from './src/inputs.mjs';
import { Job } from './src/job.mjs';
import { isRunning } from './src/processes.mjs';
import { fail, mask, say, state, warn } from './src/runner.mjs';

const patience = 120;

/** What keep.mjs has to tell. */
function endKeeper(dir) {
  if (!existsSync(dir)) return {};
  writeFileSync(path.join(dir, 'done'), '');
  const read = name => (existsSync(path.join(dir, name)) ? readFileSync(path.join(dir, name), 'utf8') : '');
  const told = { lost: read('lost'), log: read('log') };
  rmSync(dir, { recursive: true, force: true });
  return told;
}

async function main() {
  if (!state('record')) return;
  const record = JSON.parse(state('record'));
  if (!record.mark) return;
  const address = server();
  if (address.key) mask(address.key);
  for (const lock of record.locks ?? []) mask(lock.token);

  const { lost, log } = endKeeper(path.join(process.env.RUNNER_TEMP, `rentabot-${record.mark}`));
  for (const line of (log ?? '').split('\n').filter(Boolean)) say(line);
  if (lost) fail(`A lock was lost while the job ran: ${lost}`);
  try {
    const ended = await new Job(new Client(address), record).release(patience);
    if (ended.length > 0 && !lost) fail(`A lock was lost while the job ran; these had ended before they were freed: ${ended.join(' ')}`);
  } catch (error) {
    warn(`${error.message}\nWhat is locked ends by itself within ${record.request.ttl} s.`);
  }
  // The runner would tell of a process that is left behind.
  for (let i = 0; i < 40 && record.keeper && isRunning(record.keeper); i++) await sleep(50);
}

await main().catch(error => fail(error instanceof Failure ? error.message : error.stack));

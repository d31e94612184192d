// The step itself: stands in the queue, claims, tells the steps that follow what they have, and leaves a process behind
// that extends the locks while those run.

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Client } from './src/client.mjs';
import { Failure } from './src/failure.mjs';
import { maxDuration, request, server } from './src/inputs.mjs';
import { Job } from './src/job.mjs';
import { fail, mask, plain, saveState, say, setOutput, setVariable } from './src/runner.mjs';

// The runner says SIGINT when a job is cancelled, then SIGTERM, and leaves ten seconds in all.
const patienceWhenCancelled = 6;

const cancelled = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => cancelled.abort(new Failure(`Cancelled (${signal}).`)));

function tell(resources, reservation) {
  setOutput('resources', JSON.stringify(resources));
  setOutput('names', resources.map(one => one.name).join(' '));
  setOutput('endpoints', resources.map(one => plain(one.endpoint)).join('\n'));
  setOutput('fencing-tokens', resources.map(one => one.fencing_token).join('\n'));
  setOutput('reservation-id', reservation);
  setVariable('RENTABOT_RESERVATION_ID', reservation);
  setVariable('RENTABOT_RESOURCES', resources.map(one => one.name).join(' '));
  setVariable('RENTABOT_RESOURCE_COUNT', resources.length);
  for (const [i, { id, name, endpoint, tags, fencing_token }] of resources.entries()) {
    const prefix = `RENTABOT_RESOURCE_${i + 1}`;
    setVariable(`${prefix}_NAME`, name);
    setVariable(`${prefix}_ID`, id);
    setVariable(`${prefix}_ENDPOINT`, plain(endpoint));
    setVariable(`${prefix}_TAGS`, tags.join(','));
    setVariable(`${prefix}_FENCING_TOKEN`, fencing_token);
  }
}

/** Its secrets go by a pipe: neither arguments nor environment show them. */
function leaveKeeper(dir, record, address, longest) {
  const age = Date.now() - record.began;
  const keeper = spawn(process.execPath, [path.join(import.meta.dirname, 'keep.mjs')], {
    detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: dir, windowsHide: true,
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('INPUT_') && name !== 'RENTABOT_API_KEY')),
  });
  // The runner's process lives as long as the job. In a job's container it is out of sight.
  keeper.stdin.end(JSON.stringify({ dir, record, address, longest, age, worker: process.ppid }));
  keeper.unref();
  return keeper.pid;
}

async function main() {
  const address = server();
  if (address.key) mask(address.key);
  const longest = maxDuration();
  const client = new Client(address, cancelled.signal);
  const job = Job.begin(client, request(), record => {
    for (const lock of record.locks ?? []) mask(lock.token);
    saveState('record', JSON.stringify(record));
  });
  try {
    await job.acquire();
    cancelled.signal.throwIfAborted();
    const dir = path.join(process.env.RUNNER_TEMP, `rentabot-${job.record.mark}`);
    mkdirSync(dir, { mode: 0o700 });
    job.learn({ keeper: leaveKeeper(dir, job.record, address, longest) });
    tell(job.resources, job.record.reservation);
  } catch (error) {
    await new Job(new Client(address), job.record).release(patienceWhenCancelled).catch(problem => say(problem.message));
    throw error.name === 'AbortError' ? cancelled.signal.reason : error;
  }
}

await main().catch(error => fail(error instanceof Failure ? error.message : error.stack));

// The processes of the runner, as far as this machine shows them.

import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const grace = 10_000;

export function isRunning(id) {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Every process with its parent, or none where there is no ps: in small images, and on Windows. */
async function processes() {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,lstart=,args='], { maxBuffer: 1 << 26 });
    const lines = stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/gm);
    return Array.from(lines, ([, id, parent, born, command]) => ({ id: +id, parent: +parent, born, command }));
  } catch {
    return [];
  }
}

/** Ends what the runner runs by now, which may use what is another's; but not the step that frees. */
export async function stopStep(worker, spared) {
  if (worker <= 1) return;
  const all = await processes();
  const found = [];
  for (let parents = [worker]; parents.length > 0;) {
    const children = all.filter(one => parents.includes(one.parent) && one.id !== process.pid && !one.command.includes(spared));
    found.push(...children);
    parents = children.map(one => one.id);
  }
  kill(found, 'SIGTERM');
  const end = performance.now() + grace;
  for (let left = found; left.length > 0; left = await still(found)) {
    if (performance.now() > end) {
      kill(left, 'SIGKILL');
      break;
    }
    await sleep(200);
  }
}

/** Those of them that are there still; a later process may have got the number of one. */
async function still(found) {
  const all = await processes();
  return found.filter(one => all.some(other => other.id === one.id && other.born === one.born));
}

function kill(found, signal) {
  for (const { id } of found) {
    try {
      process.kill(id, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

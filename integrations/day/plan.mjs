// Which jobs come, in which order. All of it is decided by the seed.

import { createHash } from 'node:crypto';
import { desk } from './farm.mjs';

/** What becomes of a job. */
export const fates = {
  ends: { code: 0 },
  'outlives its ttl': { code: 0 },
  fails: { code: 7 },
  'is cancelled waiting': { waits: true, end: 'cancelled' },
  'is cancelled holding': { end: 'cancelled' },
  'is killed waiting': { waits: true, end: 'killed' },
  'is killed holding': { end: 'killed' },
};

/** Twenty jobs in a row; a way that has few jobs still has one of most kinds. */
const dealt = [
  'ends', 'is cancelled holding', 'fails', 'ends', 'is killed holding',
  'ends', 'outlives its ttl', 'ends', 'is cancelled waiting', 'ends',
  'ends', 'is killed waiting', 'ends', 'fails', 'ends',
  'ends', 'is cancelled holding', 'ends', 'outlives its ttl', 'ends',
];

/** Of 200 jobs. */
export const shares = { 'command line': 60, Python: 40, 'GitHub action': 30, 'GitLab template': 30, 'Jenkins library': 5, curl: 35 };

/** Few suit most of them, so that jobs have to wait for one another. */
const wishes = [
  { tags: 'arm64,hdmi' }, { tags: 'arm64,usb', quantity: 2 }, { tags: 'x86,usb' }, { tags: 'phone', priority: 2 },
  { tags: 'board', quantity: 2, priority: 8 }, { expression: 'arm64 && (usb || hdmi)', quantity: 2 }, { tags: 'hdmi', priority: 1 },
  { expression: '(x86 || riscv) && !slow', quantity: 2 }, { name: 'bot-16' }, { name: 'bot-03', priority: 3 },
];

// Whoever dies is to be missed soon; who lives on has time to be heard of again while the server is away.
const shortTtl = 8;
const longTtl = 30;

export function plan(total, seed) {
  const random = generator(seed);
  const pick = list => list[Math.floor(random() * list.length)];
  const all = Object.values(shares).reduce((sum, share) => sum + share);
  const ways = Object.entries(shares).flatMap(([way, share]) => Array(Math.max(1, Math.round(total * share / all))).fill(way));
  const jobs = ways.slice(0, total).map((way, i) => {
    const fate = dealt[i % dealt.length];
    const { waits, end, code } = fates[fate];
    const isShort = end === 'killed' || fate === 'outlives its ttl';
    return {
      way, fate, code: code ?? 0,
      wish: waits ? { name: desk } : pick(wishes),
      ttl: isShort ? shortTtl : longTtl,
      // Nobody comes for the place of who was killed.
      wait: waits && end === 'killed' ? 20 : 300,
      seconds: end ? 60 : fate === 'outlives its ttl' ? shortTtl + 2 : Number((0.2 + random() * 1.8).toFixed(2)),
      signal: pick(['SIGTERM', 'SIGINT']),
    };
  });
  for (let i = jobs.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [jobs[i], jobs[j]] = [jobs[j], jobs[i]];
  }
  return jobs.map((job, i) => ({ id: `job-${String(i + 1).padStart(3, '0')}`, number: i + 1, ...job }));
}

/** Numbers from 0 to 1, the same ones for the same seed. */
function generator(seed) {
  let count = 0;
  return () => createHash('sha256').update(`${seed} ${count++}`).digest().readUInt32BE() / 2 ** 32;
}

// Whether every lock and every reservation of the day is accounted for: by the audit trail, and by what the jobs told.

const ends = ['LockReleased', 'LockExpired'];
const reservationEnds = ['ReservationReleased', 'ReservationCancelled', 'ReservationExpired'];

/** What a lock may be late by when it expires, in milliseconds. The rule is 1 s; the rest is for a busy machine. */
const late = 2000;
/** Instants of the trail are whole ones, cut off. */
const millisecond = 1;
/** What the schedule may still have to make up for when the services are back. */
const catchUp = 5000;

/**
 * @param jobs each with id, way, fate, code, end (cancelled, killed or nothing), wish, started, ended, cut, outcome, story
 * @param audit all rows of the trail
 * @param outage {down, up}: from when to when no service ran
 * @param left what is not over, in words
 * @param desk whom a lock belongs to that is no job
 * @param givesUp whether a job's way does not try again while no service runs, and leaves the rest to the ttl
 */
export function account({ jobs, audit, outage, left, desk, givesUp }) {
  const violations = [];
  const named = job => `${job.id} (${job.way}, ${job.fate})`;
  const byId = new Map(jobs.map(job => [job.id, job]));
  const isDueInOutage = lock => lock.expires > outage.down - late && lock.expires < outage.up + catchUp;
  const hasGivenUp = job => givesUp(job) && job.started < outage.up && job.ended > outage.down;
  const locks = readLocks(audit);
  const reservations = readReservations(audit);
  const figures = { locks: locks.length, reservations: reservations.length, untold: [], latest: 0, spared: [] };
  const complain = (job, text) => violations.push(`${named(job)}: ${text}`);

  for (const lock of locks) {
    const job = byId.get(lock.client);
    lock.job = job;
    const words = `the lock of ${lock.name} with fencing token ${lock.token}, of reservation ${lock.reservation ?? 'none'},`;
    if (!job && lock.client !== desk) violations.push(`${lock.client ?? 'nobody'} is no job: ${words} is nobody's`);
    const owner = job ?? { id: lock.client, way: 'no job', fate: 'ends' };
    if (lock.grants !== 1) complain(owner, `${words} was granted ${lock.grants} times`);
    if (lock.ends.length !== 1) complain(owner, `${words} has ${lock.ends.length} ends: ${lock.ends.map(end => end.type).join(', ')}`);
    for (const end of lock.ends) checkEnd(lock, end, owner, words);
  }

  function checkEnd(lock, end, job, words) {
    const isDueThen = isDueInOutage(lock);
    if (end.type === 'LockExpired') {
      const behind = end.at - lock.expires;
      if (!isDueThen) figures.latest = Math.max(figures.latest, behind);
      if (behind < 0) complain(job, `${words} ended ${-behind} ms before its expiry`);
      const latest = Math.max(lock.expires + late, isDueThen ? outage.up + catchUp : 0);
      if (end.at > latest) complain(job, `${words} ended ${behind} ms after its expiry`);
    }
    if (job.end === 'killed') {
      if (end.type !== 'LockExpired') complain(job, `${words} was killed and yet ended by ${end.type} (${end.actor})`);
    } else if (end.type !== 'LockReleased') {
      lock.isSpared = isDueThen || hasGivenUp(job);
      if (lock.isSpared) figures.spared.push(`${named(job)}: ${words} could not be extended or freed`);
      else complain(job, `${words} was not freed by the job, and ended by ${end.type} only`);
    } else if (end.reason !== 'released' || end.actor !== lock.actor) {
      complain(job, `${words} was ended by ${end.actor} (${end.reason}), and not by the job itself`);
    }
  }

  for (const reservation of reservations) {
    const job = byId.get(reservation.client);
    const words = `reservation ${reservation.id}`;
    if (!job) {
      violations.push(`${words} is nobody's (${reservation.client})`);
      continue;
    }
    if (reservation.queued !== 1) complain(job, `${words} was queued ${reservation.queued} times`);
    if (reservation.ends.length !== 1) complain(job, `${words} has ${reservation.ends.length} ends: ${reservation.ends}`);
    const [end] = reservation.ends;
    const expected = expectedEnd(job);
    if (end && end !== expected && !hasGivenUp(job)) complain(job, `${words} ended by ${end}, and not by ${expected}`);
  }

  for (const job of jobs) checkJob(job);

  function checkJob(job) {
    const own = locks.filter(lock => lock.job === job);
    // Who counts a lock as lost does so a little earlier than the server, and may still free it.
    const wasLost = lock => job.outcome === 'lost' && isDueInOutage(lock);
    const isSpared = own.some(lock => lock.isSpared || wasLost(lock)) || hasGivenUp(job);
    const expected = job.end ?? (job.code ? 'failed' : 'done');
    job.isAsExpected = job.trouble === undefined && isOutcome(job, expected);
    job.isSpared = !job.isAsExpected && isSpared && ['lost', 'failed with 1', 'done', 'cancelled'].includes(job.outcome);
    if (!job.isAsExpected && !job.isSpared) {
      complain(job, `is "${job.trouble ?? job.outcome}" and should be "${expected}${job.code ? ` with ${job.code}` : ''}"`);
    }
    const told = job.story?.bots ?? [];
    const isMute = told.length === 0;
    if (isMute && own.length > 0) {
      if (!job.end && !isSpared) complain(job, `has not told of its locks: ${own.map(lock => lock.name).join(', ')}`);
      figures.untold.push(...own.map(lock => `${named(job)}: ${lock.name}, reservation ${lock.reservation ?? 'none'}`));
    }
    const { quantity = 1 } = job.wish;
    if (!isMute && told.length !== quantity) complain(job, `asked for ${quantity} and was given ${told.length}`);
    if (!isMute && own.length !== told.length) complain(job, `told of ${told.length} locks, the audit trail of ${own.length}`);
    for (const bot of told) checkBot(job, bot, own);
    if (!job.end && isMute && !isSpared) complain(job, 'had nothing');
  }

  function checkBot(job, bot, own) {
    const lock = own.find(one => one.name === bot.name && (bot.token === null || bot.token === one.token));
    if (!lock) {
      complain(job, `had ${bot.name} with fencing token ${bot.token}, of which the audit trail knows nothing`);
      return;
    }
    bot.token ??= lock.token;
    const { begin } = job.story;
    const end = endOf(job);
    if (begin < lock.at) complain(job, `used ${bot.name} ${lock.at - begin} ms before it was granted`);
    const [last] = lock.ends;
    if (last && end >= last.at + millisecond && !lock.isSpared) complain(job, `used ${bot.name} ${end - last.at} ms longer than it was locked`);
  }

  violations.push(...overlaps(jobs, named));
  violations.push(...left.map(one => `is left over: ${one}`));
  figures.told = jobs.reduce((sum, job) => sum + (job.story?.bots.length ?? 0), 0);
  figures.others = locks.filter(lock => !lock.job).length;
  if (figures.told + figures.untold.length + figures.others !== figures.locks) {
    violations.push(`the audit trail has ${figures.locks} locks, the jobs told of ${figures.told}, `
      + `${figures.untold.length} they could not tell of, and ${figures.others} are of others`);
  }
  figures.ends = count(locks.flatMap(lock => lock.ends.map(end => end.type)));
  figures.reservationEnds = count(reservations.flatMap(one => one.ends));
  const waits = reservations.map(one => one.wait).filter(wait => wait > 0);
  Object.assign(figures, { waited: waits.length, longestWait: Math.max(0, ...waits) });
  figures.extensions = audit.filter(row => row.event_type === 'LockExtended').length;
  return { violations, figures };
}

/** No resource was had by two at once, and every later one had a larger fencing token. */
function overlaps(jobs, named) {
  const usesOf = job => job.story.bots.map(bot => ({ job, ...bot, begin: job.story.begin, end: endOf(job) }));
  const uses = jobs.filter(job => job.story).flatMap(usesOf);
  const found = [];
  for (const of of Map.groupBy(uses, use => use.name).values()) {
    of.sort((one, other) => one.begin - other.begin);
    for (let i = 1; i < of.length; i++) {
      const [earlier, later] = [of[i - 1], of[i]];
      if (later.begin < earlier.end) found.push(`${named(later.job)}: had ${later.name} while ${named(earlier.job)} had it`);
      if (later.token <= earlier.token) {
        found.push(`${named(later.job)}: had ${later.name} with fencing token ${later.token} after ${named(earlier.job)} with ${earlier.token}`);
      }
    }
  }
  return found;
}

/** Of who was killed: when it was, as nothing of it was left then. Of who was stopped before it could say so, at the earliest. */
const endOf = ({ story, cut, ended }) => (Number.isNaN(story.end) ? cut ?? ended : story.end);

/** The code of a job where its way tells it. */
const isOutcome = ({ outcome, code }, expected) => outcome === expected || (code !== 0 && outcome === `${expected} with ${code}`);

function expectedEnd({ fate, end }) {
  if (!fate.endsWith('waiting')) return 'ReservationReleased';
  return end === 'killed' ? 'ReservationExpired' : 'ReservationCancelled';
}

function readLocks(audit) {
  const locks = new Map();
  for (const { event_type: type, timestamp, client_id: client, actor, details } of audit) {
    const state = details.lock;
    if (!state) continue;
    if (!locks.has(state.lockId)) {
      const { resourceName: name, fencingToken: token, reservationId: reservation } = state;
      locks.set(state.lockId, { name, token, client, actor, reservation, grants: 0, ends: [] });
    }
    const lock = locks.get(state.lockId);
    lock.expires = Date.parse(state.expiresAt);
    if (type === 'LockAcquired') Object.assign(lock, { grants: lock.grants + 1, at: Date.parse(timestamp) });
    if (ends.includes(type)) lock.ends.push({ type, at: Date.parse(timestamp), reason: state.endReason, actor });
  }
  return [...locks.values()];
}

function readReservations(audit) {
  const reservations = new Map();
  for (const { event_type: type, timestamp, reservation_id: id, client_id: client } of audit) {
    if (!type.startsWith('Reservation')) continue;
    if (!reservations.has(id)) reservations.set(id, { id, client, queued: 0, ends: [] });
    const reservation = reservations.get(id);
    const instant = Date.parse(timestamp);
    if (type === 'ReservationQueued') Object.assign(reservation, { queued: reservation.queued + 1, at: instant });
    if (type === 'ReservationFulfilled') reservation.wait = instant - reservation.at;
    if (reservationEnds.includes(type)) reservation.ends.push(type);
  }
  return [...reservations.values()];
}

const count = words => Object.fromEntries(Map.groupBy(words, word => word).entries().map(([word, all]) => [word, all.length]));

// Each rule by which the day is accounted for, by the smallest day that breaks it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from './account.mjs';
import { fates, plan, shares } from './plan.mjs';

const noon = Date.parse('2026-11-27T12:00:00Z');
const at = seconds => noon + seconds * 1000;
const instant = seconds => new Date(at(seconds)).toISOString();

/** One job that had one lock from second 1 to second 3. */
function job(more = {}) {
  return {
    id: 'job-1', way: 'curl', fate: 'ends', code: 0, wish: { tags: 'a' }, started: at(0), ended: at(3.5), outcome: 'done',
    story: { bots: [{ name: 'bot', token: 5 }], begin: at(1.5), end: at(2.5) }, ...more,
  };
}

const row = (event_type, seconds, more) => ({
  event_type, timestamp: instant(seconds), client_id: 'job-1', actor: 'job', reservation_id: 'r', details: {}, ...more,
});

function lockRow(event_type, seconds, lock = {}, more = {}) {
  const state = { lockId: 'l', resourceName: 'bot', fencingToken: 5, expiresAt: instant(9), reservationId: 'r', ...lock };
  return row(event_type, seconds, { details: { lock: state }, ...more });
}

const queued = row('ReservationQueued', 0.5);
const acquired = lockRow('LockAcquired', 1);
const released = lockRow('LockReleased', 3, { endReason: 'released' });
const ended = row('ReservationReleased', 3);
const expired = seconds => lockRow('LockExpired', seconds, { endReason: 'expired' }, { actor: 'rentabot' });
const audit = [queued, acquired, released, ended];

const quiet = { down: at(100), up: at(110) };
const of = (day, outage = quiet) => account({ jobs: [job()], audit, left: [], desk: 'desk', givesUp: () => false, outage, ...day });

const killed = { fate: 'is killed holding', end: 'killed', outcome: 'killed', cut: at(2), story: { ...job().story, end: NaN } };
const cancelledWaiting = { fate: 'is cancelled waiting', end: 'cancelled', outcome: 'cancelled', cut: at(2), story: null };

const goodDays = {
  'a job that ends': {},
  'a job that fails': { jobs: [job({ fate: 'fails', code: 7, outcome: 'failed with 7' })] },
  'a job that is killed': { jobs: [job(killed)], audit: [queued, acquired, expired(9.8), ended] },
  'a job that is cancelled while it waits': { jobs: [job(cancelledWaiting)], audit: [queued, row('ReservationCancelled', 2)] },
  'a job that is cancelled before it can tell': {
    jobs: [job({ ...cancelledWaiting, fate: 'is cancelled holding' })], audit,
  },
};
for (const [name, day] of Object.entries(goodDays)) {
  test(`has nothing against ${name}`, () => assert.deepEqual(of(day).violations, []));
}

const other = { id: 'job-2', story: { bots: [{ name: 'bot', token: 6 }], begin: at(4), end: at(5) } };
const othersRows = (token = 6, from = 3.6) => [
  row('ReservationQueued', 3.5, { client_id: 'job-2', reservation_id: 's' }),
  lockRow('LockAcquired', from, { lockId: 'm', fencingToken: token }, { client_id: 'job-2' }),
  lockRow('LockReleased', 6, { lockId: 'm', fencingToken: token, endReason: 'released' }, { client_id: 'job-2' }),
  row('ReservationReleased', 6, { client_id: 'job-2', reservation_id: 's' }),
];

const badDays = {
  'a lock without an end': [{ audit: [queued, acquired, ended] }, /job-1 .* has 0 ends/],
  'a lock with two ends': [{ audit: [...audit, expired(9.5)] }, /job-1 .* has 2 ends: LockReleased, LockExpired/],
  'a lock granted twice': [{ audit: [queued, acquired, acquired, released, ended] }, /job-1 .* was granted 2 times/],
  'a lock that the job did not free': [{ audit: [queued, acquired, expired(9.5), ended] }, /was not freed by the job, and ended by LockExpired only/],
  'a lock that an admin ended': [
    { audit: [queued, acquired, lockRow('LockReleased', 3, { endReason: 'forced' }, { actor: 'admin' }), ended] }, /was ended by admin \(forced\)/],
  'a lock that somebody else freed with its token': [
    { audit: [queued, acquired, lockRow('LockReleased', 3, { endReason: 'released' }, { actor: 'other' }), ended] }, /was ended by other/],
  'a lock of a killed job that was released': [{ jobs: [job(killed)] }, /was killed and yet ended by LockReleased/],
  'a lock that ends late': [{ jobs: [job(killed)], audit: [queued, acquired, expired(11.5), ended] }, /ended 2500 ms after its expiry/],
  'a lock that ends early': [{ jobs: [job(killed)], audit: [queued, acquired, expired(8), ended] }, /ended 1000 ms before its expiry/],
  'a lock of nobody': [{ jobs: [], audit: [acquired, released] }, /job-1 is no job: the lock of bot .* is nobody's/],
  'a lock that the trail does not know': [{ audit: [queued, ended] }, /had bot with fencing token 5, of which the audit trail knows nothing/],
  'another fencing token than was granted': [
    { jobs: [job({ story: { ...job().story, bots: [{ name: 'bot', token: 4 }] } })] }, /had bot with fencing token 4, of which/],
  'a lock that was not told of': [{ jobs: [job({ story: null })] }, /has not told of its locks: bot/],
  'more locks than were told of': [{ audit: [...audit, lockRow('LockAcquired', 1, { lockId: 'm', resourceName: 'bat' }),
    lockRow('LockReleased', 3, { lockId: 'm', resourceName: 'bat', endReason: 'released' })] }, /told of 1 locks, the audit trail of 2/],
  'fewer than were asked for': [{ jobs: [job({ wish: { tags: 'a', quantity: 2 } })] }, /asked for 2 and was given 1/],
  'use before the grant': [{ jobs: [job({ story: { ...job().story, begin: at(0.5) } })] }, /used bot 500 ms before it was granted/],
  'use after the end': [{ jobs: [job({ story: { ...job().story, end: at(4) } })] }, /used bot 1000 ms longer than it was locked/],
  'two at once': [{ jobs: [job(), job({ ...other, story: { ...other.story, begin: at(2) } })], audit: [...audit, ...othersRows(6, 1.9)] },
    /job-2 .* had bot while job-1/],
  'a fencing token that does not grow': [
    { jobs: [job(), job({ ...other, story: { ...other.story, bots: [{ name: 'bot', token: 5 }] } })], audit: [...audit, ...othersRows(5)] },
    /job-2 .* had bot with fencing token 5 after job-1 .* with 5/],
  'a reservation without an end': [{ audit: [queued, acquired, released] }, /reservation r has 0 ends/],
  'a reservation with two ends': [{ audit: [...audit, row('ReservationExpired', 4)] }, /reservation r has 2 ends/],
  'a reservation queued twice': [{ audit: [queued, ...audit] }, /reservation r was queued 2 times/],
  'a place that was not given up': [
    { jobs: [job(cancelledWaiting)], audit: [queued, row('ReservationExpired', 20)] }, /ended by ReservationExpired, and not by ReservationCancelled/],
  'a code that did not come through': [{ jobs: [job({ fate: 'fails', code: 7 })] }, /is "done" and should be "failed with 7"/],
  'another code': [{ jobs: [job({ fate: 'fails', code: 7, outcome: 'failed with 1' })] }, /is "failed with 1" and should be "failed with 7"/],
  'a job that failed': [{ jobs: [job({ outcome: 'failed with 1' })] }, /is "failed with 1" and should be "done"/],
  'a lock that was lost while the services ran': [
    { jobs: [job({ outcome: 'lost' })], audit: [queued, acquired, expired(9.5), ended] }, /is "lost" and should be "done"/],
  'something left over': [{ left: ['bot is locked (job-1)'] }, /is left over: bot is locked/],
};
for (const [name, [day, words]] of Object.entries(badDays)) {
  test(`names ${name}`, () => {
    const { violations } = of(day);
    assert.ok(violations.some(one => words.test(one)), violations.join('\n') || 'nothing was found');
  });
}

test('forgives a lock that ran out while no service ran, and no other', () => {
  const day = { jobs: [job({ outcome: 'lost', story: { ...job().story, end: at(10) } })], audit: [queued, acquired, expired(13), ended] };
  assert.deepEqual(of(day, { down: at(5), up: at(12) }).violations, []);
  assert.notDeepEqual(of(day, { down: at(20), up: at(30) }).violations, []);
});

test('forgives who counts a lock as lost a little early, and frees it', () => {
  const day = { jobs: [job({ outcome: 'lost' })] };
  assert.deepEqual(of(day, { down: at(5), up: at(12) }).violations, []);
  assert.notDeepEqual(of(day, { down: at(20), up: at(30) }).violations, []);
});

test('forgives who does not try again only what fell into that time', () => {
  const day = { jobs: [job()], audit: [queued, acquired, expired(9.5), ended], givesUp: () => true };
  assert.deepEqual(of(day, { down: at(2), up: at(3) }).violations, []);
  assert.notDeepEqual(of(day, { down: at(20), up: at(30) }).violations, []);
});

test('plays the same day for the same seed, with every way and every fate in it', () => {
  assert.deepEqual(plan(200, 7), plan(200, 7));
  assert.notDeepEqual(plan(200, 7), plan(200, 8));
  const jobs = plan(200, 7);
  assert.equal(jobs.length, 200);
  assert.deepEqual(new Set(jobs.map(one => one.fate)), new Set(Object.keys(fates)));
  assert.deepEqual(new Set(jobs.map(one => one.way)), new Set(Object.keys(shares)));
});

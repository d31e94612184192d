// What one job has asked for and got. Its record is kept before each call, so that whoever releases, at whatever point
// it broke off, can find out what became of the call.

import { randomUUID } from 'node:crypto';
import { refusal } from './failure.mjs';
import { plain, say } from './runner.mjs';

const round = 15;

export class Job {
  /** @param keep is given the record whenever there is more in it. */
  constructor(client, record, keep = () => {}) {
    this.client = client;
    this.record = record;
    this.keep = keep;
  }

  static begin(client, request, keep) {
    const job = new Job(client, { mark: randomUUID(), request }, keep);
    keep(job.record);
    return job;
  }

  /** Stands in the queue and claims. */
  async acquire() {
    const wait = this.record.request.max_wait_time;
    // A wrong address shows soon. Once in the queue, a server that is away is waited for as long as the queue.
    const answer = await this.reserve(performance.now() + Math.min(wait, 300) * 1000);
    if (answer.status !== 201) throw refusal('Not queued', answer);
    say(`in the queue as reservation ${this.record.reservation}`);
    if (answer.body.status !== 'fulfilled') await this.showWait();
    const deadline = performance.now() + (wait + 60) * 1000;
    for (;;) {
      const claimed = await this.claim(deadline, round);
      if (claimed.status === 200) break;
      if (claimed.body.code !== 'not_fulfilled') throw refusal('Waiting ended', claimed);
      await this.showWait();
    }
    say(`locked: ${this.record.locks.map(lock => lock.name).join(' ')}`);
  }

  /** Repeated, it is the same one. */
  async reserve(deadline) {
    const { mark, request } = this.record;
    const answer = await this.client.ask('POST', 'reservations', { body: request, mark, deadline, patience: 30 });
    if (answer.status === 201) this.learn({ reservation: answer.body.reservation_id });
    // Refused, there is nothing at the server that could be released.
    else if (answer.status >= 300 && answer.status < 500) this.learn({ mark: null });
    return answer;
  }

  /** Waits for the grant. Repeated, it gives the same locks. */
  async claim(deadline, wait) {
    const route = `reservations/${this.record.reservation}/claim?wait=${wait}`;
    const began = Date.now();
    const answer = await this.client.ask('POST', route, { mark: `${this.record.mark}-claim`, deadline, patience: wait + 30 });
    if (answer.status === 200) {
      this.resources = answer.body.locks.map(({ fencing_token, resource: { id, name, endpoint, tags } }) =>
        ({ id, name, endpoint, tags, fencing_token }));
      this.learn({
        began,
        locks: answer.body.locks.map(({ lock_token, resource: { id, name, max_lock_duration } }) =>
          ({ id, name, token: lock_token, longest: max_lock_duration })),
      });
    }
    return answer;
  }

  async showWait() {
    const { status, body } = await this.client.call('GET', `reservations/${this.record.reservation}`);
    if (status !== 200 || body.status !== 'pending') return;
    const line = `waiting: ${standing(body)}`;
    if (line === this.shown) return;
    this.shown = line;
    say(body.estimated_start_at ? `${line}; served by ${body.estimated_start_at}` : line);
  }

  /** Cancels what waits and frees what is locked. Gives the names of those whose locks had ended before. */
  async release(patience) {
    const deadline = performance.now() + patience * 1000;
    if (!this.record.mark) return [];
    if (!this.record.locks) await this.findLocks(deadline);
    const { mark, locks } = this.record;
    if (!locks) return [];
    const body = { lock_tokens: locks.map(lock => lock.token) };
    const answer = await this.client.ask('POST', 'resources/unlock-batch', { body, mark: `${mark}-free`, deadline, patience: 30 });
    if (answer.status !== 200) throw refusal('Not freed', answer);
    const isFreed = (_, i) => answer.body.results[i].result.endsWith('unlocked');
    const freed = locks.filter(isFreed);
    if (freed.length > 0) say(`freed: ${freed.map(lock => lock.name).join(' ')}`);
    return locks.filter(lock => !freed.includes(lock)).map(lock => plain(lock.name));
  }

  /** What was asked for may have been granted without our having seen it. */
  async findLocks(deadline) {
    if (!this.record.reservation) {
      const answer = await this.reserve(deadline);
      if (!this.record.mark) return;
      if (answer.status !== 201) throw refusal('Not cancelled', answer);
    }
    const answer = await this.client.ask('DELETE', `reservations/${this.record.reservation}`, { deadline });
    if (answer.status === 204) say(`cancelled reservation ${this.record.reservation}`);
    else if (answer.body.code === 'already_claimed') await this.claimForRelease(deadline);
    else if (answer.status !== 404 && answer.status !== 410) throw refusal('Not cancelled', answer);
  }

  async claimForRelease(deadline) {
    const answer = await this.claim(deadline, 0);
    if (answer.status !== 200 && answer.status !== 410) throw refusal('Not freed', answer);
  }

  learn(more) {
    Object.assign(this.record, more);
    this.keep(this.record);
  }
}

/** Why a reservation waits, as the command line says it. */
function standing({ position_in_queue, waiting_for }) {
  const parts = position_in_queue ? [`position ${position_in_queue}`] : [];
  if (!waiting_for) return parts.join('; ');
  const { gathered, quantity, matching, locked, locked_then_unavailable: then = 0, held, unavailable, free } = waiting_for;
  const states = { locked: locked - then, 'locked then in maintenance': then, held, 'in maintenance': unavailable, free };
  const counts = Object.entries(states).filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`);
  if (quantity > 1) parts.push(`has ${gathered} of ${quantity}`);
  parts.push(matching > 0 ? `${matching} match: ${counts.join(', ')}` : 'nothing matches');
  return parts.join('; ');
}

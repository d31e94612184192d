// Calls of the server that are made again while their answer is unknown.

import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { say } from './runner.mjs';

const longestPause = 16;

export class Client {
  /** Cancelled by the signal, calls throw its reason. */
  constructor({ url, key }, signal) {
    this.url = url;
    this.key = key;
    this.signal = signal;
  }

  /** One try: {status, body, reason}, with a status of 0 when no answer came. */
  async call(method, route, { body, mark, patience = 15 } = {}) {
    const headers = {};
    if (this.key) headers['X-API-Key'] = this.key;
    if (body) headers['Content-Type'] = 'application/json';
    if (mark) headers['Idempotency-Key'] = mark;
    const signals = [AbortSignal.timeout(patience * 1000), ...this.signal ? [this.signal] : []];
    try {
      const answer = await fetch(`${this.url}/api/v1/${route}`, {
        // A redirect would hand the key to whoever is named by it.
        method, headers, body: body && JSON.stringify(body), redirect: 'manual', signal: AbortSignal.any(signals),
      });
      const text = await answer.text();
      const content = parsed(text);
      return {
        status: answer.status, body: content, reason: content.detail ?? `HTTP ${answer.status}`,
        retryAfter: Number(answer.headers.get('retry-after')) || 0,
      };
    } catch (error) {
      this.signal?.throwIfAborted();
      const cause = error.cause ?? error;
      if (/CERT|SIGNATURE|ERR_TLS|ERR_SSL|INVALID_URL/.test(cause.code)) throw new Failure(`${this.url}: ${cause.message}.`);
      return { status: 0, body: {}, reason: cause.message || cause.code || `${error}`, retryAfter: 0 };
    }
  }

  /** Until an answer is known, or the deadline (as of performance.now) has passed. */
  async ask(method, route, { deadline, ...options }) {
    for (let pause = 1, isTold = false; ; pause = Math.min(pause * 2, longestPause)) {
      const answer = await this.call(method, route, options);
      if (!isUnknown(answer) || performance.now() >= deadline) return answer;
      if (pause > 1 && !isTold) {
        say(`${this.url} does not answer (${answer.reason}); trying on`);
        isTold = true;
      }
      const seconds = Math.max(pause * (0.75 + Math.random() / 2), Math.min(answer.retryAfter, 30));
      await sleep(seconds * 1000, undefined, { signal: this.signal });
    }
  }
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

const isUnknown = ({ status, body }) => status === 0 || status >= 500 || status === 408 || status === 429
  || (status === 409 && body.code === 'request_in_progress');

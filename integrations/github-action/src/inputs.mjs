// What the workflow asks for.

import { Failure } from './failure.mjs';
import { input } from './runner.mjs';

const units = { d: 86_400, h: 3600, m: 60, s: 1 };
const longest = 604_800;

export function seconds(name, text) {
  const parts = /^\d{1,9}$/.test(text) ? [`${text}s`] : text.match(/\d{1,9}[dhms]/g) ?? [];
  const total = parts.reduce((sum, part) => sum + parseInt(part, 10) * units[part.at(-1)], 0);
  if (!/^(\d{1,9}[dhms])+$|^\d{1,9}$/.test(text) || total > longest) {
    throw new Failure(`${name} is "${text}": it is a duration of at most 7 days, as 90, 90s, 30m or 2h30m.`);
  }
  return total;
}

function number(name) {
  const text = input(name);
  if (!/^\d{1,9}$/.test(text)) throw new Failure(`${name} is "${text}": it is a whole number.`);
  return parseInt(text, 10);
}

/** Address and key of the server. */
export function server() {
  const url = (input('url') || process.env.RENTABOT_URL || '').replace(/\/$/, '');
  const key = input('api-key') || process.env.RENTABOT_API_KEY || '';
  if (!url) throw new Failure('Say where the server is: url, as https://rentabot.example.com, or the variable RENTABOT_URL.');
  if (!/^https?:\/\/[^\s@]+$/.test(url)) throw new Failure('url is no address: it begins with http:// or https:// and has no @.');
  if (/[^\x21-\x7e]/.test(key)) throw new Failure('api-key has white space or other characters that no key has.');
  return { url, key };
}

/** The body of the reservation. */
export function request() {
  const wanted = Object.fromEntries(['tags', 'expression', 'name'].map(name => [name, input(name)]).filter(([, text]) => text));
  if (Object.keys(wanted).length === 0) throw new Failure('Say what to lock: tags, expression or name.');
  return {
    ...wanted,
    quantity: number('quantity'),
    priority: number('priority'),
    ttl: seconds('ttl', input('ttl')),
    max_wait_time: Math.max(1, seconds('wait', input('wait'))),
    client_id: (input('client-id') || thisJob()).slice(0, 200),
  };
}

export const maxDuration = () => seconds('max-duration', input('max-duration'));

function thisJob() {
  const { GITHUB_REPOSITORY, GITHUB_JOB, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = process.env;
  return `${GITHUB_REPOSITORY}/${GITHUB_JOB}#${GITHUB_RUN_ID}.${GITHUB_RUN_ATTEMPT}`;
}

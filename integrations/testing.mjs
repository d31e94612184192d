// What the tests of the integrations have in common: a real server that can be killed and started again.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach } from 'node:test';

const patience = 120_000;

/** Waits until what is asked is true, and gives it. */
export async function eventually(ask, what) {
  const end = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`in vain: ${what?.call ? what() : what ?? ask}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** The blocks of code of a page, of one language. */
export async function examples(page, language) {
  const blocks = (await readFile(page, 'utf8')).matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return Array.from(blocks).filter(([, one]) => one === language).map(([, , text]) => text);
}

export const temporary = name => mkdtemp(path.join(tmpdir(), `rentabot-${name}.`));

async function freePort() {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address();
  listener.close();
  await once(listener, 'close');
  return port;
}

/** Three boards for whom it is all one, and one whose locks are short. */
const boards = `
board-1: { endpoint: "tcp://10.0.0.1:2000", tags: "arm64,board" }
board-2: { endpoint: "it's \\"there\\"\\\\here\\nand é €", tags: "arm64,usb,board" }
board-3: { tags: "x86,board" }
short: { tags: "short", max_lock_duration: 6 }
`;

/** Of this run alone: some tests look for them in what every process of the machine shows, others' tests too. */
const run = randomUUID();
export const keys = { job: `key-of-a-job-${run}`, other: `key-of-another-${run}`, admin: `key-of-an-admin-${run}` };

const callers = `
api_keys:
  - { key: ${keys.job}, name: job, role: user }
  - { key: ${keys.other}, name: other, role: user }
  - { key: ${keys.admin}, name: admin, role: admin }
`;

export class Server {
  static async start() {
    if (!process.env.RENTABOT_STANDALONE) throw new Error('RENTABOT_STANDALONE is not set: run integrations/test.sh');
    const server = new Server();
    server.dir = await temporary('server');
    await writeFile(path.join(server.dir, 'boards.yaml'), boards);
    await writeFile(path.join(server.dir, 'callers.yaml'), callers, { mode: 0o600 });
    server.port = await freePort();
    server.url = `http://127.0.0.1:${server.port}`;
    await server.begin();
    return server;
  }

  async begin() {
    const args = ['--config', 'boards.yaml', '--auth-config', 'callers.yaml', '--port', `${this.port}`,
      '--persist', `sqlite://${this.dir}/db.sqlite`, '--log-level', 'warning'];
    this.process = spawn(process.env.RENTABOT_STANDALONE, args, { cwd: this.dir, stdio: ['ignore', 'ignore', 'inherit'] });
    // A test that has failed is not kept from ending.
    this.process.unref();
    process.once('exit', () => this.process.kill('SIGKILL'));
    await eventually(() => fetch(`${this.url}/readiness`).then(answer => answer.ok, () => false), 'the server is ready');
  }

  /** As a crash does it: nothing is said to anybody. */
  async kill() {
    if (this.process.exitCode !== null || this.process.signalCode) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }

  async end() {
    await this.kill();
    await rm(this.dir, { recursive: true });
  }

  async call(method, route, body, key = keys.admin) {
    const headers = { 'X-API-Key': key };
    if (body) headers['Content-Type'] = 'application/json';
    const answer = await fetch(`${this.url}/api/v1/${route}`, { method, headers, body: body && JSON.stringify(body) });
    return answer.status === 204 ? null : answer.json();
  }

  /** Names of what is locked. */
  async locked() {
    const { resources } = await this.call('GET', 'resources?locked=true&sort=name');
    return resources.map(resource => resource.name);
  }

  async reservations(status) {
    return (await this.call('GET', `reservations?status=${status}`)).reservations;
  }

  /** All that came out of the fulfilled and claimed is free, and nobody waits. */
  async isIdle() {
    const { total } = await this.call('GET', 'resources?available=true');
    return total === 4 && (await this.reservations('pending')).length === 0;
  }

  /** Somebody else has it. The answer frees it. */
  async occupy(request, ttl = 600) {
    const { locks } = await this.call('POST', 'resources/lock', { ...request, ttl, client_id: 'somebody' }, keys.other);
    const lock_tokens = locks.map(lock => lock.lock_token);
    return () => this.call('POST', 'resources/unlock-batch', { lock_tokens }, keys.other);
  }

  /** From now on, or once the lock that it has ends. The answer brings it back. */
  async maintain(name) {
    const { resources } = await this.call('GET', `resources?name=${name}`);
    await this.call('POST', `resources/${resources[0].id}/unavailable`, { reason: 'a test' });
    return () => this.call('POST', `resources/${resources[0].id}/available`);
  }

  async forceOff(name) {
    const { resources } = await this.call('GET', `resources?name=${name}`);
    await this.call('POST', `resources/${resources[0].id}/unlock`, { force: true, reason: 'a test' });
  }

  /** As if no test had been before. */
  async reset() {
    if (this.process.exitCode !== null || this.process.signalCode) await this.begin();
    const waiting = [...await this.reservations('pending'), ...await this.reservations('fulfilled')];
    for (const { reservation_id } of waiting) await this.call('DELETE', `reservations/${reservation_id}`);
    for (const name of await this.locked()) await this.forceOff(name);
  }

  /** How often locks were extended. */
  async extensions() {
    return (await this.call('GET', 'audit?event_type=LockExtended&limit=1000')).audit.length;
  }

  /** The tokens of all locks that a job has got, to look for them where they must not be. */
  async tokens() {
    const claimed = await this.call('GET', 'reservations?limit=1000');
    const locks = [];
    for (const { reservation_id } of claimed.reservations.filter(one => one.status === 'claimed')) {
      locks.push(...(await this.call('POST', `reservations/${reservation_id}/claim`)).locks);
    }
    return locks.map(lock => lock.lock_token);
  }
}

/** An address that leads to another one. */
export async function redirectTo(url) {
  const listener = http.createServer((request, response) => response.writeHead(301, { Location: url + request.url }).end());
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${listener.address().port}`, end: () => listener.close() };
}

/** A way to the server on which the first answer to each call gets lost, after it was carried out. */
export class LossyWay {
  static async to(server) {
    const way = new LossyWay();
    way.lost = new Set();
    way.listener = http.createServer((request, response) => way.pass(server, request, response)).listen(0, '127.0.0.1');
    await once(way.listener, 'listening');
    way.url = `http://127.0.0.1:${way.listener.address().port}`;
    return way;
  }

  async pass(server, request, response) {
    const chunks = await request.toArray();
    const { host, connection, ...headers } = request.headers;
    const body = chunks.length ? Buffer.concat(chunks) : undefined;
    const answer = await fetch(server.url + request.url, { method: request.method, headers, body });
    const text = Buffer.from(await answer.arrayBuffer());
    const call = `${request.method} ${request.url.replace(/\?.*/, '').replace(/[0-9a-f-]{36}/, 'ID')}`;
    if (answer.ok && !this.lost.has(call)) {
      this.lost.add(call);
      response.destroy();
      return;
    }
    const { 'transfer-encoding': _, ...kept } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, kept).end(text);
  }

  end() {
    this.listener.closeAllConnections();
    this.listener.close();
  }
}

/** What the tests of a file share: a server, which is idle again after each, and a directory. */
export async function begin(name) {
  const server = await Server.start();
  const work = await temporary(name);
  afterEach(async () => {
    Run.killAll();
    await server.reset();
  });
  after(async () => {
    await server.end();
    await rm(work, { recursive: true });
  });
  return { server, work };
}

/** A program with what it said, which may be killed while it runs. */
export class Run {
  static all = new Set();

  /** Nothing that a failed test began runs on. */
  static killAll() {
    for (const run of Run.all) run.process.kill('SIGKILL');
  }

  constructor(program, args, options = {}) {
    this.said = '';
    this.process = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', text => { this.said += text; });
    Run.all.add(this);
    // Not "close", which waits for all that inherited the output.
    this.ended = once(this.process, 'exit').then(async ([code, signal]) => {
      Run.all.delete(this);
      await new Promise(resolve => setImmediate(resolve));
      this.hasEnded = true;
      return code ?? signal;
    });
  }

  says(text) {
    return eventually(() => {
      if (this.said.includes(text)) return true;
      if (this.hasEnded) throw new Error(`it ended without saying "${text}":\n${this.said}`);
      return false;
    }, () => `"${text}" in:\n${this.said}`);
  }
}

// The farm: allocator, gateway and scheduler in processes of their own, and its resources.

import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { eventually } from '../testing.mjs';

export const repository = path.join(import.meta.dirname, '../..');

/** Sixteen for the jobs, and one that a colleague has on the desk all day. */
const resources = [
  ...['arm64,board', 'arm64,board,usb', 'arm64,board,hdmi', 'arm64,board,usb,hdmi', 'arm64,board,usb', 'arm64,board,slow'],
  ...['x86,board', 'x86,board,usb', 'x86,board,hdmi', 'x86,board,slow'],
  ...['riscv,board', 'riscv,board,usb', 'riscv,board,slow'],
  ...['phone,usb', 'phone,usb', 'licence'],
].map((tags, i) => ({ name: `bot-${String(i + 1).padStart(2, '0')}`, tags }));
export const desk = 'on-a-desk';
export const count = resources.length;

const keys = { job: 'key-of-all-jobs-of-the-day', admin: 'key-of-the-days-accountant' };
const auditPage = 200;
const services = ['Allocator', 'Scheduler', 'Gateway'];

export class Farm {
  static async open(dir) {
    const farm = new Farm();
    farm.dir = dir;
    const listed = [...resources, { name: desk, tags: 'desk' }];
    await writeFile(path.join(dir, 'resources.yaml'), listed.map(({ name, tags }) => `${name}: { tags: "${tags}" }\n`).join(''));
    const callers = Object.entries({ job: 'user', admin: 'admin' })
      .map(([name, role]) => `  - { key: ${keys[name]}, name: ${name}, role: ${role} }\n`);
    await writeFile(path.join(dir, 'callers.yaml'), `api_keys:\n${callers.join('')}`, { mode: 0o600 });
    farm.tokenKey = randomBytes(32).toString('hex');
    farm.database = createDatabase();
    farm.urls = {};
    for (const service of services) farm.urls[service] = `http://127.0.0.1:${await freePort()}`;
    farm.url = farm.urls.Gateway;
    farm.key = keys.job;
    const migration = farm.launch('Allocator', '--migrate-only');
    const [code] = await once(migration, 'exit');
    if (code !== 0) throw new Error(`the database was not migrated; ${dir}/Allocator.log says why`);
    await farm.begin();
    await eventually(async () => (await farm.call('GET', 'resources?limit=1')).total === listed.length, 'the resources are there');
    return farm;
  }

  launch(service, ...args) {
    const program = `${repository}/src/${service}/bin/Debug/net10.0/RentABot.${service}`;
    const log = openSync(path.join(this.dir, `${service}.log`), 'a');
    const env = {
      ...process.env,
      Urls: this.urls[service],
      RabbitMq__Url: process.env.RENTABOT_TEST_RABBITMQ,
      Postgres__ConnectionString: this.database,
      Auth__ConfigPath: path.join(this.dir, 'callers.yaml'),
      Logging__LogLevel__Default: 'Warning',
      ...service === 'Allocator' && { Tokens__Keys__0: this.tokenKey },
      ...service === 'Gateway' && { Gateway__DescriptorPath: path.join(this.dir, 'resources.yaml') },
    };
    return spawn(program, args, { cwd: this.dir, env, stdio: ['ignore', log, log] });
  }

  async begin() {
    this.processes = services.map(service => this.launch(service));
    const isReady = service => fetch(`${this.urls[service]}/readiness`).then(answer => answer.ok, () => false);
    await eventually(async () => (await Promise.all(services.map(isReady))).every(Boolean), 'the three services are ready');
  }

  /** As a crash does it: nothing is said to anybody. */
  async kill() {
    const ended = this.processes.filter(one => one.exitCode === null && !one.signalCode).map(one => once(one, 'exit'));
    for (const one of this.processes) one.kill('SIGKILL');
    await Promise.all(ended);
  }

  /** Services that are not there any more, although nobody has killed them. */
  gone() {
    return services.filter((_, i) => this.processes[i].exitCode !== null || this.processes[i].signalCode);
  }

  /** Tried on while nobody answers. */
  call(method, route, body) {
    const headers = { 'X-API-Key': keys.admin, 'Content-Type': 'application/json' };
    return eventually(async () => {
      const answer = await fetch(`${this.url}/api/v1/${route}`, { method, headers, body: body && JSON.stringify(body) }).catch(() => null);
      if (!answer || answer.status === 503) return null;
      const content = await answer.json().catch(() => ({}));
      if (!answer.ok) throw new Error(`${method} ${route}: ${content.detail ?? answer.status}`);
      return content;
    }, `an answer to ${method} ${route}`);
  }

  /** All of it, page after page. */
  async audit() {
    const rows = [];
    for (let cursor = ''; ;) {
      const page = await this.call('GET', `audit?limit=${auditPage}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      rows.push(...page.audit);
      if (page.audit.length < auditPage) return rows;
      cursor = page.next_cursor;
    }
  }

  /** What is not over: what is locked or set aside, and who waits for it or has it. */
  async left() {
    const { resources: all } = await this.call('GET', 'resources?limit=1000');
    const left = all.filter(one => one.status !== 'available')
      .map(one => `${one.name} is ${one.status} (${one.lock_client_id ?? one.reservation_id})`);
    for (const status of ['pending', 'fulfilled', 'claimed']) {
      const { reservations } = await this.call('GET', `reservations?status=${status}&limit=1000`);
      left.push(...reservations.map(one => `reservation ${one.reservation_id} of ${one.client_id} is ${status}`));
    }
    return left;
  }
}

async function freePort() {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address();
  listener.close();
  await once(listener, 'close');
  return port;
}

/** A new one on the private server: its connection string. */
function createDatabase() {
  const settings = Object.fromEntries(process.env.RENTABOT_TEST_POSTGRES.split(';').filter(Boolean).map(pair => pair.split('=')));
  const name = `day_${randomBytes(4).toString('hex')}`;
  const { Host, Port, Username, Password } = settings;
  const args = ['-h', Host, '-p', Port, '-U', Username, '-d', 'postgres', '-q', '-c', `CREATE DATABASE ${name}`];
  execFileSync('psql', args, { env: { ...process.env, PGPASSWORD: Password ?? '' } });
  return Object.entries({ ...settings, Database: name }).map(pair => pair.join('=')).join(';');
}

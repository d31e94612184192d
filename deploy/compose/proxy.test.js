// What the proxy of docker-compose.yml has to do, on the real program: in front of stand-ins for gateways, which it
// finds by a DNS of ours. Addresses, ports and the number of connections, for which a machine may have too few files,
// differ from haproxy.cfg.
'use strict';
const assert = require('node:assert');
const { spawn } = require('node:child_process');
const dgram = require('node:dgram');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { after, before, describe, it } = require('node:test');
const { setTimeout: pause } = require('node:timers/promises');
const { freePort } = require('../free-port.js');

const hosts = ['127.0.77.1', '127.0.77.2'];
const found = new Set();
const gateways = [];
let directory, dns, haproxy, gatewayPort, proxyPort, healthPort;

describe('The proxy', { timeout: 60_000 }, () => {
  before(start);
  after(stop);

  it('should say itself that no gateway is there', async () => {
    const answer = await until(() => call('/'), answer => answer.status === 503);
    assert.equal(answer.headers['content-type'], 'application/problem+json');
    assert.equal(answer.headers['retry-after'], '2');
    assert.equal(JSON.parse(answer.body).status, 503);
    assert.equal((await call('/', { port: healthPort })).status, 503);
  });

  it('should find gateways that are added, and use all of them', async () => {
    found.add(hosts[0]);
    await until(() => call('/'), answer => answer.status === 200);
    assert.equal((await call('/', { port: healthPort })).status, 200);
    found.add(hosts[1]);
    await until(askedAll, all => all.size === 2);
  });

  it('should tell a gateway who asks, whatever the caller says', async () => {
    const forged = { 'X-Forwarded-For': '192.0.2.1', 'X-Forwarded-Proto': 'https', Forwarded: 'for=192.0.2.1' };
    const { headers } = JSON.parse((await call('/', { headers: forged })).body);
    assert.equal(headers['x-forwarded-for'], '127.0.0.1');
    assert.equal(headers['x-forwarded-proto'], 'http');
    assert.equal(headers.forwarded, undefined);
  });

  it('should let headers through that a gateway takes', async () => {
    const headers = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`X-${i}`, 'b'.repeat(4000)]));
    assert.equal((await call(`/${'a'.repeat(8000)}`, { headers })).status, 200);
  });

  it('should let a call wait for longer than the others take', async () => {
    assert.equal((await call('/wait?for=5000')).status, 200);
  });

  it('should hang up on a gateway when the caller does', async () => {
    const before = { began: heard('began'), hungUp: heard('hung up') };
    const request = http.request({ host: '127.0.0.1', port: proxyPort, path: '/wait?for=30000', method: 'POST' });
    request.on('error', () => {}).end('{}');
    await until(() => heard('began'), began => began === before.began + 1);
    request.destroy();
    await until(() => heard('hung up'), hungUp => hungUp === before.hungUp + 1);
  });

  it('should not send a command twice', async () => {
    const answer = await call('/break', { method: 'POST', body: '{}' });
    assert.equal(answer.status, 502);
    assert.equal(heard('broke'), 1);
  });

  it('should lose no call when a gateway goes away', async () => {
    gateways[1].server.closeAllConnections();
    await new Promise(resolve => gateways[1].server.close(resolve));
    for (let i = 0; i < 50; i++) assert.equal((await call('/')).status, 200);
  });
});

async function start() {
  directory = mkdtempSync(path.join(os.tmpdir(), 'rentabot-proxy-'));
  gatewayPort = await freePort();
  proxyPort = await freePort();
  healthPort = await freePort();
  for (const host of hosts) gateways.push(await gateway(host));
  dns = await nameServer();
  const config = [
    ['127.0.0.11:53', `127.0.0.1:${dns.address().port}`],
    ['bind :8000', `bind 127.0.0.1:${proxyPort}`],
    ['127.0.0.1:8404', `127.0.0.1:${healthPort}`],
    ['gateway:8000', `gateway:${gatewayPort}`],
    ['maxconn 20000', 'maxconn 500'],
  ].reduce((text, [from, to]) => {
    assert.equal(text.split(from).length, 2, `haproxy.cfg has not exactly one "${from}"`);
    return text.replace(from, to);
  }, readFileSync(path.join(__dirname, 'haproxy.cfg'), 'utf8'));
  writeFileSync(path.join(directory, 'haproxy.cfg'), config);
  haproxy = spawn('haproxy', ['-db', '-f', path.join(directory, 'haproxy.cfg')], { stdio: 'ignore' });
  await until(() => call('/').catch(() => haproxy.exitCode ?? haproxy.signalCode), Boolean);
  assert.equal(haproxy.exitCode, null, 'haproxy does not run');
}

async function stop() {
  haproxy?.kill();
  dns?.close();
  for (const { server } of gateways) server.close().closeAllConnections();
  rmSync(directory, { recursive: true });
}

// Answers with what it was asked, waits, or breaks off, and counts.
async function gateway(host) {
  const counts = { began: 0, 'hung up': 0, broke: 0 };
  const server = http.createServer({ maxHeaderSize: 65_536 }, async (request, response) => {
    const url = new URL(request.url, 'http://gateway');
    if (url.pathname === '/break') {
      counts.broke++;
      request.resume().on('end', () => request.socket.destroy());
      return;
    }
    if (url.pathname === '/wait') {
      counts.began++;
      response.on('close', () => response.writableEnded || counts['hung up']++);
      await pause(Number(url.searchParams.get('for')), undefined, { ref: false });
    }
    response.end(JSON.stringify({ host, headers: request.headers }));
  });
  await new Promise(resolve => server.listen(gatewayPort, host, resolve));
  return { server, counts };
}

const heard = what => gateways.reduce((sum, { counts }) => sum + counts[what], 0);

// Knows the addresses of "gateway" that are in "found", as Docker's does.
async function nameServer() {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (query, from) => {
    const end = query.indexOf(0, 12) + 5;
    const addresses = query.readUInt16BE(end - 4) === 1 ? [...found] : [];
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(found.size ? 0x8180 : 0x8183, 2);
    head.writeUInt16BE(addresses.length, 6);
    head.writeUInt32BE(0, 8);
    const recordHead = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4];
    const records = addresses.map(address => Buffer.from([...recordHead, ...address.split('.')]));
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), from.port, from.address);
  });
  await new Promise(resolve => socket.bind(0, '127.0.0.1', resolve));
  return socket;
}

function call(url, { port = proxyPort, method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: url, method, headers, agent: false }, response => {
      const parts = [];
      response.on('data', part => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts).toString() });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function askedAll() {
  const answers = await Promise.all(Array.from({ length: 20 }, () => call('/')));
  return new Set(answers.map(answer => JSON.parse(answer.body).host));
}

async function until(look, holds) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    assert.ok(Date.now() < deadline, `waited in vain; last: ${JSON.stringify(seen)}`);
    await pause(50);
  }
}

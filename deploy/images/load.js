// Locks one resource after the other by several clients, each in a connection of its own, until it is told to end
// (SIGTERM). Prints a line as each request is answered: what became of it, and its client_id, which no other has.
//
// A port that closes refuses connections, and resets those that nobody has accepted yet: of both nothing has come to the
// server, and the request is made again, by its key the same one. What had come to it must have been answered at once.
//
//   node load.js http://127.0.0.1:PORT
'use strict';
const http = require('node:http');
const { setTimeout: pause } = require('node:timers/promises');

const server = process.argv[2];
const clients = 8;
const unaccepted = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];
let ends = false;

process.on('SIGTERM', () => ends = true);
for (let i = 0; i < clients; i++) run(i);

async function run(client) {
  for (let i = 0; !ends; i++) {
    const id = `client-${client}-${i}`;
    console.log(`${await lock(id)} ${id}`);
    await pause(40);
  }
}

// "granted", "broken" (no answer came, or only to the second request what the first one did), or another answer's status.
async function lock(id) {
  for (;;) {
    try {
      const { statusCode, headers } = await post(id);
      if (statusCode !== 200) return statusCode;
      return headers['idempotency-replayed'] ? 'broken' : 'granted';
    } catch (error) {
      if (ends || !unaccepted.includes(error.code)) return 'broken';
      await pause(40);
    }
  }
}

function post(id) {
  const body = JSON.stringify({ tags: 'load', client_id: id, ttl: 3600 });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), 'Idempotency-Key': id };
  return new Promise((resolve, reject) => {
    const request = http.request(`${server}/api/v1/resources/lock`, { method: 'POST', headers, agent: false, timeout: 60_000 });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('response', answer => {
      answer.on('error', () => reject(new Error('half an answer')));
      answer.on('data', () => {});
      answer.on('end', () => resolve(answer));
    });
    request.end(body);
  });
}

// Locks one resource after the other by several clients, each in a connection of its own, until it is told to end
// (SIGTERM). Prints a line as each request is answered: what became of it, and its client_id, which no other has.
//
//   node load.js http://127.0.0.1:PORT
'use strict';
const http = require('node:http');
const { setTimeout: pause } = require('node:timers/promises');

const server = process.argv[2];
const clients = 8;
let ends = false;

process.on('SIGTERM', () => ends = true);
for (let i = 0; i < clients; i++) run(i);

async function run(client) {
  for (let i = 0; !ends; i++) {
    const id = `client-${client}-${i}`;
    console.log(await lock(id), id);
    await pause(40);
  }
}

// "granted", "refused" (nobody listened), "broken" (no answer came), or the status of another answer.
function lock(id) {
  const body = JSON.stringify({ tags: 'load', client_id: id, ttl: 3600 });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  return new Promise(resolve => {
    const request = http.request(`${server}/api/v1/resources/lock`, { method: 'POST', headers, agent: false, timeout: 60_000 });
    request.on('error', error => resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'broken'));
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('response', answer => {
      answer.on('error', () => resolve('broken'));
      answer.on('data', () => {});
      answer.on('end', () => resolve(answer.statusCode === 200 ? 'granted' : answer.statusCode));
    });
    request.end(body);
  });
}

'use strict';
const { createServer } = require('node:net');

/** A port that is free on every address of this machine. */
exports.freePort = async () => {
  const server = createServer();
  await new Promise(resolve => server.listen(0, resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
};

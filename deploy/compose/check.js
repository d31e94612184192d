// Checks docker-compose.yml against the schema of the compose specification and against what is promised of it, and
// writes it, with .env.example filled in, to the file that is named, for other checks.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const Ajv = require('ajv');
const { parse } = require('yaml');

const root = path.join(__dirname, '../..');
const read = file => readFileSync(path.join(root, file), 'utf8');
const problems = [];
const demand = (holds, problem) => holds || problems.push(problem);

// --- Variables: ${NAME:-default} and ${NAME:?message}

const variable = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;
const compose = read('docker-compose.yml');
const used = new Map();
for (const [, name, kind, text] of compose.matchAll(variable)) {
  demand(kind, `\${${name}} has neither a default nor is it required`);
  const value = kind === '?' ? null : text;
  demand(!used.has(name) || used.get(name) === value, `\${${name}} has two different defaults`);
  used.set(name, value);
}

const example = new Map();
for (const [, off, name, value] of read('.env.example').matchAll(/^(#?)(RENTABOT_\w+)=(.*)$/gm)) {
  example.set(name, off ? value : null);
}
for (const [name, value] of used) {
  demand(example.has(name), `${name} is not in .env.example`);
  demand(!example.has(name) || example.get(name) === value,
    `${name}: .env.example shows "${example.get(name)}", docker-compose.yml has "${value}" (null: required)`);
}
for (const name of example.keys()) demand(used.has(name), `${name} of .env.example is used nowhere`);

const secret = '0123456789abcdef0123456789abcdef';
const filledIn = compose.replace(variable, (_, __, kind, text) => (kind === '?' ? secret : text));
writeFileSync(process.argv[2], filledIn);

// --- The schema

const system = parse(filledIn, { merge: true });
const schemaFile = path.join(path.dirname(require.resolve('dclint')), '../schemas/compose.schema.json');
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
// Draft 7, under an address that Ajv does not know it by; Ajv takes it for that anyway.
delete schema.$schema;
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
validate(system);
for (const error of validate.errors ?? []) problems.push(`${error.instancePath || '/'} ${error.message}`);

// --- What deploy/ promises

const scaled = ['allocator', 'gateway', 'scheduler'];
const published = { proxy: [8000], rabbitmq: [5672, 15672] };
const version = /<Version>(.*)<\/Version>/.exec(read('Directory.Build.props'))[1];
demand(used.get('RENTABOT_VERSION') === version, `RENTABOT_VERSION is not ${version} by default`);

for (const [name, service] of Object.entries(system.services)) {
  const must = (holds, problem) => demand(holds, `${name} ${problem}`);
  const limits = service.deploy?.resources?.limits ?? {};
  must(limits.memory && limits.cpus && limits.pids, 'has no limit of memory, CPU or processes');
  must(Number(limits.cpus) <= 1, 'has a limit of CPU that a machine with one refuses');
  must(service.logging?.options?.['max-size'], 'has a log that grows for good');
  must(service.security_opt?.includes('no-new-privileges:true'), 'may gain privileges');
  must(/:\d/.test(service.image), 'has no version');
  must(!service.container_name, 'has a fixed name, so that it cannot be scaled');

  const ports = (service.ports ?? []).map(port => /^127\.0\.0\.1:\d+:(\d+)$/.exec(port)?.[1]);
  must(ports.every(Boolean), 'is published to more than this machine by default');
  must(String(ports) === String(published[name] ?? []), `publishes ${ports}`);

  const ours = service.image.startsWith('rentabot/') || name === 'proxy';
  must(!ours || service.read_only, 'may write to its root');
  must(!ours || String(service.cap_drop) === 'ALL', 'has capabilities');
  must(name === 'migrate' || service.restart === 'unless-stopped', 'does not start again');
  must(service.image.startsWith('rentabot/') || service.healthcheck?.test, 'has no health check');
}

for (const name of scaled) {
  const { image, build, depends_on: waits } = system.services[name];
  demand(image === `rentabot/${name}:${version}` && build.target === name, `${name} has another image: ${image}`);
  demand(waits.migrate.condition === 'service_completed_successfully', `${name} does not wait for the migrator`);
  for (const server of ['postgres', 'rabbitmq']) {
    demand(waits[server].condition === 'service_healthy', `${name} does not wait for ${server}`);
  }
}

// A service takes no notice of a setting that it does not know, and so of a typo.
for (const name of scaled) {
  const project = `src/${name[0].toUpperCase()}${name.slice(1)}/appsettings.json`;
  const settings = JSON.parse(read(project).replace(/^\s*\/\/.*$/gm, ''));
  for (const setting of Object.keys(system.services[name].environment)) {
    const of = (part, key) => (Array.isArray(part) ? /^\d+$/.test(key) || undefined : part?.[key]);
    const keys = setting.split('__');
    demand(keys.reduce(of, settings) !== undefined, `${name}: ${project} has no ${keys.join(':')}`);
  }
}

const { migrate, allocator, gateway, rabbitmq, postgres } = system.services;
demand(migrate.image === allocator.image && String(migrate.command) === '--migrate-only' && migrate.restart === 'no',
  'migrate is not an allocator that migrates once');
demand(/^rabbitmq:4\.\d+-management$/.test(rabbitmq.image), 'rabbitmq is not a minor of 4 with its page');
demand(/^postgres:17(\.\d+)?$/.test(postgres.image), 'postgres is not 17');
demand(system.networks.front.ipam.config[0].subnet === gateway.environment.Forwarded__KnownNetworks__0,
  'the gateways do not believe the network of the proxy');
demand(Object.values(system.services).filter(service => service.networks.includes('front')).length === 2,
  'somebody besides proxy and gateway is where the gateways believe');

for (const problem of problems) console.error(`docker-compose.yml: ${problem}`);
process.exitCode = problems.length ? 1 : 0;

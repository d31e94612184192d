// The programs as the chart runs them, each with a broker user and a database role of its own.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../free-port.js";
import { read } from "../manifests/read.mjs";
import { asArguments, chart, render, repository, valuesFile } from "../manifests/tools.mjs";
import { startPod } from "./pods.mjs";

const services = ["allocator", "gateway", "scheduler"];
const pods = {};
let directory;
let ports;
let objects;
let url;

before(async () => {
  directory = mkdtempSync(`${tmpdir()}/rentabot-programs-`);
  ports = Object.fromEntries(await Promise.all(services.map(async (service) => [service, await freePort()])));
  url = `http://127.0.0.1:${ports.gateway}`;
  makeUsers();
  const values = [valuesFile("own-connections"), `${repository}deploy/programs/values.yaml`];
  objects = read(await render(values, { args: asArguments(connections()) }));
  const migration = startPod(objects, "migration", directory);
  assert.equal(await migration.ended, 0, migration.output());
  grantRights();
  for (const service of services) {
    // On one machine they cannot have the ports of their pods.
    const own = { Urls: `http://127.0.0.1:${ports[service]}`, Metrics__Port: String(await freePort()) };
    pods[service] = startPod(objects, service, directory, own);
  }
  await ready();
});

after(async () => {
  await Promise.all(Object.values(pods).map((pod) => pod.stop()));
  rmSync(directory, { recursive: true });
});

test("resources and API keys are those of the values", async () => {
  const { resources: [resource] } = await ask("/resources", "an-admins-key-of-a-test");
  assert.equal(resource.name, "lab1.rpi4-a");
  assert.equal(resource.description, "yes");
  assert.equal(resource.max_lock_duration, 31536000);
  assert.equal((await ask("/whoami", "a-users-key-of-a-test")).role, "user");
  assert.equal((await ask("/whoami", "nobodys-key-of-a-test")).status, 401);
});

test("the chart's own test takes and frees a lock", () => {
  const { status, stdout, stderr } = takeAndFree("an-admins-key-of-a-test");
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /A lock was taken and freed\./);
});

test("the chart's own test takes a lock of a resource that is there, with a user's key", () => {
  const { status, stdout, stderr } = takeAndFree("a-users-key-of-a-test", "lab1.rpi4-a");
  assert.equal(status, 0, stdout + stderr);
});

test("the chart's own test fails without a key, and without the resource", () => {
  assert.match(takeAndFree("").stderr, /401 not_authenticated/);
  assert.match(takeAndFree("a-users-key-of-a-test", "nothing").stderr, /404 resource_not_found/);
});

test("a lock expires, so the scheduler's role is enough", async () => {
  const wanted = { name: "lab1.rpi4-a", ttl: 1 };
  const { locks: [{ resource_id: id }] } = await ask("/resources/lock", "a-users-key-of-a-test", wanted);
  await until(async () => !(await ask(`/resources/${id}`, "a-users-key-of-a-test")).locked);
});

test("refused attempts are written down, so the gateway's role is enough, under the caller's name", async () => {
  await ask("/resources", "a-users-key-of-a-test", { name: "new" });
  await until(async () => {
    const { audit } = await ask("/audit?success=false&actor=ci", "an-admins-key-of-a-test");
    return audit.some((row) => row.details.code === "role_too_low");
  });
  const file = `${directory}/gateway/var/log/rent-a-bot/audit.jsonl`;
  await until(async () => readFileSync(file, "utf8").includes("role_too_low"));
});

test("an event is delivered to a webhook, so both roles and the chart's key are enough", async () => {
  const calls = [];
  const receiver = createServer((request, response) => {
    calls.push(request.headers);
    request.resume();
    response.writeHead(204).end();
  });
  await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  try {
    const wanted = { url: `http://127.0.0.1:${receiver.address().port}/`, types: ["LockAcquired"] };
    const { id } = await ask("/webhooks", "an-admins-key-of-a-test", wanted);
    await ask("/resources/lock", "a-users-key-of-a-test", { name: "lab1.rpi4-a", ttl: 1 });
    await until(async () => calls.length > 0);
    assert.match(calls[0]["webhook-signature"], /^v1,/);
    await until(async () => (await ask(`/webhooks/${id}/deliveries?status=delivered`, "an-admins-key-of-a-test")).total === 1);
    assert.equal((await ask(`/webhooks/${id}/redeliver`, "an-admins-key-of-a-test", { since: "2020-01-01T00:00:00Z" })).status, undefined);
    await until(async () => calls.length > 1);
  } finally {
    receiver.close();
  }
});

test("the roles of gateway and scheduler can do no more", () => {
  const denied = /permission denied/;
  for (const role of ["chart_gateway", "chart_scheduler"]) {
    assert.match(sql("UPDATE locks SET ended_at = NULL", role).stderr, denied);
    assert.match(sql("DELETE FROM events", role).stderr, denied);
    assert.match(sql("CREATE TABLE mine (id int)", role).stderr, denied);
  }
  assert.match(sql("DELETE FROM refused_attempts", "chart_gateway").stderr, denied);
  assert.match(sql("DELETE FROM cookie_keys", "chart_gateway").stderr, denied);
  assert.match(sql("DELETE FROM qrtz_triggers", "chart_gateway").stderr, denied);
  assert.match(sql("DELETE FROM webhook_deliveries", "chart_gateway").stderr, denied);
  assert.match(sql("DELETE FROM webhooks", "chart_scheduler").stderr, denied);
});

test("every service stops when it is told to, within the time that a pod has", async () => {
  const since = performance.now();
  for (const service of services) assert.equal(await pods[service].stop(), 0, pods[service].output());
  assert.ok(performance.now() - since < 30_000);
});

test("the Jobs of k8s/examples back all data up, and put it back", async () => {
  const count = () => sql("SELECT count(*) FROM events", "chart_allocator").stdout;
  const before = count();
  await runExample("backup", (text) => text);
  sql("DELETE FROM locks", "chart_allocator");
  sql("DELETE FROM events", "chart_allocator");
  assert.notEqual(count(), before);
  await runExample("restore", (text) => text.replace("CHANGE-ME", "job-of-a-test"));
  assert.equal(count(), before);
  assert.equal(sql("SELECT count(*) FROM events", "chart_gateway").stdout, before, "rights are still there");
});

async function runExample(name, edited) {
  const text = readFileSync(`${repository}k8s/examples/${name}.yaml`, "utf8");
  const stringData = { "connection-string": connections()["allocator.postgres.connectionString"] };
  const secret = { kind: "Secret", metadata: { name: "rent-a-bot-postgres" }, stringData };
  const pod = startPod([...read(edited(text)), secret], "backup", directory, { JOB: "job-of-a-test" });
  assert.equal(await pod.ended, 0, pod.output());
}

function makeUsers() {
  const servers = `${repository}tests/servers.sh`;
  execFileSync(servers, ["vhost", "chart"]);
  for (const service of services) {
    execFileSync(servers, ["user", `chart-${service}`, "secret", "chart"]);
    sql(`CREATE ROLE chart_${service} LOGIN PASSWORD 'secret'`, "rentabot", "postgres");
  }
  sql("CREATE DATABASE chart OWNER chart_allocator", "rentabot", "postgres");
}

function connections() {
  const { Host, Port } = postgres();
  const broker = new URL(process.env.RENTABOT_TEST_RABBITMQ);
  const users = services.filter((service) => service !== "allocator").map((service) => `chart-${service}`);
  const database = `Host=${Host};Port=${Port};Database=chart;Password=secret`;
  return Object.fromEntries([
    ...services.flatMap((service) => [
      [`${service}.rabbitmq.url`, `amqp://chart-${service}:secret@${broker.host}/chart`],
      [`${service}.postgres.connectionString`, `${database};Username=chart_${service}`],
    ]),
    ...users.map((user, i) => [`allocator.settings.Trust__BrokerUsers__${i}`, user]),
  ]);
}

function grantRights() {
  const roles = ["-v", "gateway=chart_gateway", "-v", "scheduler=chart_scheduler"];
  const file = `${repository}deploy/postgres/roles.sql`;
  const { status, stderr } = psql("chart_allocator", "chart", [...roles, "-f", file]);
  assert.equal(status, 0, stderr);
}

function postgres() {
  const pairs = process.env.RENTABOT_TEST_POSTGRES.split(";");
  return Object.fromEntries(pairs.map((pair) => pair.split("=")));
}

const sql = (command, role, database = "chart") => psql(role, database, ["-c", command]);

function psql(role, database, args) {
  const { Host, Port, Password } = postgres();
  const env = { PATH: process.env.PATH, PGPASSWORD: role === "rentabot" ? Password : "secret" };
  const connection = [`--host=${Host}`, `--port=${Port}`, `--username=${role}`, `--dbname=${database}`];
  return spawnSync("psql", ["--no-psqlrc", ...connection, ...args], { env, encoding: "utf8" });
}

function takeAndFree(key, resource = "") {
  const env = { PATH: process.env.PATH, RENTABOT_URL: url, RENTABOT_API_KEY: key, RENTABOT_RESOURCE: resource };
  return spawnSync("sh", [`${chart}/files/take-and-free.sh`], { env, encoding: "utf8" });
}

async function ask(path, key, body) {
  const post = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const headers = { "X-API-Key": key, "Content-Type": "application/json" };
  return (await fetch(`${url}/api/v1${path}`, { ...post, headers })).json();
}

async function ready() {
  await until(async () => {
    const asked = services.map((service) => fetch(`http://127.0.0.1:${ports[service]}/readiness`));
    const answers = await Promise.all(asked);
    return answers.every((answer) => answer.ok);
  });
}

/** Waits until a condition holds, for a minute at most. */
async function until(condition) {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(100)) {
    if (await condition().catch(() => false)) return;
  }
  assert.fail(Object.entries(pods).map(([service, pod]) => `${service}:\n${pod.output()}`).join("\n"));
}

// Install, upgrade, rollback and uninstall, as helm does them.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { startCluster } from "./cluster.mjs";
import { chart, helm, kubeConfig, valuesFile } from "./tools.mjs";

const core = "/api/v1/namespaces/lab";
const job = "/apis/batch/v1/namespaces/lab/jobs/rent-a-bot-migration";
const hookSecret = `${core}/secrets/rent-a-bot-migration`;
const deployments = "/apis/apps/v1/namespaces/lab/deployments/";

let directory;
let cluster;

before(() => { directory = mkdtempSync(`${tmpdir()}/rentabot-helm-`); });
after(() => rmSync(directory, { recursive: true }));
beforeEach(async () => { cluster = await startCluster(); });
afterEach(() => cluster.stop());

test("what the chart makes up stays the same over upgrades and a rollback", async () => {
  await run("install", "try-out");
  const first = generated();
  const names = ["postgres", "rabbitmq", "tokens", "webhooks"].map((name) => `rent-a-bot-${name}`);
  assert.deepEqual(Object.keys(first).sort(), names);
  await run("upgrade", "try-out", "--set", "gateway.replicas=3");
  assert.deepEqual(generated(), first);
  await run("upgrade", "try-out", "--set", "logging.level=Debug");
  assert.deepEqual(generated(), first);
  await run("rollback", null, "1");
  assert.deepEqual(generated(), first);
});

test("what the chart makes up outlives the release, and is taken up again", async () => {
  await run("install", "try-out");
  const first = generated();
  await run("uninstall");
  assert.deepEqual([...cluster.objects.keys()].sort(), [
    "/api/v1/namespaces/lab",
    ...Object.keys(first).map((name) => `${core}/secrets/${name}`),
  ].sort());
  await run("install", "try-out");
  assert.deepEqual(generated(), first);
});

test("two installs make up different secrets, none of them short", async () => {
  await run("install", "try-out");
  const first = generated();
  await cluster.stop();
  cluster = await startCluster();
  await run("install", "try-out");
  for (const [name, secret] of Object.entries(generated())) {
    for (const [key, value] of Object.entries(secret)) {
      assert.notEqual(value, first[name][key]);
      assert.ok(value.length >= 48, `${name} ${key}`);
    }
  }
});

test("a password is the same wherever it stands", async () => {
  await run("install", "try-out");
  const { "rent-a-bot-postgres": postgres, "rent-a-bot-rabbitmq": rabbitmq } = generated();
  assert.ok(postgres["connection-string"].endsWith(`;Password=${postgres.password}`));
  assert.ok(rabbitmq.url.includes(`:${rabbitmq.password}@`));
});

test("with a database elsewhere, migrations come before new pods, at the install and at upgrades", async () => {
  await run("install", "external-services");
  const migration = [`PATCH ${hookSecret}`, `PATCH ${job}`, `DELETE ${hookSecret}`];
  assertOrder(...migration, `PATCH ${deployments}rent-a-bot-allocator`);
  cluster.log.length = 0;
  await run("upgrade", "external-services", "--set", "gateway.replicas=3");
  assertOrder(...migration, `PATCH ${deployments}rent-a-bot-gateway`);
});

test("no migration leaves a connection string behind", async () => {
  await run("install", "own-connections");
  assert.ok(cluster.log.includes(`PATCH ${hookSecret}`));
  assert.ok(!cluster.objects.has(hookSecret));
});

test("a migration that fails ends the upgrade, changes no pod, and stays to be looked at", async () => {
  await run("install", "external-services");
  cluster.failJobs();
  cluster.log.length = 0;
  await assert.rejects(run("upgrade", "external-services", "--set", "gateway.replicas=3"), /pre-upgrade hooks failed/);
  assert.deepEqual(cluster.log.filter((request) => request.startsWith(`PATCH ${deployments}`)), []);
  assert.ok(cluster.objects.has(job));
  assert.ok(!cluster.objects.has(hookSecret));
});

test("with the database of the release, migrations come once that is there", async () => {
  await run("install", "try-out");
  assertOrder("PATCH /apis/apps/v1/namespaces/lab/statefulsets/rent-a-bot-postgres", `PATCH ${job}`);
  cluster.log.length = 0;
  await run("upgrade", "try-out", "--set", "gateway.replicas=3");
  assertOrder(`PATCH ${job}`, `PATCH ${deployments}rent-a-bot-gateway`);
});

test("helm test runs the pod that takes and frees a lock", async () => {
  await run("install", "try-out");
  cluster.log.length = 0;
  await run("test");
  const pod = `${core}/pods/rent-a-bot-test`;
  assertOrder(`PATCH ${core}/configmaps/rent-a-bot-test`, `PATCH ${pod}`, `DELETE ${pod}`);
});

/** Runs helm on the release, with a values file where one is named. */
async function run(command, values, ...args) {
  const files = values ? [chart, "--values", valuesFile(values)] : [];
  const namespace = command === "install" ? ["--create-namespace"] : [];
  const { code, out, err } = await helm(
    [command, "rent-a-bot", ...files, ...args, "--namespace", "lab", "--timeout", "30s", ...namespace],
    { env: { KUBECONFIG: kubeConfig(directory, cluster.url), HOME: directory } });
  assert.equal(code, 0, out + err);
}

/** Name to key to text of the Secrets that outlive the release. */
function generated() {
  const isKept = ({ metadata }) => metadata.annotations?.["helm.sh/resource-policy"] === "keep";
  const secrets = [...cluster.objects.values()].filter(isKept);
  return Object.fromEntries(secrets.map(({ metadata, data }) => [metadata.name, decoded(data)]));
}

function decoded(data) {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]));
}

/** The requests are in the log, the last of each in this order. */
function assertOrder(...requests) {
  const places = requests.map((request) => cluster.log.lastIndexOf(request));
  assert.ok(!places.includes(-1), `${requests[places.indexOf(-1)]} is not in\n${cluster.log.join("\n")}`);
  const seen = requests.map((request, i) => `${places[i]} ${request}`).join("\n");
  assert.deepEqual(places, places.toSorted((a, b) => a - b), seen);
}

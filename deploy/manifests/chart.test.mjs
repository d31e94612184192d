// What the chart makes of deploy/values is what Kubernetes takes.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { problemsOf } from "./problems.mjs";
import { nameOf, read } from "./read.mjs";
import { asArguments, chart, helm, render, repository, valuesFile } from "./tools.mjs";

const files = readdirSync(`${repository}deploy/values`).map((name) => name.replace(/\.yaml$/, ""));

const always = ["ConfigMap", "Deployment", "Pod", "Secret", "Service"];
const usually = [...always, "Job", "NetworkPolicy", "PodDisruptionBudget", "ServiceAccount"];
const kinds = {
  "all-off": always,
  "all-on": [...usually, "HorizontalPodAutoscaler", "Ingress", "PrometheusRule", "ServiceMonitor", "StatefulSet"],
  "existing-secrets": ["ConfigMap", "Deployment", "Job", "NetworkPolicy", "Pod", "PodDisruptionBudget", "Service"],
  "external-services": [...usually, "Ingress"],
  "own-connections": usually,
  "plain-base": [...usually.filter((kind) => kind !== "Secret"), "HorizontalPodAutoscaler"],
  "plain-components": [...usually, "HorizontalPodAutoscaler", "PrometheusRule", "ServiceMonitor", "StatefulSet"],
  "try-out": [...usually, "StatefulSet"],
  "two-of-everything": [...usually, "Ingress"],
};

for (const name of files) {
  const given = givenIn(parse(readFileSync(valuesFile(name), "utf8")));

  test(`${name}: helm lint --strict`, async () => {
    const { code, out, err } = await helm(["lint", "--strict", chart, "--values", valuesFile(name)]);
    assert.equal(code, 0, out + err);
    assert.doesNotMatch(out, /\[(WARNING|ERROR)\]/);
  });

  for (const version of ["1.30", "1.35"]) {
    test(`${name}: valid on Kubernetes ${version}`, async () => {
      const objects = read(await render([valuesFile(name)], { args: ["--kube-version", version] }));
      assert.deepEqual(await problemsOf(objects, given), []);
    });
  }

  test(`${name}: makes what it should, and nothing else`, async () => {
    const objects = read(await render([valuesFile(name)]));
    assert.deepEqual([...new Set(objects.map((object) => object.kind))].sort(), kinds[name].toSorted());
  });

  test(`${name}: long names are cut where they may be`, async () => {
    const release = "a-release-whose-name-is-as-long-as-helm-lets-it-be-53";
    const objects = read(await render([valuesFile(name)], { release }));
    assert.deepEqual(await problemsOf(objects, given), []);
  });

  test(`${name}: no line ends in blanks`, async () => {
    assert.doesNotMatch((await render([valuesFile(name)])).replaceAll(/^ +$/gm, ""), /[ \t]$/m);
  });
}

// A setting of ASP.NET Core itself, of no section.
const unlisted = ["Urls"];

for (const service of ["Allocator", "Gateway", "Scheduler"]) {
  test(`${service}: every setting that the chart makes is one of the service`, async () => {
    const settings = settingsOf(service);
    const names = [];
    for (const name of files) names.push(...namesOf(read(await render([valuesFile(name)])), service.toLowerCase()));
    const listed = [...new Set(names)].filter((name) => !unlisted.some((start) => name.startsWith(start)));
    assert.deepEqual(listed.filter((name) => !isIn(settings, name.split("__"))), []);
  });
}

test("what is given as values arrives as it was given, large numbers and words like on included", async () => {
  const values = parse(readFileSync(valuesFile("all-on"), "utf8"));
  const objects = read(await render([valuesFile("all-on")]));
  const named = (kind, name) => objects.find((object) => nameOf(object) === `${kind}/lab-locks-${name}`);
  assert.deepEqual(parse(named("ConfigMap", "descriptor").data["descriptor.yaml"]), values.descriptor.resources);
  assert.deepEqual(parse(named("Secret", "auth").stringData["auth.yaml"]), { api_keys: values.auth.apiKeys });
  for (const service of ["gateway", "allocator", "scheduler"]) {
    const { data } = named("ConfigMap", service);
    for (const [name, value] of Object.entries(values[service].settings)) assert.equal(data[name], String(value));
  }
});

// What restarts pods, and what does not: their template is what changes with it.
const base = { "rabbitmq.url": "amqp://a:b@broker/", "postgres.connectionString": "Host=x" };
const changes = {
  "more replicas restart nothing": [{ "gateway.replicas": 5 }, []],
  "more memory restarts the service that gets it": [{ "scheduler.resources.limits.memory": "1Gi" }, ["scheduler"]],
  "a setting restarts its service": [{ "gateway.settings.RateLimit__PerMinute": 60 }, ["gateway"]],
  "resources restart the gateway, which imports them": [{ "descriptor.resources.a.tags": "x" }, ["gateway"]],
  "a connection restarts all that use it": [
    { "postgres.connectionString": "Host=y" },
    ["allocator", "gateway", "scheduler"],
  ],
  "a token key restarts the allocator": [{ "tokens.keys[0]": "x".repeat(32) }, ["allocator"]],
  "a key of the webhooks restarts gateway and scheduler": [{ "webhooks.keys[0]": "x".repeat(32) }, ["gateway", "scheduler"]],
  "another API key restarts nothing, as its file is read anew": [
    { "auth.apiKeys": [{ name: "a", role: "user", key: "x".repeat(16) }] },
    [],
    { "auth.apiKeys": [{ name: "a", role: "user", key: "y".repeat(16) }] },
  ],
};

for (const [rule, [change, restarted, before = {}]] of Object.entries(changes)) {
  test(rule, async () => {
    const old = await podTemplates({ ...base, ...before });
    const changed = await podTemplates({ ...base, ...change });
    assert.deepEqual(Object.keys(old).filter((service) => old[service] !== changed[service]).sort(), restarted);
  });
}

test("a Kubernetes that is too old is refused", async () => {
  const rendering = render([valuesFile("try-out")], { args: ["--kube-version", "1.29"] });
  await assert.rejects(rendering, /requires kubeVersion: >=1\.30/);
});

/** Service to the template of its pods, as text. */
async function podTemplates(values) {
  const objects = read(await render([], { args: asArguments(values) }));
  const deployments = objects.filter((object) => object.kind === "Deployment");
  return Object.fromEntries(deployments.map((object) => [componentOf(object), JSON.stringify(object.spec.template)]));
}

const componentOf = (object) => object.metadata.labels["app.kubernetes.io/component"];

/** Names of what somebody else makes: all that values name as existing, and the accounts and Secrets beside. */
function givenIn(values) {
  const names = [];
  const walk = (value, key) => {
    if (value === null || typeof value !== "object") return;
    if (/^(existing(Secret|ConfigMap)|secretKeyRef|configMap)$/.test(key)) names.push(value.name);
    for (const [inner, child] of Object.entries(value)) walk(child, inner);
  };
  walk(values, "");
  if (values.serviceAccount?.create === false) names.push(values.serviceAccount.name);
  return names.filter(Boolean);
}

/** The settings of a service with their defaults: JSON with comments. */
function settingsOf(service) {
  const text = readFileSync(`${repository}src/${service}/appsettings.json`, "utf8");
  return JSON.parse(text.replaceAll(/^ *\/\/.*$/gm, ""));
}

/** Names of the environment variables of a service's pods, those of a ConfigMap included, but for extraEnv. */
function namesOf(objects, component) {
  const mine = objects.filter((object) => componentOf(object) === component);
  const settings = mine.find((object) => object.kind === "ConfigMap" && object.metadata.name.endsWith(`-${component}`));
  const [container] = mine.find((object) => object.kind === "Deployment").spec.template.spec.containers;
  const variables = container.env.map((variable) => variable.name).filter((name) => !name.startsWith("OTEL_"));
  return [...Object.keys(settings.data), ...variables];
}

/** Whether a name leads to a setting. A list, and a map without entries, take any; log levels any category. */
function isIn(settings, [name, ...rest]) {
  if (!(name in settings)) return false;
  const value = settings[name];
  if (rest.length === 0) return typeof value !== "object";
  return Array.isArray(value) || name === "LogLevel" || Object.keys(value).length === 0 || isIn(value, rest);
}

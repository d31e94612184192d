// k8s/ is what the chart makes, and what Kubernetes takes.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";
import { parse } from "yaml";
import { plainFiles } from "./plain.mjs";
import { problemsOf } from "./problems.mjs";
import { nameOf, read } from "./read.mjs";
import { chart, kustomize, render, repository, valuesFile } from "./tools.mjs";

const hash = /-[a-z0-9]{10}$/;
let copy;
let example;

const textOf = (file) => readFileSync(`${repository}k8s/${file}`, "utf8");

before(() => {
  // The example as somebody uses it: with secrets, which are not in the repository.
  copy = mkdtempSync(`${tmpdir()}/rentabot-k8s-`);
  for (const part of ["k8s", "deploy/grafana"]) cpSync(repository + part, `${copy}/${part}`, { recursive: true });
  example = `${copy}/k8s/overlays/example`;
  cpSync(`${example}/secrets.example`, `${example}/secrets`, { recursive: true });
});

after(() => rmSync(copy, { recursive: true }));

test("the files that are made of the chart are up to date", async () => {
  const made = await plainFiles();
  for (const [path, text] of Object.entries(made)) {
    assert.equal(readFileSync(repository + path, "utf8"), text, `${path}: run node deploy/manifests/plain.mjs`);
  }
});

test("there is no manifest that nothing makes or names", async () => {
  const made = Object.keys(await plainFiles());
  const isMade = (file) => /^(base|components)\/.*\.(yaml|env)$/.test(file) && !file.endsWith("/kustomization.yaml");
  const there = readdirSync(`${repository}k8s`, { recursive: true }).filter(isMade);
  assert.deepEqual(there.map((file) => `k8s/${file}`).sort(), made.sort());
});

test("the base is valid, given what its overlay has to give", async () => {
  const given = ["rabbitmq", "postgres", "tokens", "webhooks", "auth", "descriptor"].map((name) => `rent-a-bot-${name}`);
  assert.deepEqual(await problemsOf(read(kustomize(`${copy}/k8s/base`)), given), []);
});

test("the example is valid by itself", async () => {
  assert.deepEqual(await problemsOf(read(kustomize(example))), []);
});

test("the Jobs for backups are valid, where their Secret and each other are there", async () => {
  const objects = ["backup", "restore"].flatMap((name) => read(textOf(`examples/${name}.yaml`)));
  assert.deepEqual(await problemsOf(objects, ["rent-a-bot-postgres"]), []);
});

test("the images of plain manifests are those of this version", async () => {
  const { appVersion } = parse(readFileSync(`${chart}/Chart.yaml`, "utf8"));
  const files = readdirSync(`${repository}k8s`, { recursive: true }).filter((file) => file.endsWith(".yaml"));
  const images = files.flatMap((file) => [...textOf(file).matchAll(/(?:rentabot\/\w+:|newTag: )([\w.]+)/g)]);
  assert.deepEqual([...new Set(images.map(([, version]) => version))], [appVersion]);
});

test("the example has all that the chart makes of the same choices", async () => {
  const ofChart = read(await render([valuesFile("plain-base"), valuesFile("plain-components")]))
    .filter((object) => !object.metadata.annotations?.["helm.sh/hook"]?.includes("test"));
  const ofExample = read(kustomize(example)).map((object) => nameOf(object).replace(hash, ""));
  const own = ["Namespace/rent-a-bot", "Ingress/rent-a-bot-gateway", "ConfigMap/rent-a-bot-descriptor",
    ...["auth", "postgres", "rabbitmq", "tokens", "webhooks"].map((name) => `Secret/rent-a-bot-${name}`)];
  assert.deepEqual(ofExample.sort(), [...ofChart.map(nameOf), ...own].sort());
});

test("a changed setting changes the pods", () => {
  const objects = read(kustomize(example));
  const gateway = objects.find((object) => nameOf(object) === "Deployment/rent-a-bot-gateway");
  const [{ configMapRef }] = gateway.spec.template.spec.containers[0].envFrom;
  assert.match(configMapRef.name, hash);
});

test("without secrets the example is refused", () => {
  assert.throws(() => kustomize(`${repository}k8s/overlays/example`), /secrets\//);
});

// values.yaml, values.schema.json and Chart.yaml agree with each other and with the project.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { isMap, parse, parseDocument } from "yaml";
import { chart, helm, repository } from "./tools.mjs";

const text = readFileSync(`${chart}/values.yaml`, "utf8");
const deployment = readFileSync(`${repository}docs/deploy.md`, "utf8");
const schema = JSON.parse(readFileSync(`${chart}/values.schema.json`, "utf8"));

test("every value is documented above it", () => {
  const bare = [];
  const lines = text.split("\n");
  for (const { path, line } of leavesOf(parseDocument(text))) {
    if (!lines[line - 2]?.trimStart().startsWith("#")) bare.push(path);
  }
  assert.deepEqual(bare, []);
});

test("the schema knows every value, and no other", () => {
  const ofValues = leavesOf(parseDocument(text)).map(({ path }) => path).sort();
  assert.deepEqual(leavesOfSchema(schema).filter((path) => path !== "global").sort(), ofValues);
});

test("the schema is sound, and holds for the defaults", () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false }).compile(schema);
  assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
});

test("the chart's versions are the project's", () => {
  const [, version] = readFileSync(`${repository}Directory.Build.props`, "utf8").match(/<Version>(.+)<\/Version>/);
  const { version: ofChart, appVersion } = parse(readFileSync(`${chart}/Chart.yaml`, "utf8"));
  assert.deepEqual([ofChart, appVersion], [version, version]);
});

test("a packaged chart has the contents of what it links to", async () => {
  const directory = mkdtempSync(`${tmpdir()}/rentabot-chart-`);
  try {
    const { code, err } = await helm(["package", chart, "--destination", directory]);
    assert.equal(code, 0, err);
    const { version } = parse(readFileSync(`${chart}/Chart.yaml`, "utf8"));
    for (const [file, source] of [["rent-a-bot.json", "grafana"], ["rent-a-bot.rules.yaml", "prometheus"]]) {
      const archive = `${directory}/rent-a-bot-${version}.tgz`;
      const packed = execFileSync("tar", ["-xzOf", archive, `rent-a-bot/files/${file}`]);
      assert.equal(String(packed), readFileSync(`${repository}deploy/${source}/${file}`, "utf8"));
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("the values that docs/deploy.md names are there", () => {
  const rows = deployment.split("\n").filter((line) => line.startsWith("| `"));
  const named = rows.flatMap((row) => [...row.split("|")[1].matchAll(/`([\w.]+)`/g)].map(([, path]) => path));
  const values = parse(text);
  const absent = named.filter((path) => path.split(".").reduce((value, key) => value?.[key], values) === undefined);
  assert.ok(named.length > 20);
  assert.deepEqual(absent, []);
});

/** Every value that is set by itself: {path, line}. What Kubernetes defines is one, as are lists and maps to fill. */
function leavesOf(document) {
  const whole = /(^|\.)(resources|securityContext|containerSecurityContext|labels)$/;
  const leaves = [];
  const walk = (map, prefix) => {
    for (const { key, value } of map.items) {
      const path = prefix + key.value;
      if (isMap(value) && value.items.length > 0 && !whole.test(path)) walk(value, `${path}.`);
      else leaves.push({ path, line: text.slice(0, key.range[0]).split("\n").length });
    }
  };
  walk(document.contents, "");
  return leaves;
}

function leavesOfSchema(node, path = "") {
  const resolved = node.$ref ? schema.$defs[node.$ref.slice("#/$defs/".length)] : node;
  if (!resolved.properties || path.endsWith("resources")) return [path];
  const children = Object.entries(resolved.properties);
  return children.flatMap(([key, child]) => leavesOfSchema(child, path ? `${path}.${key}` : key));
}

// The pages' commands of helm do what they say, on the stand-in of a cluster; the Secrets that they make are the ones that the
// chart looks for.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";
import { startCluster } from "./cluster.mjs";
import { problemsOf } from "./problems.mjs";
import { read } from "./read.mjs";
import { inShell, kubeConfig, render, repository } from "./tools.mjs";

const pages = ["docs/deploy.md", "docs/install.md", "helm/rent-a-bot/README.md"];
const released = "oci://registry-1.docker.io/rentabot/rent-a-bot";
let directory;

before(() => {
  directory = mkdtempSync(`${tmpdir()}/rentabot-pages-`);
  symlinkSync(`${repository}helm`, `${directory}/helm`);
  writeFileSync(`${directory}/values.yaml`, block("docs/deploy.md", "yaml", /^rabbitmq:\n {2}existingSecret:/));
  writeFileSync(`${directory}/auth.yaml`, "api_keys: []\n");
});

after(() => rmSync(directory, { recursive: true }));

for (const page of pages) {
  test(`${page}: helm and the chart take every command`, async () => {
    const shown = commands(page).filter((command) => command.startsWith("helm "));
    assert.notEqual(shown.length, 0);
    let cluster;
    for (const command of shown) {
      if (command.startsWith("helm install ")) {
        await cluster?.stop();
        cluster = await startCluster();
      }
      const { code, said } = await run(command.replace(released, "helm/rent-a-bot"), cluster.url);
      assert.equal(code, 0, `${command}\n${said}`);
    }
    await cluster.stop();
  });
}

test("docs/deploy.md: the Secrets that are made are those that the values name, with their keys", async () => {
  const made = commands("docs/deploy.md")
    .filter((command) => command.startsWith("kubectl --namespace rent-a-bot create secret "))
    .map(async (command) => {
      const { code, said } = await run(`${command} --dry-run=client --output yaml`, "http://127.0.0.1:1");
      assert.equal(code, 0, `${command}\n${said}`);
      return said;
    });
  assert.equal(made.length, 5);
  const secrets = read((await Promise.all(made)).join("\n---\n"));
  assert.deepEqual(await problemsOf(read(await render([`${directory}/values.yaml`])), secrets), []);
});

function run(command, url) {
  return inShell(command, { cwd: directory, env: { KUBECONFIG: kubeConfig(directory, url), HOME: directory } });
}

function blocks(page, ...languages) {
  const found = readFileSync(repository + page, "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return Array.from(found).filter(([, language]) => languages.includes(language)).map(([, , text]) => text);
}

function block(page, language, start) {
  return blocks(page, language).find((text) => start.test(text));
}

/** Each on one line or several. */
function commands(page) {
  return blocks(page, "console", "sh").flatMap((text) => text.replaceAll(/\\\n\s*/g, "").split(/^(?:\$ )?/m)).map((line) => line.trim());
}

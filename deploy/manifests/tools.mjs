// helm and kubectl, as deploy/test-manifests.sh unpacked them.
import { execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
export const chart = `${repository}helm/rent-a-bot`;
export const valuesFile = (name) => `${repository}deploy/values/${name}.yaml`;

const program = (name) => `${repository}deploy/.cache/kubectl/${name}/${name}`;

// Nothing of this machine's own clusters: HOME and KUBECONFIG lead nowhere unless they are given.
const environment = (more) => ({ PATH: process.env.PATH, HOME: "/nonexistent", KUBECONFIG: "/nonexistent", ...more });

/** Runs a program to its end: {code, out, err}, where err leaves out what helm says of symbolic links. */
export async function run(name, args, { env = {}, input = "" } = {}) {
  const child = spawn(program(name), args, { env: environment(env), stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(input);
  const { code, out, err } = await endOf(child);
  return { code, out, err: err.replaceAll(/^level=INFO msg="found symbolic link.*\n/gm, "") };
}

export const helm = (args, options) => run("helm", args, options);

/** A command of a shell that finds both programs: {code, said}. */
export async function inShell(command, { cwd, env }) {
  const path = ["helm", "kubectl"].map((name) => dirname(program(name))).concat(process.env.PATH).join(":");
  const child = spawn("sh", ["-c", command], { cwd, env: { ...environment(env), PATH: path }, stdio: ["ignore", "pipe", "pipe"] });
  const { code, out, err } = await endOf(child);
  return { code, said: out + (code === 0 ? "" : err) };
}

/** Writes into a directory what leads both programs to a server, and gives the file's name. */
export function kubeConfig(directory, url) {
  const file = `${directory}/config.json`;
  writeFileSync(file, JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "c", cluster: { server: url } }],
    users: [{ name: "u", user: {} }],
    contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
    "current-context": "c",
  }));
  return file;
}

/** What the chart makes of values files and further arguments. Throws what helm says if it refuses. */
export async function render(files, { release = "rent-a-bot", namespace = "rent-a-bot", args = [] } = {}) {
  const values = files.flatMap((file) => ["--values", file]);
  const { code, out, err } = await helm(["template", release, chart, "--namespace", namespace, ...values, ...args]);
  if (code !== 0) throw new Error(err);
  return out;
}

/** Values by their paths, as helm's arguments. */
export const asArguments = (values) =>
  Object.entries(values).flatMap(([path, value]) => ["--set-json", `${path}=${JSON.stringify(value)}`]);

/** What kustomize makes of a directory. */
export function kustomize(directory) {
  const options = { env: environment(), encoding: "utf8", maxBuffer: 2 ** 26 };
  return execFileSync(program("kubectl"), ["kustomize", directory], options);
}

async function endOf(child) {
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  return { code, out: await out, err: await err };
}

async function collect(stream) {
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += chunk;
  return text;
}

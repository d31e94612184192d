// Pods of the chart as processes of this machine: with their environment, and with their files below a directory.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { nameOf, podOf } from "../manifests/read.mjs";
import { repository } from "../manifests/tools.mjs";

const programs = {
  allocator: "Allocator",
  backup: "Allocator",
  gateway: "Gateway",
  migration: "Allocator",
  scheduler: "Scheduler",
};

/**
 * Starts the program of a component: {stop, ended, output}.
 * @param objects all that are applied together
 * @param directory where its volumes are, in place of the container's
 * @param environment in place of what the pod says: addresses, and what only a cluster knows
 */
export function startPod(objects, component, directory, environment = {}) {
  const owner = objects.find((object) => podOf(object) && labelOf(object) === component);
  const { containers: [container], volumes } = podOf(owner).spec;
  const root = `${directory}/${component}`;
  for (const volume of volumes) writeVolume(objects, volume, root + mountOf(container, volume));
  const isMounted = (path) => container.volumeMounts.some((mount) => path.startsWith(mount.mountPath));
  const moved = (value) => (isMounted(value) ? root + value : value);
  const own = Object.entries(environmentOf(objects, container)).map(([variable, value]) => [variable, moved(value)]);
  const env = { PATH: process.env.PATH, TMPDIR: `${root}/tmp`, ...Object.fromEntries(own), ...environment };
  const expanded = (argument) => argument.replaceAll(/\$\((\w+)\)/g, (_, variable) => env[variable]);
  const args = (container.args ?? []).map((argument) => expanded(moved(argument)));
  const name = programs[component];
  const program = `${repository}src/${name}/bin/Debug/net10.0/RentABot.${name}`;
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => { output += text; });
  }
  const ended = new Promise((resolve) => child.on("error", resolve).on("close", resolve));
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  return { stop, ended, output: () => output };
}

/** The environment of a container. References to what somebody else makes are left out. */
function environmentOf(objects, container) {
  const found = (kind, name) => objects.find((object) => nameOf(object) === `${kind}/${name}`);
  const maps = (container.envFrom ?? []).map(({ configMapRef }) => found("ConfigMap", configMapRef.name).data);
  const own = container.env.map(({ name, value, valueFrom: { secretKeyRef } = {} }) =>
    [name, value ?? found("Secret", secretKeyRef?.name)?.stringData[secretKeyRef.key]]);
  return Object.fromEntries([...maps.flatMap(Object.entries), ...own].filter(([, value]) => value !== undefined));
}

const labelOf = (object) => object.metadata.labels["app.kubernetes.io/component"];
const mountOf = (container, volume) => container.volumeMounts.find((mount) => mount.name === volume.name).mountPath;

function writeVolume(objects, { secret, configMap }, path) {
  mkdirSync(path, { recursive: true });
  if (!secret && !configMap) return;
  const name = secret ? `Secret/${secret.secretName}` : `ConfigMap/${configMap.name}`;
  const source = objects.find((object) => nameOf(object) === name);
  for (const item of (secret ?? configMap).items) {
    writeFileSync(`${path}/${item.path}`, (source.stringData ?? source.data)[item.key], { mode: 0o600 });
  }
}

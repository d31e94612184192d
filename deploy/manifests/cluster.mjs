// As much of a Kubernetes API as helm talks to: it keeps what it is given, Jobs end and Deployments are ready at once. No pod
// ever runs.
import { createServer } from "node:http";
import { parse } from "yaml";
import { discover, isList, typeOf } from "./discovery.mjs";
import { readSecret } from "./protobuf.mjs";

/** Starts it on a port of its own: {url, objects, log, failJobs, stop}. */
export async function startCluster() {
  const store = new Store();
  const log = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://cluster");
    log.push(`${request.method} ${url.pathname}`);
    if (url.searchParams.get("watch")) return watch(store, url, response);
    const [code, answer] = handle(store, request, url, await bodyOf(request));
    response.writeHead(code, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  });
  // On a busy machine helm may be slow between two calls, and does not repeat one whose connection has just been ended.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  const failJobs = () => { store.jobs = "Failed"; };
  return { url: `http://127.0.0.1:${server.address().port}`, objects: store.objects, log, failJobs, stop };
}

/** Path to object, and who watches. */
class Store {
  objects = new Map();
  version = 0;
  watchers = new Set();
  jobs = "Complete";

  keep(path, object) {
    this.version += 1;
    const before = this.objects.get(path);
    const kept = { ...asServed(object, before, this.version), ...reached(object, this.jobs) };
    this.objects.set(path, kept);
    this.tell(path, before ? "MODIFIED" : "ADDED", kept);
    return kept;
  }

  remove(path) {
    const object = this.objects.get(path);
    this.objects.delete(path);
    this.tell(path, "DELETED", object);
    return object;
  }

  list(path, wants) {
    const inPath = [...this.objects].filter(([key]) => key.startsWith(`${path}/`));
    return inPath.map(([, object]) => object).filter(wants);
  }

  tell(path, type, object) {
    for (const watcher of this.watchers) {
      if (path.startsWith(`${watcher.path}/`) && watcher.wants(object)) watcher.send(type, object);
    }
  }
}

/** Status code and answer. */
function handle(store, request, url, body) {
  const path = url.pathname;
  const found = discover(path);
  if (found) return [200, found];
  if (path.endsWith("/log")) return [200, "nothing runs here"];
  if (request.method === "GET" && isList(path)) return [200, listOf(path, store, selector(url.searchParams))];
  if (request.method === "POST") {
    const own = `${path}/${body.metadata.name}`;
    return store.objects.has(own) ? failed(409, "AlreadyExists", own) : [201, store.keep(own, body)];
  }
  const there = store.objects.get(path);
  if (["PUT", "PATCH"].includes(request.method)) return [200, store.keep(path, merged(request, there, body))];
  if (!there) return failed(404, "NotFound", path);
  return [200, request.method === "DELETE" ? store.remove(path) : there];
}

const failed = (code, reason, message) =>
  [code, { kind: "Status", apiVersion: "v1", status: "Failure", code, reason, message }];

function watch(store, url, response) {
  const send = (type, object) => response.write(`${JSON.stringify({ type, object })}\n`);
  const watcher = { path: url.pathname, wants: selector(url.searchParams), send };
  response.writeHead(200, { "Content-Type": "application/json" }).flushHeaders();
  response.on("close", () => store.watchers.delete(watcher));
  store.watchers.add(watcher);
  if (url.searchParams.get("sendInitialEvents") !== "true") return;
  for (const object of store.list(watcher.path, watcher.wants)) send("ADDED", object);
  const end = { resourceVersion: String(store.version), annotations: { "k8s.io/initial-events-end": "true" } };
  send("BOOKMARK", { ...typeOf(watcher.path), metadata: end });
}

function listOf(path, store, wants) {
  const { apiVersion, kind } = typeOf(path);
  const metadata = { resourceVersion: String(store.version) };
  return { apiVersion, kind: `${kind}List`, metadata, items: store.list(path, wants) };
}

function selector(query) {
  const labels = (query.get("labelSelector") ?? "").split(",").filter(Boolean).map((term) => term.split("="));
  const name = query.get("fieldSelector")?.match(/^metadata\.name=(.+)$/)?.[1];
  return ({ metadata }) =>
    labels.every(([label, value]) => metadata.labels?.[label] === value) && (!name || metadata.name === name);
}

/** Secrets are served encoded, and everything has a uid and a version. */
function asServed({ stringData = {}, ...object }, before, version) {
  const encoded = Object.entries(stringData).map(([key, value]) => [key, Buffer.from(value).toString("base64")]);
  const metadata = {
    ...object.metadata,
    uid: before?.metadata.uid ?? `uid-${version}`,
    resourceVersion: String(version),
    generation: 1,
    creationTimestamp: "2026-01-01T00:00:00Z",
  };
  const data = object.kind === "Secret" ? { data: { ...object.data, ...Object.fromEntries(encoded) } } : {};
  return { ...object, ...data, metadata };
}

function reached({ kind, spec }, jobs) {
  if (kind === "Job") return { status: { conditions: [{ type: jobs, status: "True" }] } };
  if (kind === "Pod") return { status: { phase: "Succeeded", conditions: [{ type: "Ready", status: "True" }] } };
  if (["Deployment", "StatefulSet"].includes(kind)) return { status: ready(spec.replicas ?? 1) };
  return {};
}

const ready = (replicas) => ({
  observedGeneration: 1,
  replicas,
  updatedReplicas: replicas,
  readyReplicas: replicas,
  availableReplicas: replicas,
  currentReplicas: replicas,
  conditions: [{ type: "Available", status: "True" }, { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" }],
});

/** An applied object is taken as it is; any other patch is merged into what is there. */
function merged(request, before, patch) {
  const isWhole = request.method === "PUT" || request.headers["content-type"].includes("apply-patch");
  return isWhole ? patch : merge(before ?? {}, patch);
}

function merge(into, from) {
  if (from === null || typeof from !== "object" || Array.isArray(from)) return from;
  const result = { ...into };
  for (const [key, value] of Object.entries(from)) {
    if (value === null) delete result[key];
    else result[key] = merge(into?.[key], value);
  }
  return result;
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return request.headers["content-type"]?.includes("protobuf") ? readSecret(bytes) : parse(bytes.toString());
}

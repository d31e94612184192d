// As much of a Kubernetes API as helm talks to: it keeps what it is given, and Jobs succeed at once. No pod ever runs.
import { createServer } from "node:http";
import { parse } from "yaml";
import { readSecret } from "./protobuf.mjs";

const kinds = {
  "v1": { ConfigMap: "configmaps", Namespace: "namespaces", Pod: "pods", Secret: "secrets", Service: "services", ServiceAccount: "serviceaccounts" },
  "apps/v1": { Deployment: "deployments", StatefulSet: "statefulsets" },
  "autoscaling/v2": { HorizontalPodAutoscaler: "horizontalpodautoscalers" },
  "batch/v1": { Job: "jobs" },
  "networking.k8s.io/v1": { Ingress: "ingresses", NetworkPolicy: "networkpolicies" },
  "policy/v1": { PodDisruptionBudget: "poddisruptionbudgets" },
};

/** Starts it on a port of its own: {url, objects, log, stop}. */
export async function startCluster() {
  const objects = new Map();
  const log = [];
  const watchers = new Set();
  let version = 0;

  const keep = (path, object) => {
    version += 1;
    const type = objects.has(path) ? "MODIFIED" : "ADDED";
    const kept = asServed(object, objects.get(path), version);
    objects.set(path, kept);
    tell(path, type, kept);
    return kept;
  };

  const remove = (path) => {
    const object = objects.get(path);
    objects.delete(path);
    tell(path, "DELETED", object);
    return object;
  };

  const tell = (path, type, object) => {
    for (const watcher of watchers) if (path.startsWith(`${watcher.path}/`) && watcher.wants(object)) watcher.send(type, object);
  };

  const listed = (list, wants) => [...objects].filter(([path, object]) => path.startsWith(`${list}/`) && wants(object)).map(([, object]) => object);

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://cluster");
    const body = await bodyOf(request);
    log.push(`${request.method} ${url.pathname}`);
    const answer = (status, value) => response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
    const discovered = discovery(url.pathname);
    if (discovered) return answer(200, discovered);
    const list = isList(url.pathname);
    const wants = selector(url.searchParams);
    if (request.method === "GET" && url.searchParams.get("watch")) {
      const send = (type, object) => response.write(`${JSON.stringify({ type, object })}\n`);
      response.writeHead(200, { "Content-Type": "application/json" }).flushHeaders();
      const watcher = { path: url.pathname, wants, send };
      watchers.add(watcher);
      if (url.searchParams.get("sendInitialEvents") === "true") {
        for (const object of listed(url.pathname, wants)) send("ADDED", object);
        send("BOOKMARK", endOfInitialEvents(url.pathname, version));
      }
      return response.on("close", () => watchers.delete(watcher));
    }
    if (request.method === "GET" && list) {
      return answer(200, listOf(url.pathname, version, listed(url.pathname, wants)));
    }
    if (request.method === "GET") return objects.has(url.pathname) ? answer(200, objects.get(url.pathname)) : answer(404, notFound(url.pathname));
    if (request.method === "POST") {
      const path = `${url.pathname}/${body.metadata.name}`;
      return objects.has(path) ? answer(409, status(409, "AlreadyExists", `${path} is there already`)) : answer(201, keep(path, body));
    }
    if (request.method === "PUT" || request.method === "PATCH") return answer(200, keep(url.pathname, merged(request, objects.get(url.pathname), body)));
    if (request.method === "DELETE") return objects.has(url.pathname) ? answer(200, remove(url.pathname)) : answer(404, notFound(url.pathname));
    return answer(405, status(405, "MethodNotAllowed", request.method));
  });

  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, objects, log, stop };
}

function discovery(path) {
  if (path === "/version") return { major: "1", minor: "35", gitVersion: "v1.35.0" };
  if (path === "/api") return { kind: "APIVersions", versions: ["v1"] };
  if (path === "/apis") {
    const groups = Object.keys(kinds).filter((api) => api !== "v1").map((api) => ({
      name: api.split("/")[0],
      versions: [{ groupVersion: api, version: api.split("/")[1] }],
      preferredVersion: { groupVersion: api, version: api.split("/")[1] },
    }));
    return { kind: "APIGroupList", apiVersion: "v1", groups };
  }
  if (path.startsWith("/openapi/v3")) return openApi(path.slice("/openapi/v3".length));
  const api = path.replace(/^\/apis?\//, "");
  if (!kinds[api]) return null;
  const resources = Object.entries(kinds[api]).map(([kind, name]) => ({
    kind, name, singularName: kind.toLowerCase(), namespaced: kind !== "Namespace",
    verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
  }));
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion: api, resources };
}

/** That fields are validated here, so that helm does not ask for the schemas to do it itself. */
function openApi(path) {
  const rootOf = (api) => (api === "v1" ? "api/v1" : `apis/${api}`);
  if (path === "") return { paths: Object.fromEntries(Object.keys(kinds).map((api) => [rootOf(api), { serverRelativeURL: `/openapi/v3/${rootOf(api)}` }])) };
  const api = Object.keys(kinds).find((candidate) => path === `/${rootOf(candidate)}`);
  const [version, group = ""] = api.split("/").reverse();
  const paths = Object.entries(kinds[api]).map(([kind, name]) => [`/${rootOf(api)}/namespaces/{namespace}/${name}/{name}`, {
    patch: {
      parameters: [{ name: "fieldValidation", in: "query", schema: { type: "string" } }],
      responses: {},
      "x-kubernetes-group-version-kind": { group, kind, version },
    },
  }]);
  return { openapi: "3.0.0", info: { title: "cluster", version: "1" }, paths: Object.fromEntries(paths) };
}

/** API and kind of the objects of a list's path. */
function typeOf(list) {
  const [, , api] = list.match(/^\/(api|apis)\/(.+?)\/namespaces\//);
  const [kind] = Object.entries(kinds[api]).find(([, plural]) => list.endsWith(`/${plural}`));
  return { apiVersion: api, kind };
}

function listOf(list, version, items) {
  const { apiVersion, kind } = typeOf(list);
  return { apiVersion, kind: `${kind}List`, metadata: { resourceVersion: String(version) }, items };
}

const endOfInitialEvents = (list, version) =>
  ({ ...typeOf(list), metadata: { resourceVersion: String(version), annotations: { "k8s.io/initial-events-end": "true" } } });

const plurals = Object.values(kinds).flatMap((kind) => Object.values(kind));
const isList = (path) => plurals.includes(path.split("/").at(-1));

function selector(query) {
  const wanted = (query.get("labelSelector") ?? "").split(",").filter(Boolean).map((term) => term.split("="));
  const name = query.get("fieldSelector")?.match(/^metadata\.name=(.+)$/)?.[1];
  return ({ metadata }) => wanted.every(([label, value]) => metadata.labels?.[label] === value) && (!name || metadata.name === name);
}

/** Secrets are served encoded, and everything has a uid, a version and a state that it has reached. */
function asServed(object, before, version) {
  const { stringData, ...rest } = object;
  const encoded = Object.entries(stringData ?? {}).map(([key, value]) => [key, Buffer.from(String(value)).toString("base64")]);
  const metadata = {
    ...object.metadata,
    uid: before?.metadata.uid ?? `uid-${version}`,
    resourceVersion: String(version),
    generation: 1,
    creationTimestamp: "2026-01-01T00:00:00Z",
  };
  const data = object.kind === "Secret" ? { data: { ...object.data, ...Object.fromEntries(encoded) } } : {};
  return { ...rest, ...data, metadata, ...reached[object.kind]?.(object) };
}

const reached = {
  Job: () => ({ status: { succeeded: 1, conditions: [{ type: "Complete", status: "True" }] } }),
  Pod: () => ({ status: { phase: "Succeeded", conditions: [{ type: "Ready", status: "True" }] } }),
};

/** An applied object is taken as it is; any other patch is merged into what is there. */
function merged(request, before, patch) {
  const whole = request.method === "PUT" || request.headers["content-type"].includes("apply-patch");
  return whole ? patch : merge(before ?? {}, patch);
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

const status = (code, reason, message) => ({ kind: "Status", apiVersion: "v1", status: "Failure", code, reason, message });
const notFound = (path) => status(404, "NotFound", `${path} not found`);

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return request.headers["content-type"]?.includes("protobuf") ? readSecret(bytes) : parse(bytes.toString());
}

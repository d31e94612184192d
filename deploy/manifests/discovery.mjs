// What a cluster says of itself: which kinds it has, and where.

const kinds = {
  "v1": {
    ConfigMap: "configmaps",
    Namespace: "namespaces",
    Pod: "pods",
    Secret: "secrets",
    Service: "services",
    ServiceAccount: "serviceaccounts",
  },
  "apps/v1": { Deployment: "deployments", ReplicaSet: "replicasets", StatefulSet: "statefulsets" },
  "autoscaling/v2": { HorizontalPodAutoscaler: "horizontalpodautoscalers" },
  "batch/v1": { Job: "jobs" },
  "networking.k8s.io/v1": { Ingress: "ingresses", NetworkPolicy: "networkpolicies" },
  "policy/v1": { PodDisruptionBudget: "poddisruptionbudgets" },
};

const plurals = Object.values(kinds).flatMap((api) => Object.values(api));
const rootOf = (api) => (api === "v1" ? "/api/v1" : `/apis/${api}`);

export const isList = (path) => plurals.includes(path.split("/").at(-1));

/** API and kind of the objects of a list's path. */
export function typeOf(path) {
  const [api] = Object.keys(kinds).filter((candidate) => path.startsWith(`${rootOf(candidate)}/`));
  const [kind] = Object.entries(kinds[api]).find(([, plural]) => path.endsWith(`/${plural}`));
  return { apiVersion: api, kind };
}

/** What is answered to a question about the cluster itself; null for any other. */
export function discover(path) {
  if (path === "/version") return { major: "1", minor: "35", gitVersion: "v1.35.0" };
  if (path === "/api") return { kind: "APIVersions", versions: ["v1"] };
  if (path === "/apis") return { kind: "APIGroupList", apiVersion: "v1", groups: groups() };
  if (path === "/openapi/v3") return { paths: Object.fromEntries(Object.keys(kinds).map(openApiPlace)) };
  const api = Object.keys(kinds).find((candidate) => path === rootOf(candidate));
  if (api) return { kind: "APIResourceList", apiVersion: "v1", groupVersion: api, resources: resourcesOf(api) };
  const described = Object.keys(kinds).find((candidate) => path === `/openapi/v3${rootOf(candidate)}`);
  return described ? openApi(described) : null;
}

function groups() {
  return Object.keys(kinds).filter((api) => api !== "v1").map((api) => {
    const [name, version] = api.split("/");
    return { name, versions: [{ groupVersion: api, version }], preferredVersion: { groupVersion: api, version } };
  });
}

function resourcesOf(api) {
  const verbs = ["create", "delete", "get", "list", "patch", "update", "watch"];
  return Object.entries(kinds[api]).map(([kind, name]) =>
    ({ kind, name, singularName: kind.toLowerCase(), namespaced: kind !== "Namespace", verbs }));
}

const openApiPlace = (api) => [rootOf(api).slice(1), { serverRelativeURL: `/openapi/v3${rootOf(api)}` }];

/** That fields are validated by the cluster, so that helm does not ask for the schemas to do it itself. */
function openApi(api) {
  const [version, name = ""] = api.split("/").reverse();
  const paths = Object.entries(kinds[api]).map(([kind, plural]) => {
    const patch = {
      parameters: [{ name: "fieldValidation", in: "query", schema: { type: "string" } }],
      responses: {},
      "x-kubernetes-group-version-kind": { group: name, kind, version },
    };
    return [`${rootOf(api)}/namespaces/{namespace}/${plural}/{name}`, { patch }];
  });
  return { openapi: "3.0.0", info: { title: "cluster", version: "1" }, paths: Object.fromEntries(paths) };
}

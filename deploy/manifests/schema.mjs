// Every field is one that Kubernetes knows, and of its type. The schemas of the packages kubernetes-models and
// @kubernetes-models/prometheus-operator are compiled to functions that accept fields they do not know. A field that
// such a function never looked at is one of those.

const kubernetes = "kubernetes-models/_schemas";
const operator =
  "@kubernetes-models/prometheus-operator/_schemas/ComGithubPrometheusOperatorPrometheusOperatorPkgApis";

const apis = {
  v1: core("Core"),
  "apps/v1": core("Apps"),
  "autoscaling/v2": core("Autoscaling"),
  "batch/v1": core("Batch"),
  "networking.k8s.io/v1": core("Networking"),
  "policy/v1": core("Policy"),
  "monitoring.coreos.com/v1": (kind) => `${operator}MonitoringV1${kind}`,
};

function core(group) {
  return (kind, version) => `${kubernetes}/IoK8sApi${group}${version[0].toUpperCase()}${version.slice(1)}${kind}`;
}

/** What is wrong with an object, a line each. */
export async function schemaProblems(object) {
  const api = apis[object.apiVersion];
  if (!api) return [`no schema is known for ${object.apiVersion}`];
  // By its file: not every package lets its schemas be asked for by name.
  const file = new URL(`../node_modules/${api(object.kind, object.apiVersion.split("/").at(-1))}.js`, import.meta.url);
  const { validate } = await import(file);
  const unread = new Set();
  const valid = validate(watched(object, "", unread));
  const errors = valid ? [] : validate.errors.map((error) => `${error.instancePath || "/"} ${says(error)}`);
  return [...errors, ...outermost(unread).map((path) => `${path} is no field that ${object.apiVersion} knows`)];
}

function says({ keyword, params }) {
  const details = params.missingProperty ?? params.type ?? params.format ?? params.allowedValues?.join(", ") ?? "";
  return `fails ${keyword} ${details}`.trim();
}

function watched(value, path, unread) {
  if (value === null || typeof value !== "object") return value;
  const children = new Map();
  for (const key of Object.keys(value)) {
    if (!Array.isArray(value)) unread.add(`${path}/${key}`);
    children.set(key, watched(value[key], `${path}/${key}`, unread));
  }
  return new Proxy(value, {
    get(target, key) {
      if (!children.has(key)) return target[key];
      unread.delete(`${path}/${key}`);
      return children.get(key);
    },
  });
}

const outermost = (paths) => [...paths].filter((path) => ![...paths].some((other) => path.startsWith(`${other}/`)));

// Manifests as Kubernetes reads them.
import { parseAllDocuments } from "yaml";

/** The objects of a file, read by the rules of YAML 1.1; a key that is there twice is an error. */
export function read(text) {
  const documents = parseAllDocuments(text, { version: "1.1" });
  const errors = documents.flatMap((document) => document.errors);
  if (errors.length > 0) throw errors[0];
  return documents.map((document) => document.toJS()).filter((object) => object !== null).map(unbroken);
}

/** Kubernetes reads over line breaks in Base64, which kustomize makes. */
function unbroken(object) {
  if (object.kind !== "Secret" || !object.data) return object;
  const data = Object.entries(object.data).map(([key, value]) => [key, value.replaceAll("\n", "")]);
  return { ...object, data: Object.fromEntries(data) };
}

export const nameOf = (object) => `${object.kind}/${object.metadata?.name}`;

/** The pod of a workload, or what is one already: {metadata, spec}; null for what runs nothing. */
export function podOf(object) {
  if (object.kind === "Pod") return object;
  if (object.kind === "CronJob") return object.spec.jobTemplate.spec.template;
  return object.spec?.template?.spec?.containers ? object.spec.template : null;
}

export const containersOf = (pod) => [...(pod.spec.initContainers ?? []), ...pod.spec.containers];

// The plain manifests in k8s/, made of the chart: `node deploy/manifests/plain.mjs` writes them anew. What kustomize does by
// itself (settings as generated ConfigMaps, whose names change with them) is left to the kustomizations, written by hand.
import { writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { render, repository, valuesFile } from "./tools.mjs";

// Each file has what belongs to one component.
const sources = [
  {
    values: "plain-base",
    directory: "k8s/base",
    files: { gateway: "gateway", allocator: "allocator", scheduler: "scheduler", migration: "migration", "service-account": "services" },
  },
  { values: "plain-components", directory: "k8s/components/in-cluster", files: { rabbitmq: "rabbitmq", postgres: "postgres" } },
  { values: "plain-components", directory: "k8s/components/monitoring", files: { monitoring: "monitoring" } },
];

const order = ["Deployment", "StatefulSet", "Job", "ServiceAccount", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy"];
const head = "# Made of helm/rent-a-bot by deploy/manifests/plain.mjs.\n";
const component = ["metadata", "labels", "app.kubernetes.io/component"];

/** Path to text of every file in k8s/ that is made of the chart. */
export async function plainFiles() {
  const files = {};
  for (const { values, directory, files: components } of sources) {
    const documents = parseAllDocuments(await render([valuesFile(values)]));
    for (const [name, own] of Object.entries(components)) {
      const mine = documents.filter((document) => document.getIn(component) === own);
      const settings = mine.find((document) => document.get("kind") === "ConfigMap" && document.getIn(["metadata", "name"]) === `rent-a-bot-${own}`);
      if (settings) files[`${directory}/${name}.env`] = head + lines(settings.get("data").toJSON());
      files[`${directory}/${name}.yaml`] = head + mine.filter((document) => document !== settings).sort(byKind).map(plain).join("---\n");
    }
  }
  return files;
}

const byKind = (a, b) => order.indexOf(a.get("kind")) - order.indexOf(b.get("kind"));

const lines = (settings) => Object.entries(settings).map(([key, value]) => `${key}=${value}\n`).join("");

/** Without what only helm reads. */
function plain(document) {
  document.commentBefore = null;
  document.contents.commentBefore = null;
  for (const label of ["helm.sh/chart", "app.kubernetes.io/managed-by"]) document.deleteIn(["metadata", "labels", label]);
  for (const path of [["metadata", "annotations"], ["spec", "template", "metadata", "annotations"]]) {
    const annotations = document.getIn(path);
    if (!annotations) continue;
    for (const { key } of [...annotations.items]) if (/^(helm\.sh|checksum)\//.test(key.value)) annotations.delete(key.value);
    if (annotations.items.length === 0) document.deleteIn(path);
  }
  return document.toString({ directives: false, lineWidth: 0, flowCollectionPadding: false });
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(await plainFiles())) writeFileSync(repository + path, text);
}

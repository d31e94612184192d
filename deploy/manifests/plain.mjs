// The plain manifests in k8s/, made of the chart: `node deploy/manifests/plain.mjs` writes them anew. What kustomize
// does by itself (settings as generated ConfigMaps, whose names change with them) is left to the kustomizations,
// written by hand.
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
    files: {
      gateway: "gateway",
      allocator: "allocator",
      scheduler: "scheduler",
      migration: "migration",
      "service-account": "services",
    },
  },
  {
    values: "plain-components",
    directory: "k8s/components/in-cluster",
    files: { rabbitmq: "rabbitmq", postgres: "postgres" },
  },
  { values: "plain-components", directory: "k8s/components/monitoring", files: { monitoring: "monitoring" } },
];

const order = ["Deployment", "StatefulSet", "Job", "ServiceAccount", "Service"];
const head = "# Made of helm/rent-a-bot by deploy/manifests/plain.mjs.\n";
const component = ["metadata", "labels", "app.kubernetes.io/component"];
const name = ["metadata", "name"];

/** Path to text of every file in k8s/ that is made of the chart. */
export async function plainFiles() {
  const files = {};
  for (const { values, directory, files: components } of sources) {
    const documents = parseAllDocuments(await render([valuesFile(values)]));
    for (const [file, own] of Object.entries(components)) {
      const mine = documents.filter((document) => document.getIn(component) === own);
      const settings = mine.find((document) => document.getIn(name) === `rent-a-bot-${own}` && isConfigMap(document));
      const others = mine.filter((document) => !isGenerated(document)).sort(byKind);
      if (settings) files[`${directory}/${file}.env`] = head + lines(settings.get("data").toJSON());
      files[`${directory}/${file}.yaml`] = head + others.map(plain).join("---\n");
    }
  }
  return files;
}

const isConfigMap = (document) => document.get("kind") === "ConfigMap";
const generated = ["rent-a-bot-gateway", "rent-a-bot-allocator", "rent-a-bot-scheduler", "rent-a-bot-dashboard"];

/** By a kustomization, of files: those of settings, and the dashboard in deploy/grafana. */
const isGenerated = (document) => isConfigMap(document) && generated.includes(document.getIn(name));

/** What is not in the order comes after what is, and stays as it was. */
const byKind = (a, b) => placeOf(a) - placeOf(b);
const placeOf = (document) => (order.indexOf(document.get("kind")) + order.length + 1) % (order.length + 1);

const lines = (settings) => Object.entries(settings).map(([key, value]) => `${key}=${value}\n`).join("");

/** Without what only helm reads. */
function plain(document) {
  document.commentBefore = null;
  document.contents.commentBefore = null;
  document.deleteIn(["metadata", "labels", "helm.sh/chart"]);
  document.deleteIn(["metadata", "labels", "app.kubernetes.io/managed-by"]);
  for (const path of [["metadata", "annotations"], ["spec", "template", "metadata", "annotations"]]) {
    const annotations = document.getIn(path);
    if (!annotations) continue;
    const ofHelm = annotations.items.map(({ key }) => key.value).filter((key) => /^(helm\.sh|checksum)\//.test(key));
    for (const key of ofHelm) annotations.delete(key);
    if (annotations.items.length === 0) document.deleteIn(path);
  }
  return document.toString({ directives: false, lineWidth: 0, flowCollectionPadding: false });
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(await plainFiles())) writeFileSync(repository + path, text);
}

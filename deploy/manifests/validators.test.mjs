// The checks themselves see what is wrong: each case is a sound pod with one fault.
import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "./problems.mjs";
import { read } from "./read.mjs";

const sound = () => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "x", labels: { app: "x" } },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: "x" } },
    template: {
      metadata: { labels: { app: "x" } },
      spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1654, seccompProfile: { type: "RuntimeDefault" } },
        containers: [{
          name: "x",
          image: "x:1",
          ports: [{ name: "http", containerPort: 8000 }],
          livenessProbe: { httpGet: { path: "/health", port: "http" } },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
          },
          resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "1Gi" } },
          volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
        }],
        volumes: [{ name: "tmp", emptyDir: {} }],
      },
    },
  },
});

const podOf = (deployment) => deployment.spec.template.spec;
const containerOf = (deployment) => podOf(deployment).containers[0];

const faults = {
  "an unknown field": [(x) => { containerOf(x).livenessProbe.httpGet.pth = "/"; }, /pth is no field/],
  "an unknown field at the top": [(x) => { x.spce = {}; }, /spce is no field/],
  "a value of the wrong type": [(x) => { x.spec.replicas = "1"; }, /replicas fails type integer/],
  "a field that is missing": [(x) => { delete x.spec.selector; }, /fails required selector/],
  "a word that is none of the allowed": [(x) => { podOf(x).restartPolicy = "Sometimes"; }, /fails enum/],
  "an API that there is not": [(x) => { x.apiVersion = "apps/v1beta1"; }, /no schema is known/],
  "a user that is root": [(x) => { podOf(x).securityContext.runAsUser = 0; }, /runAsUser is not 0/],
  "no word about root": [(x) => { delete podOf(x).securityContext.runAsNonRoot; }, /runAsNonRoot/],
  "no seccomp profile": [(x) => { delete podOf(x).securityContext.seccompProfile; }, /seccompProfile/],
  "a container that gives its profile up": [
    (x) => { containerOf(x).securityContext.seccompProfile = { type: "Unconfined" }; },
    /seccompProfile/,
  ],
  "privilege escalation": [
    (x) => { delete containerOf(x).securityContext.allowPrivilegeEscalation; },
    /allowPrivilegeEscalation/,
  ],
  "capabilities that stay": [
    (x) => { containerOf(x).securityContext.capabilities.drop = ["CHOWN"]; },
    /capabilities are dropped/,
  ],
  "capabilities that come": [
    (x) => { containerOf(x).securityContext.capabilities.add = ["SYS_ADMIN"]; },
    /no capability is added/,
  ],
  "a privileged container": [(x) => { containerOf(x).securityContext.privileged = true; }, /privileged/],
  "the host's network": [(x) => { podOf(x).hostNetwork = true; }, /hostNetwork/],
  "a port of the host": [(x) => { containerOf(x).ports[0].hostPort = 80; }, /host port/],
  "a path of the host": [
    (x) => { podOf(x).volumes[0] = { name: "tmp", hostPath: { path: "/" } }; },
    /volumes are of harmless types/,
  ],
  "an init container that is root": [
    (x) => { podOf(x).initContainers = [{ name: "i", image: "i:1", securityContext: { runAsUser: 0 } }]; },
    /container i: not so: runAsUser/,
  ],
  "a file system to write to": [(x) => { delete containerOf(x).securityContext.readOnlyRootFilesystem; }, /read-only/],
  "no limit of memory": [(x) => { delete containerOf(x).resources.limits; }, /memory is limited/],
  "a token of the cluster": [(x) => { delete podOf(x).automountServiceAccountToken; }, /token/],
  "a selector of others": [(x) => { x.spec.selector.matchLabels.app = "y"; }, /does not select its own pods/],
  "a Secret that is not there": [
    (x) => { containerOf(x).env = [{ name: "A", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }]; },
    /wants the Secret s/,
  ],
  "a ConfigMap that is not there": [
    (x) => { containerOf(x).envFrom = [{ configMapRef: { name: "m" } }]; },
    /wants the ConfigMap m/,
  ],
  "an account that is not there": [(x) => { podOf(x).serviceAccountName = "a"; }, /wants the ServiceAccount a/],
  "a variable that is set twice": [
    (x) => { containerOf(x).env = [{ name: "A", value: "1" }, { name: "A", value: "2" }]; },
    /sets A twice/,
  ],
  "a mount of nothing": [(x) => { podOf(x).volumes = []; }, /mounts tmp, which is no volume/],
  "a probe of nothing": [(x) => { containerOf(x).livenessProbe.httpGet.port = "web"; }, /no port web/],
  "a label that is too long": [(x) => { x.metadata.labels.app = "x".repeat(64); }, /a label app/],
  "a name with capitals": [(x) => { x.metadata.name = "X"; }, /a name that Kubernetes refuses/],
};

test("a sound Deployment has no problem", async () => assert.deepEqual(await problemsOf([sound()]), []));

for (const [fault, [make, says]] of Object.entries(faults)) {
  test(`seen: ${fault}`, async () => {
    const object = sound();
    make(object);
    const problems = await problemsOf([object]);
    assert.ok(problems.some((problem) => says.test(problem)), `${says} is not in ${JSON.stringify(problems)}`);
  });
}

const object = (apiVersion, kind, spec) => ({ apiVersion, kind, metadata: { name: "beside" }, spec });
const service = (app, port) => object("v1", "Service", { selector: { app }, ports: [{ port: 80, targetPort: port }] });
const policy = (app) => object("networking.k8s.io/v1", "NetworkPolicy", { podSelector: { matchLabels: { app } } });
const scaler = (kind, name) => object("autoscaling/v2", "HorizontalPodAutoscaler", {
  maxReplicas: 2,
  scaleTargetRef: { apiVersion: "apps/v1", kind, name },
});
const ingress = (name) => {
  const path = { path: "/", pathType: "Prefix", backend: { service: { name, port: { number: 80 } } } };
  return object("networking.k8s.io/v1", "Ingress", { rules: [{ http: { paths: [path] } }] });
};
const monitor = (endpoint) =>
  object("monitoring.coreos.com/v1", "ServiceMonitor", { selector: {}, endpoints: [endpoint] });

const beside = {
  "a Service without pods": [service("y", "http"), /selects no pod/],
  "a Service to no port": [service("x", "web"), /no port web/],
  "a policy for no pods": [policy("y"), /selects no pod/],
  "a scaler of nothing": [scaler("Deployment", "y"), /scales y, which is not there/],
  "a scaler of a fixed number": [scaler("Deployment", "x"), /fixed number/],
  "an Ingress to nowhere": [ingress("y"), /leads to the Service y, which is not there/],
  "a monitor of nothing": [monitor({ port: "metrics" }), /finds no Service/],
  "a monitor with an unknown field": [monitor({ prot: "metrics" }), /prot is no field/],
  "the same object again": [sound(), /is there twice/],
};

for (const [fault, [other, says]] of Object.entries(beside)) {
  test(`seen: ${fault}`, async () => {
    const problems = await problemsOf([sound(), other]);
    assert.ok(problems.some((problem) => says.test(problem)), `${says} is not in ${JSON.stringify(problems)}`);
  });
}

test("seen: a hook before the Secret that it wants", async () => {
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, stringData: { k: "v" } };
  const { template } = sound().spec;
  template.spec.restartPolicy = "Never";
  template.spec.containers[0].env = [{ name: "A", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }];
  const metadata = { name: "j", annotations: { "helm.sh/hook": "pre-install" } };
  const hook = { apiVersion: "batch/v1", kind: "Job", metadata, spec: { template } };
  assert.deepEqual(await problemsOf([secret, hook]), ["Job/j: runs as a hook before the Secret s is there"]);
});

test("a key that is there twice is an error", () => assert.throws(() => read("a: 1\na: 2\n"), /unique/));

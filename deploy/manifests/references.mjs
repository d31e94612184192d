// What no schema tells: that objects which name each other are there, and that names are ones that Kubernetes takes.
import { containersOf, nameOf, podOf } from "./read.mjs";

/**
 * @param objects all that is applied together
 * @param given names of Secrets, ConfigMaps and accounts that somebody else makes
 */
export function referenceProblems(objects, given = []) {
  const world = { objects, given: new Set(given), pods: objects.filter(podOf).map((owner) => ({ owner, pod: podOf(owner) })) };
  return [
    ...twice(objects.map((object) => `${object.apiVersion} ${nameOf(object)}`)).map((name) => `${name} is there twice`),
    ...objects.flatMap((object) =>
      [...nameProblems(object), ...(checks[object.kind] ?? nothing)(object, world), ...podProblems(object, world)]
        .map((problem) => `${nameOf(object)}: ${problem}`)),
  ];
}

const nothing = () => [];

const checks = {
  Deployment: workload,
  StatefulSet: (object, world) => [
    ...workload(object),
    ...missing(world, "Service", object.spec.serviceName),
  ],
  Service: ({ spec }, world) => {
    const pods = selected(world, { matchLabels: spec.selector });
    return pods.length === 0
      ? ["selects no pod"]
      : spec.ports.filter((port) => !pods.every((pod) => hasPort(pod, port.targetPort))).map((port) => `its pods have no port ${port.targetPort}`);
  },
  PodDisruptionBudget: selectsSome,
  NetworkPolicy: (object, world) => {
    const pods = selected(world, object.spec.podSelector);
    const ports = (object.spec.ingress ?? []).flatMap((rule) => rule.ports ?? []);
    return [
      ...selectsSome({ spec: { selector: object.spec.podSelector } }, world),
      ...ports.filter((port) => !pods.every((pod) => hasPort(pod, port.port))).map((port) => `its pods have no port ${port.port}`),
      ...egressProblems(object, world),
    ];
  },
  HorizontalPodAutoscaler: ({ spec }, world) => {
    const target = find(world, spec.scaleTargetRef.kind, spec.scaleTargetRef.name);
    if (!target) return [`scales ${spec.scaleTargetRef.name}, which is not there`];
    return "replicas" in target.spec ? ["what it scales has a fixed number of replicas"] : [];
  },
  Ingress: ({ spec }, world) => spec.rules.flatMap(({ http }) => http.paths).flatMap(({ backend: { service } }) => {
    const target = find(world, "Service", service.name);
    if (!target) return [`leads to the Service ${service.name}, which is not there`];
    const there = target.spec.ports.some((port) => port.name === service.port.name || port.port === service.port.number);
    return there ? [] : [`leads to a port that ${service.name} does not have`];
  }),
  ServiceMonitor: ({ spec }, { objects }) => {
    const services = objects.filter((object) => object.kind === "Service" && matches(spec.selector, object.metadata.labels));
    return spec.endpoints
      .filter((endpoint) => !services.some((service) => service.spec.ports.some((port) => port.name === endpoint.port)))
      .map((endpoint) => `finds no Service with a port ${endpoint.port}`);
  },
};

function workload({ spec }) {
  return matches(spec.selector, spec.template.metadata.labels) ? [] : ["does not select its own pods"];
}

function selectsSome({ spec }, world) {
  return selected(world, spec.selector).length > 0 ? [] : ["selects no pod"];
}

function egressProblems({ spec }, world) {
  return (spec.egress ?? []).flatMap(({ to = [], ports = [] }) => to.filter((peer) => peer.podSelector && !peer.namespaceSelector).flatMap((peer) => {
    const pods = selected(world, peer.podSelector);
    if (pods.length === 0) return ["lets out to no pod"];
    return ports.filter((port) => !pods.every((pod) => hasPort(pod, port.port))).map((port) => `lets out to a port ${port.port} that is not there`);
  }));
}

function podProblems(object, world) {
  const pod = podOf(object);
  if (!pod) return [];
  const { spec } = pod;
  const claims = (object.spec.volumeClaimTemplates ?? []).map((claim) => claim.metadata.name);
  const volumes = [...(spec.volumes ?? []).map((volume) => volume.name), ...claims];
  const mounts = containersOf(pod).flatMap((container) => container.volumeMounts ?? []);
  const account = spec.serviceAccountName ?? "default";
  return [
    ...(account === "default" ? [] : missing(world, "ServiceAccount", account)),
    ...twice(volumes).map((name) => `has two volumes ${name}`),
    ...mounts.filter((mount) => !volumes.includes(mount.name)).map((mount) => `mounts ${mount.name}, which is no volume`),
    ...volumes.filter((name) => !mounts.some((mount) => mount.name === name)).map((name) => `mounts the volume ${name} nowhere`),
    ...(spec.volumes ?? []).flatMap(({ secret, configMap, persistentVolumeClaim: claim }) => [
      ...(claim ? missing(world, "PersistentVolumeClaim", claim.claimName) : []),
      ...(secret ? keysMissing(object, world, "Secret", secret.secretName, secret.items) : []),
      ...(configMap ? keysMissing(object, world, "ConfigMap", configMap.name, configMap.items) : []),
    ]),
    ...containersOf(pod).flatMap((container) => containerProblems(object, container, world)),
  ];
}

function containerProblems(object, { name, env = [], envFrom = [], ports = [], volumeMounts = [], ...container }, world) {
  const references = env.map((variable) => variable.valueFrom).filter(Boolean);
  const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe].filter(Boolean);
  const asked = probes.map((probe) => (probe.httpGet ?? probe.tcpSocket)?.port).filter(Boolean);
  return [
    ...twice(env.map((variable) => variable.name)).map((variable) => `sets ${variable} twice`),
    ...twice(volumeMounts.map((mount) => mount.mountPath)).map((path) => `mounts two volumes at ${path}`),
    ...asked.filter((port) => !ports.some((own) => own.name === port || own.containerPort === port)).map((port) => `${name} has no port ${port} to probe`),
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [
      ...(configMapRef ? keysMissing(object, world, "ConfigMap", configMapRef.name) : []),
      ...(secretRef ? keysMissing(object, world, "Secret", secretRef.name) : []),
    ]),
    ...references.flatMap(({ secretKeyRef: secret, configMapKeyRef: map }) => [
      ...(secret ? keysMissing(object, world, "Secret", secret.name, [secret]) : []),
      ...(map ? keysMissing(object, world, "ConfigMap", map.name, [map]) : []),
    ]),
  ];
}

function keysMissing(object, world, kind, name, items = []) {
  if (world.given.has(name)) return [];
  const target = find(world, kind, name);
  if (!target) return [`wants the ${kind} ${name}, which is not there`];
  const keys = Object.keys({ ...target.data, ...target.stringData, ...target.binaryData });
  return [
    ...items.filter(({ key }) => !keys.includes(key)).map(({ key }) => `wants ${key} of the ${kind} ${name}, which does not have it`),
    ...(isThereBefore(target, object) ? [] : [`runs as a hook before the ${kind} ${name} is there`]),
  ];
}

const hooksOf = (object) => (object.metadata.annotations?.["helm.sh/hook"] ?? "").split(",").filter(Boolean);
const weightOf = (object) => Number(object.metadata.annotations?.["helm.sh/hook-weight"] ?? 0);

/** A hook before the install finds what other hooks made before it, and nothing of the release. */
function isThereBefore(target, object) {
  if (!hooksOf(object).includes("pre-install")) return hooksOf(target).length === 0 || hooksOf(target).some((hook) => hooksOf(object).includes(hook));
  return hooksOf(target).includes("pre-install") && weightOf(target) < weightOf(object);
}

function nameProblems({ kind, metadata }) {
  const longest = kind === "Service" || kind === "StatefulSet" || kind === "Job" ? 63 : 253;
  const labels = Object.entries(metadata.labels ?? {});
  return [
    ...(metadata.name.length <= longest && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(metadata.name) ? [] : ["has a name that Kubernetes refuses"]),
    ...labels.filter(([, value]) => value.length > 63 || !/^$|^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(value))
      .map(([name, value]) => `has a label ${name} with a value that Kubernetes refuses: ${value}`),
  ];
}

const find = ({ objects }, kind, name) => objects.find((object) => object.kind === kind && object.metadata.name === name);
const missing = (world, kind, name) => (world.given.has(name) || find(world, kind, name) ? [] : [`wants the ${kind} ${name}, which is not there`]);
const selected = ({ pods }, selector) => pods.filter(({ pod }) => matches(selector, pod.metadata.labels)).map(({ pod }) => pod);
const hasPort = (pod, port) => containersOf(pod).some(({ ports = [] }) => ports.some((own) => own.name === port || own.containerPort === port));
const twice = (names) => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];

const operators = {
  In: (value, values) => values.includes(value),
  NotIn: (value, values) => !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
};

function matches({ matchLabels = {}, matchExpressions = [] }, labels = {}) {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value)
    && matchExpressions.every(({ key, operator, values }) => operators[operator](labels[key], values));
}

// What no schema tells: that objects which name each other are there, and that names are ones that Kubernetes takes.
import { containersOf, nameOf, podOf } from "./read.mjs";

/**
 * @param objects all that is applied together
 * @param given Secrets, ConfigMaps and accounts that somebody else has made: their names, or all of them, to look for keys
 */
export function referenceProblems(objects, given = []) {
  const made = new Map(given.map((one) => (typeof one === "string" ? [one, null] : [one.metadata.name, one])));
  const world = { objects, given: made, pods: objects.map(podOf).filter(Boolean) };
  return [
    ...twice(objects.map((object) => `${object.apiVersion} ${nameOf(object)}`)).map((name) => `${name} is there twice`),
    ...objects.flatMap((object) => problemsOf(object, world).map((problem) => `${nameOf(object)}: ${problem}`)),
  ];
}

function problemsOf(object, world) {
  const ofKind = ofKinds[object.kind]?.(object, world) ?? [];
  return [...nameProblems(object), ...ofKind, ...podProblems(object, world)];
}

const ofKinds = {
  Deployment: selectsItself,
  StatefulSet: (object, world) => [...selectsItself(object), ...missing(world, "Service", object.spec.serviceName)],
  Service: ({ spec }, world) => {
    const pods = selected(world, { matchLabels: spec.selector });
    return pods.length === 0 ? ["selects no pod"] : withoutPorts(pods, spec.ports.map((port) => port.targetPort));
  },
  PodDisruptionBudget: ({ spec }, world) => (selected(world, spec.selector).length > 0 ? [] : ["selects no pod"]),
  NetworkPolicy: ({ spec }, world) => {
    const pods = selected(world, spec.podSelector);
    if (pods.length === 0) return ["selects no pod"];
    const ports = (spec.ingress ?? []).flatMap((rule) => rule.ports ?? []).map((port) => port.port);
    return [...withoutPorts(pods, ports), ...(spec.egress ?? []).flatMap((rule) => egressProblems(rule, world))];
  },
  HorizontalPodAutoscaler: ({ spec }, world) => {
    const target = find(world, spec.scaleTargetRef.kind, spec.scaleTargetRef.name);
    if (!target) return [`scales ${spec.scaleTargetRef.name}, which is not there`];
    return "replicas" in target.spec ? ["what it scales has a fixed number of replicas"] : [];
  },
  Ingress: ({ spec }, world) => spec.rules.flatMap(({ http }) => http.paths).flatMap(({ backend: { service } }) => {
    const target = find(world, "Service", service.name);
    if (!target) return [`leads to the Service ${service.name}, which is not there`];
    const { name, number } = service.port;
    const isThere = target.spec.ports.some((port) => port.name === name || port.port === number);
    return isThere ? [] : [`leads to a port that ${service.name} does not have`];
  }),
  ServiceMonitor: ({ spec }, { objects }) => {
    const services = objects.filter((object) => object.kind === "Service");
    const found = services.filter(({ metadata }) => matches(spec.selector, metadata.labels));
    const ports = found.flatMap((service) => service.spec.ports.map((port) => port.name));
    const absent = spec.endpoints.filter((endpoint) => !ports.includes(endpoint.port));
    return absent.map((endpoint) => `finds no Service with a port ${endpoint.port}`);
  },
};

function selectsItself({ spec }) {
  return matches(spec.selector, spec.template.metadata.labels) ? [] : ["does not select its own pods"];
}

function egressProblems({ to = [], ports = [] }, world) {
  return to.filter((peer) => peer.podSelector && !peer.namespaceSelector).flatMap((peer) => {
    const pods = selected(world, peer.podSelector);
    return pods.length === 0 ? ["lets out to no pod"] : withoutPorts(pods, ports.map((port) => port.port));
  });
}

function podProblems(object, world) {
  const pod = podOf(object);
  if (!pod) return [];
  const { volumes = [], serviceAccountName: account = "default" } = pod.spec;
  const claims = (object.spec.volumeClaimTemplates ?? []).map((claim) => claim.metadata.name);
  const names = [...volumes.map((volume) => volume.name), ...claims];
  const mounted = containersOf(pod).flatMap((container) => container.volumeMounts ?? []).map((mount) => mount.name);
  return [
    ...(account === "default" ? [] : missing(world, "ServiceAccount", account)),
    ...twice(names).map((name) => `has two volumes ${name}`),
    ...mounted.filter((name) => !names.includes(name)).map((name) => `mounts ${name}, which is no volume`),
    ...names.filter((name) => !mounted.includes(name)).map((name) => `mounts the volume ${name} nowhere`),
    ...volumes.flatMap((volume) => volumeProblems(object, volume, world)),
    ...containersOf(pod).flatMap((container) => containerProblems(object, container, world)),
  ];
}

function volumeProblems(object, { secret, configMap, persistentVolumeClaim: claim }, world) {
  return [
    ...(claim ? missing(world, "PersistentVolumeClaim", claim.claimName) : []),
    ...(secret ? keysMissing(object, world, "Secret", secret.secretName, secret.items) : []),
    ...(configMap ? keysMissing(object, world, "ConfigMap", configMap.name, configMap.items) : []),
  ];
}

function containerProblems(object, container, world) {
  const { name, env = [], envFrom = [], ports = [], volumeMounts = [] } = container;
  const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe].filter(Boolean);
  const probed = probes.map((probe) => (probe.httpGet ?? probe.tcpSocket)?.port).filter(Boolean);
  const references = env.map((variable) => variable.valueFrom).filter(Boolean);
  return [
    ...twice(env.map((variable) => variable.name)).map((variable) => `sets ${variable} twice`),
    ...twice(volumeMounts.map((mount) => mount.mountPath)).map((path) => `mounts two volumes at ${path}`),
    ...probed.filter((port) => !isAmong(ports, port)).map((port) => `${name} has no port ${port} to probe`),
    ...envFrom.flatMap(({ configMapRef: map, secretRef: secret }) => [
      ...(map ? keysMissing(object, world, "ConfigMap", map.name) : []),
      ...(secret ? keysMissing(object, world, "Secret", secret.name) : []),
    ]),
    ...references.flatMap(({ configMapKeyRef: map, secretKeyRef: secret }) => [
      ...(map ? keysMissing(object, world, "ConfigMap", map.name, [map]) : []),
      ...(secret ? keysMissing(object, world, "Secret", secret.name, [secret]) : []),
    ]),
  ];
}

function keysMissing(object, world, kind, name, items = []) {
  const made = world.given.get(name);
  if (made === null) return [];
  const target = made ?? find(world, kind, name);
  if (!target) return [`wants the ${kind} ${name}, which is not there`];
  const keys = Object.keys({ ...target.data, ...target.stringData, ...target.binaryData });
  const absent = items.map((item) => item.key).filter((key) => !keys.includes(key));
  return [
    ...absent.map((key) => `wants ${key} of the ${kind} ${name}, which does not have it`),
    ...(made || isThereBefore(target, object) ? [] : [`runs as a hook before the ${kind} ${name} is there`]),
  ];
}

const hooksOf = (object) => (object.metadata.annotations?.["helm.sh/hook"] ?? "").split(",").filter(Boolean);
const weightOf = (object) => Number(object.metadata.annotations?.["helm.sh/hook-weight"] ?? 0);

/** A hook before the install finds what other hooks made before it, and nothing of the release. */
function isThereBefore(target, object) {
  const [first, second] = [hooksOf(target), hooksOf(object)];
  if (second.includes("pre-install")) return first.includes("pre-install") && weightOf(target) < weightOf(object);
  return first.length === 0 || first.some((hook) => second.includes(hook));
}

function nameProblems({ kind, metadata: { name, labels = {} } }) {
  const longest = ["Job", "Service", "StatefulSet"].includes(kind) ? 63 : 253;
  const isName = name.length <= longest && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name);
  const isValue = (value) => value.length <= 63 && /^$|^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(value);
  const wrong = Object.entries(labels).filter(([, value]) => !isValue(value));
  return [
    ...(isName ? [] : ["has a name that Kubernetes refuses"]),
    ...wrong.map(([label, value]) => `has a label ${label} with a value that Kubernetes refuses: ${value}`),
  ];
}

function find({ objects }, kind, name) {
  return objects.find((object) => object.kind === kind && object.metadata.name === name);
}

function missing(world, kind, name) {
  return world.given.has(name) || find(world, kind, name) ? [] : [`wants the ${kind} ${name}, which is not there`];
}

function withoutPorts(pods, ports) {
  const hasPort = (pod, port) => containersOf(pod).some((container) => isAmong(container.ports ?? [], port));
  const absent = ports.filter((port) => !pods.every((pod) => hasPort(pod, port)));
  return absent.map((port) => `its pods have no port ${port}`);
}

const isAmong = (ports, port) => ports.some((own) => own.name === port || own.containerPort === port);
const selected = ({ pods }, selector) => pods.filter((pod) => matches(selector, pod.metadata.labels));
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

// The restricted pod security standard of Kubernetes 1.35, the baseline included, and what we ask of our pods beside.
import { containersOf, podOf } from "./read.mjs";

const volumeTypes = [
  "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret",
];
const selinuxTypes = [undefined, "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
const sysctls = [
  "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
];

const forPods = {
  "hostNetwork, hostPID and hostIPC are not used": ({ spec }) => !spec.hostNetwork && !spec.hostPID && !spec.hostIPC,
  "volumes are of harmless types": ({ spec }) =>
    (spec.volumes ?? []).flatMap(({ name, ...type }) => Object.keys(type)).every((type) => volumeTypes.includes(type)),
  "sysctls are safe": ({ spec }) => (spec.securityContext?.sysctls ?? []).every(({ name }) => sysctls.includes(name)),
};

// Each sees the container, and what holds for it: its own security context, or else the pod's.
const forContainers = {
  "runAsNonRoot is true": (_, context) => context.runAsNonRoot === true,
  "runAsUser is not 0": (_, context) => context.runAsUser !== 0,
  "seccompProfile is RuntimeDefault or Localhost": (_, { seccompProfile: profile }) =>
    ["RuntimeDefault", "Localhost"].includes(profile?.type),
  "appArmorProfile is not Unconfined": (_, context) => context.appArmorProfile?.type !== "Unconfined",
  "SELinux is not left": (_, { seLinuxOptions: options }) =>
    selinuxTypes.includes(options?.type) && !options?.user && !options?.role,
  "no host process": (_, context) => !context.windowsOptions?.hostProcess,
  "allowPrivilegeEscalation is false": ({ securityContext: own }) => own?.allowPrivilegeEscalation === false,
  "privileged is not set": ({ securityContext: own }) => !own?.privileged,
  "all capabilities are dropped": ({ securityContext: own }) => own?.capabilities?.drop?.includes("ALL") ?? false,
  "no capability is added but NET_BIND_SERVICE": ({ securityContext: own }) =>
    (own?.capabilities?.add ?? []).every((capability) => capability === "NET_BIND_SERVICE"),
  "procMount is Default": ({ securityContext: own }) => ["Default", undefined].includes(own?.procMount),
  "no host port": ({ ports = [] }) => ports.every((port) => !port.hostPort),
  "no probe goes to another host": (container) =>
    probesOf(container).every(({ httpGet, tcpSocket }) => !httpGet?.host && !tcpSocket?.host),
};

const ours = {
  "the root file system is read-only": ({ securityContext: own }) => own?.readOnlyRootFilesystem === true,
  "CPU and memory are requested, memory is limited": ({ resources }) =>
    Boolean(resources?.requests?.cpu && resources.requests.memory && resources.limits?.memory),
};

/** The rules that the pods of an object break. */
export function restrictedProblems(object) {
  const pod = podOf(object);
  if (!pod) return [];
  const tokenless = pod.spec.automountServiceAccountToken === false ? [] : ["pod: has a token of the cluster's API"];
  return [
    ...broken(forPods, "pod", pod),
    ...tokenless,
    ...containersOf(pod).flatMap((container) => {
      const context = { ...pod.spec.securityContext, ...container.securityContext };
      return broken({ ...forContainers, ...ours }, `container ${container.name}`, container, context);
    }),
  ];
}

const probesOf = ({ livenessProbe, readinessProbe, startupProbe, lifecycle }) =>
  [livenessProbe, readinessProbe, startupProbe, lifecycle?.preStop, lifecycle?.postStart].filter(Boolean);

const broken = (rules, where, ...what) =>
  Object.entries(rules).filter(([, holds]) => !holds(...what)).map(([rule]) => `${where}: not so: ${rule}`);

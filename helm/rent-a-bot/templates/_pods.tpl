{{/* What the pods of the services have in common. */}}

{{/* (root, component): settings that every service has, a line for each. */}}
{{- define "rent-a-bot.settings" -}}
{{- $values := .root.Values -}}
Logging__Format: {{ $values.logging.format | quote }}
Logging__LogLevel__Default: {{ $values.logging.level | quote }}
Metrics__Port: {{ $values.metrics.port | quote }}
RabbitMq__QuorumSize: {{ $values.rabbitmq.quorumSize | quote }}
{{- with $values.tracing.otlpEndpoint }}
Tracing__OtlpEndpoint: {{ . | quote }}
{{- end }}
{{- range $key, $value := (index $values .component).settings }}
{{- /* A number of a values file is one with a fraction for helm: 1000000 would become 1e+06. */}}
{{ $key }}: {{ ternary (int64 $value) $value (kindIs "float64" $value) | toString | quote }}
{{- end }}
{{- end -}}

{{/* (root, component): where pods may and should run. */}}
{{- define "rent-a-bot.placement" -}}
{{- $pods := .root.Values.pods -}}
{{- with $pods.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $pods.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pods.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $pods.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* (root, component): replicas of one component stay apart where there is room. */}}
{{- define "rent-a-bot.spread" -}}
{{- with .root.Values.pods.spreadOver }}
topologySpreadConstraints:
  {{- range . }}
  - topologyKey: {{ . }}
    maxSkew: 1
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "rent-a-bot.selector" $ | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- end }}
{{- end -}}

{{- define "rent-a-bot.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* (root, component): without versions, so that an upgrade restarts only what has changed. */}}
{{- define "rent-a-bot.podLabels" -}}
{{ include "rent-a-bot.selector" . }}
app.kubernetes.io/part-of: rent-a-bot
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- with .root.Values.pods.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* (root, component, secrets): the values of secrets that its pods get only when they start. */}}
{{- define "rent-a-bot.secretsGiven" -}}
{{- $values := .root.Values -}}
{{- $service := index $values .component -}}
{{- $shared := list $values.rabbitmq.url $values.postgres.connectionString -}}
{{- $own := list $service.rabbitmq.url $service.postgres.connectionString -}}
{{- list $shared $own .secrets | toJson -}}
{{- end -}}

{{/*
(root, component, port; settings: the rendered ConfigMap; secrets: values that its pods are to follow; env, mounts,
volumes: lists in YAML, may be empty; drain: seconds): the Deployment of a service.
*/}}
{{- define "rent-a-bot.deployment" -}}
{{- $values := .root.Values -}}
{{- $service := index $values .component -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "rent-a-bot.metadata" . | nindent 2 }}
spec:
  {{- if not (dig "autoscaling" "enabled" false $service) }}
  replicas: {{ $service.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  selector:
    matchLabels:
      {{- include "rent-a-bot.selector" . | nindent 6 }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  template:
    metadata:
      labels:
        {{- include "rent-a-bot.podLabels" . | nindent 8 }}
      annotations:
        checksum/settings: {{ .settings | sha256sum }}
        checksum/secrets: {{ include "rent-a-bot.secretsGiven" . | sha256sum }}
        {{- with $values.pods.annotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "rent-a-bot.serviceAccountName" .root }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- with include "rent-a-bot.pullSecrets" .root | trim }}{{ . | nindent 6 }}{{ end }}
      terminationGracePeriodSeconds: {{ $values.pods.terminationGracePeriodSeconds }}
      securityContext:
        {{- toYaml $values.pods.securityContext | nindent 8 }}
      {{- with include "rent-a-bot.placement" . | trim }}{{ . | nindent 6 }}{{ end }}
      {{- with include "rent-a-bot.spread" . | trim }}{{ . | nindent 6 }}{{ end }}
      containers:
        - name: {{ .component }}
          image: {{ include "rent-a-bot.image" . | quote }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          securityContext:
            {{- toYaml $values.pods.containerSecurityContext | nindent 12 }}
          ports:
            - name: http
              containerPort: {{ .port }}
            - name: metrics
              containerPort: {{ $values.metrics.port }}
          envFrom:
            - configMapRef:
                name: {{ include "rent-a-bot.fullname" .root }}-{{ .component }}
          env:
            - name: Urls
              value: http://+:{{ .port }}
            - name: RabbitMq__Url
              valueFrom:
                {{- include "rent-a-bot.rabbitmqConnection" . | nindent 16 }}
            - name: Postgres__ConnectionString
              valueFrom:
                {{- include "rent-a-bot.postgresConnection" . | nindent 16 }}
            {{- with .env | trim }}{{ . | nindent 12 }}{{ end }}
            {{- with $values.pods.extraEnv }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          startupProbe:
            httpGet:
              path: /health
              port: http
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet:
              path: /health
              port: http
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet:
              path: /readiness
              port: http
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 3
          {{- with .drain }}
          # Requests still come for a moment after a pod is told to stop, until every proxy knows.
          lifecycle:
            preStop:
              sleep:
                seconds: {{ . }}
          {{- end }}
          resources:
            {{- toYaml $service.resources | nindent 12 }}
          volumeMounts:
            - name: tmp
              mountPath: /tmp
            {{- with .mounts | trim }}{{ . | nindent 12 }}{{ end }}
            {{- with $values.pods.extraVolumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: 256Mi
        {{- with .volumes | trim }}{{ . | nindent 8 }}{{ end }}
        {{- with $values.pods.extraVolumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end -}}

{{/* (root, component): any number of replicas survives a drain, as one after the other goes. */}}
{{- define "rent-a-bot.disruptionBudget" -}}
{{- if .root.Values.podDisruptionBudget.enabled -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "rent-a-bot.metadata" . | nindent 2 }}
spec:
  maxUnavailable: {{ .root.Values.podDisruptionBudget.maxUnavailable }}
  # A pod that is not ready serves nobody, and must not block a drain.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "rent-a-bot.selector" . | nindent 6 }}
{{- end -}}
{{- end -}}

{{/* (root, component): the Secret of a service that has connections of its own as values. */}}
{{- define "rent-a-bot.ownConnections" -}}
{{- $service := index .root.Values .component -}}
{{- $postgres := and $service.postgres.connectionString (not $service.postgres.existingSecret.name) -}}
{{- $rabbitmq := and $service.rabbitmq.url (not $service.rabbitmq.existingSecret.name) -}}
{{- if or $postgres $rabbitmq -}}
apiVersion: v1
kind: Secret
metadata:
  {{- include "rent-a-bot.metadata" . | nindent 2 }}
type: Opaque
stringData:
  {{- if $postgres }}
  postgres-{{ .root.Values.postgres.existingSecret.key }}: {{ $service.postgres.connectionString | quote }}
  {{- end }}
  {{- if $rabbitmq }}
  rabbitmq-{{ .root.Values.rabbitmq.existingSecret.key }}: {{ $service.rabbitmq.url | quote }}
  {{- end }}
{{- end -}}
{{- end -}}

{{/* (root, component): of its own, so that the metrics go nowhere where the API goes. */}}
{{- define "rent-a-bot.metricsService" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "rent-a-bot.fullname" .root }}-{{ .component }}-metrics
  labels:
    {{- include "rent-a-bot.labels" . | nindent 4 }}
spec:
  clusterIP: None
  selector:
    {{- include "rent-a-bot.selector" . | nindent 4 }}
  ports:
    - name: metrics
      port: {{ .root.Values.metrics.port }}
      targetPort: metrics
{{- end -}}

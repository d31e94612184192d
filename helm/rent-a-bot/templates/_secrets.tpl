{{/*
Which Secret holds what. One that exists goes before a value, and what is said of a service goes before what is said of
all of them.
*/}}

{{/* (root, component, kind: postgres or rabbitmq, value: the name of the value): a reference to the connection. */}}
{{- define "rent-a-bot.connection" -}}
{{- $shared := index .root.Values .kind -}}
{{- $own := index (index .root.Values .component) .kind -}}
{{- $fullname := include "rent-a-bot.fullname" .root -}}
{{- $key := $shared.existingSecret.key -}}
{{- if $own.existingSecret.name -}}
{{ include "rent-a-bot.secretKey" $own.existingSecret }}
{{- else if index $own .value -}}
{{- $name := printf "%s-%s" $fullname .component -}}
{{ include "rent-a-bot.secretKey" (dict "name" $name "key" (printf "%s-%s" .kind $key)) }}
{{- else if $shared.existingSecret.name -}}
{{ include "rent-a-bot.secretKey" $shared.existingSecret }}
{{- else -}}
{{ include "rent-a-bot.secretKey" (dict "name" (printf "%s-%s" $fullname .kind) "key" $key) }}
{{- end -}}
{{- end -}}

{{- define "rent-a-bot.secretKey" -}}
secretKeyRef:
  name: {{ .name }}
  key: {{ .key }}
{{- end -}}

{{- define "rent-a-bot.postgresConnection" -}}
{{ include "rent-a-bot.connection" (merge (dict "kind" "postgres" "value" "connectionString") .) }}
{{- end -}}

{{- define "rent-a-bot.rabbitmqConnection" -}}
{{ include "rent-a-bot.connection" (merge (dict "kind" "rabbitmq" "value" "url") .) }}
{{- end -}}

{{/*
(root, name, key): what a Secret of this release holds already, or something new that cannot be guessed. A rendering
without a cluster finds none: give values of your own there.
*/}}
{{- define "rent-a-bot.generated" -}}
{{- $there := lookup "v1" "Secret" .root.Release.Namespace .name -}}
{{- $kept := dig "data" .key "" ($there | default dict) -}}
{{- ternary ($kept | b64dec) (randAlphaNum 48) (ne $kept "") -}}
{{- end -}}

{{/* A Secret whose contents cannot be had again outlives the release. */}}
{{- define "rent-a-bot.keep" -}}
helm.sh/resource-policy: keep
{{- end -}}

{{- define "rent-a-bot.authFileSecret" -}}
{{- if .Values.auth.existingSecret.name -}}
name: {{ .Values.auth.existingSecret.name }}
key: {{ .Values.auth.existingSecret.key }}
{{- else if .Values.auth.apiKeys -}}
name: {{ include "rent-a-bot.fullname" . }}-auth
key: auth.yaml
{{- end -}}
{{- end -}}

{{- define "rent-a-bot.jwtKeySecret" -}}
{{- $own := printf "%s-auth" (include "rent-a-bot.fullname" .) -}}
{{- if .Values.auth.jwt.existingSecret.name -}}
{{ include "rent-a-bot.secretKey" .Values.auth.jwt.existingSecret }}
{{- else if .Values.auth.jwt.key -}}
{{ include "rent-a-bot.secretKey" (dict "name" $own "key" "jwt-key") }}
{{- end -}}
{{- end -}}

{{/* "on" where callers are asked who they are. */}}
{{- define "rent-a-bot.auth" -}}
{{- $keys := or (include "rent-a-bot.authFileSecret" .) (include "rent-a-bot.jwtKeySecret" .) -}}
{{- if or $keys .Values.auth.jwt.authority }}on{{ end -}}
{{- end -}}

{{/* Where the allocator's token keys are, a line for each: the first signs. */}}
{{- define "rent-a-bot.tokenKeys" -}}
{{- include "rent-a-bot.keyList" (dict "root" . "values" .Values.tokens "kind" "tokens" "setting" "Tokens__Keys") -}}
{{- end -}}

{{/* Where the keys of the webhooks' secrets are, a line for each: the first encrypts. */}}
{{- define "rent-a-bot.webhookKeys" -}}
{{- include "rent-a-bot.keyList" (dict "root" . "values" .Values.webhooks "kind" "webhooks" "setting" "Webhooks__Keys") -}}
{{- end -}}

{{/* (root, values: of the keys, kind: the end of their Secret's name, setting): the environment, a line for each key. */}}
{{- define "rent-a-bot.keyList" -}}
{{- $own := printf "%s-%s" (include "rent-a-bot.fullname" .root) .kind -}}
{{- $setting := .setting -}}
{{- $keys := list "key-0" -}}
{{- if .values.existingSecret.name -}}
{{- $keys = .values.existingSecret.keys -}}
{{- else if .values.keys -}}
{{- $keys = list -}}
{{- range $i, $_ := .values.keys }}{{ $keys = append $keys (printf "key-%d" $i) }}{{ end -}}
{{- end -}}
{{- $name := .values.existingSecret.name | default $own -}}
{{- range $i, $key := $keys }}
- name: {{ $setting }}__{{ $i }}
  valueFrom:
    {{- include "rent-a-bot.secretKey" (dict "name" $name "key" $key) | nindent 4 }}
{{- end -}}
{{- end -}}

{{/* Whom webhooks may call, for gateway and scheduler alike. */}}
{{- define "rent-a-bot.webhookTargets" -}}
{{- range $i, $target := .Values.webhooks.targets }}
Webhooks__Targets__{{ $i }}: {{ $target | quote }}
{{- end -}}
{{- end -}}

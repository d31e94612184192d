{{/* Names, labels and images. */}}

{{- define "rent-a-bot.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Short enough for the longest name that is made of it, and for its pods' names. */}}
{{- define "rent-a-bot.fullname" -}}
{{- $name := include "rent-a-bot.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* (root, component): what tells a component's pods from all others. */}}
{{- define "rent-a-bot.selector" -}}
app.kubernetes.io/name: {{ include "rent-a-bot.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* (root, component) */}}
{{- define "rent-a-bot.labels" -}}
{{ include "rent-a-bot.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: rent-a-bot
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* (root, component): name and labels of an object of the component. */}}
{{- define "rent-a-bot.metadata" -}}
name: {{ include "rent-a-bot.fullname" .root }}-{{ .component }}
labels:
  {{- include "rent-a-bot.labels" . | nindent 2 }}
{{- end -}}

{{/* (root, component) of one of the services */}}
{{- define "rent-a-bot.image" -}}
{{- $image := .root.Values.image -}}
{{- $tag := $image.tag | default .root.Chart.AppVersion -}}
{{- $built := printf "%s/%s/%s:%s" $image.registry $image.repository .component $tag -}}
{{- (index .root.Values .component).image | default $built -}}
{{- end -}}

{{- define "rent-a-bot.serviceAccountName" -}}
{{- $own := ternary (include "rent-a-bot.fullname" .) "default" .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default $own -}}
{{- end -}}

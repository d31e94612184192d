{{/* (root, components): pods of this release. */}}
{{- define "rent-a-bot.network.own" -}}
podSelector:
  matchLabels:
    app.kubernetes.io/name: {{ include "rent-a-bot.name" .root }}
    app.kubernetes.io/instance: {{ .root.Release.Name }}
  matchExpressions:
    - key: app.kubernetes.io/component
      operator: In
      values: {{ .components | toJson | replace "\"" "" | replace "," ", " }}
{{- end -}}

{{/* (root, component): the head of a policy for a component's pods. */}}
{{- define "rent-a-bot.network.policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "rent-a-bot.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "rent-a-bot.selector" . | nindent 6 }}
{{- end -}}

{{- define "rent-a-bot.network.metrics" -}}
# Scrapes. Probes come from the node itself, which no policy holds back.
- ports:
    - port: metrics
  from:
    {{- toYaml .Values.networkPolicy.metricsFrom | nindent 4 }}
{{- end -}}

{{/* The small servers for trying it out. */}}

{{/* (root, component, ports: names and numbers) */}}
{{- define "rent-a-bot.inCluster.service" -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "rent-a-bot.metadata" . | nindent 2 }}
spec:
  selector:
    {{- include "rent-a-bot.selector" . | nindent 4 }}
  ports:
    {{- range .ports }}
    - name: {{ .name }}
      port: {{ .port }}
      targetPort: {{ .name }}
    {{- end }}
{{- end -}}

{{/* (root, component, user: its id in the image): the part of a pod's spec before its containers. */}}
{{- define "rent-a-bot.inCluster.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- include "rent-a-bot.pullSecrets" .root }}
terminationGracePeriodSeconds: 60
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .user }}
  runAsGroup: {{ .user }}
  fsGroup: {{ .user }}
  # Once is enough: both servers refuse files that became readable for a group.
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- include "rent-a-bot.placement" . }}
{{- end -}}

{{/* (storage): what is kept over restarts and uninstalls. */}}
{{- define "rent-a-bot.inCluster.claim" -}}
- metadata:
    name: data
  spec:
    accessModes: [ReadWriteOnce]
    {{- with .storageClass }}
    storageClassName: {{ . }}
    {{- end }}
    resources:
      requests:
        storage: {{ .size }}
{{- end -}}

{{/* Who asks: the gateway alone reads keys. */}}

{{- define "rent-a-bot.gateway.authSettings" -}}
{{- if include "rent-a-bot.authFileSecret" . }}
Auth__ConfigPath: /etc/rent-a-bot/auth/auth.yaml
{{- end }}
{{- if or .Values.auth.jwt.authority (include "rent-a-bot.jwtKeySecret" .) }}
{{- range $name := list "authority" "issuer" "audience" "nameClaim" "roleClaim" }}
{{- with index $.Values.auth.jwt $name }}
Auth__Jwt__{{ upper (substr 0 1 $name) }}{{ substr 1 -1 $name }}: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "rent-a-bot.gateway.authEnv" -}}
{{- with include "rent-a-bot.jwtKeySecret" . }}
- name: Auth__Jwt__Key
  valueFrom:
    {{- . | nindent 4 }}
{{- end }}
{{- end -}}

{{/* Readable by the service's group alone, as the file may hold plain keys. It comes anew when the Secret changes. */}}
{{- define "rent-a-bot.gateway.authVolume" -}}
{{- with include "rent-a-bot.authFileSecret" . | fromYaml }}
- name: auth
  secret:
    secretName: {{ .name }}
    defaultMode: 288 # 0440
    items:
      - key: {{ .key }}
        path: auth.yaml
{{- end }}
{{- end -}}

{{- define "rent-a-bot.gateway.authMount" -}}
{{- if include "rent-a-bot.authFileSecret" . }}
- name: auth
  mountPath: /etc/rent-a-bot/auth
  readOnly: true
{{- end }}
{{- end -}}

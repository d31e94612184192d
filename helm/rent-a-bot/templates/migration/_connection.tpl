{{/* The allocator's connection as a value: its Secret comes after the hook, so that the hook has one of its own. */}}
{{- define "rent-a-bot.migration.value" -}}
{{- $own := .Values.allocator.postgres -}}
{{- $shared := .Values.postgres -}}
{{- if not $own.existingSecret.name -}}
{{- if $own.connectionString -}}
{{ $own.connectionString }}
{{- else if not (or $shared.existingSecret.name $shared.inCluster.enabled) -}}
{{ $shared.connectionString }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "rent-a-bot.migration.connection" -}}
{{- if include "rent-a-bot.migration.value" . -}}
{{- $name := printf "%s-migration" (include "rent-a-bot.fullname" .) -}}
{{ include "rent-a-bot.secretKey" (dict "name" $name "key" "connection-string") }}
{{- else -}}
{{ include "rent-a-bot.postgresConnection" (dict "root" . "component" "allocator") }}
{{- end -}}
{{- end -}}

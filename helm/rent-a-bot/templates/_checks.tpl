{{/*
What the schema cannot say: values that do not go together. All that is wrong is said at once, each in a line that
names the value and what to do.
*/}}
{{- define "rent-a-bot.checks" -}}
{{- $v := .Values -}}
{{- $wrong := list -}}

{{- range $kind, $value := dict "rabbitmq" "url" "postgres" "connectionString" -}}
{{- $shared := index $v $kind -}}
{{- $given := len (compact (list (index $shared $value) $shared.existingSecret.name)) -}}
{{- if and (index $shared $value) $shared.existingSecret.name -}}
{{- $wrong = append $wrong (printf
    "%s.%s and %s.existingSecret.name are both set: give one of them"
    $kind $value $kind) -}}
{{- end -}}
{{- if and $shared.inCluster.enabled (index $shared $value) -}}
{{- $wrong = append $wrong (printf
    "%s.inCluster.enabled and %s.%s are both set: use either the server of this release or your own"
    $kind $kind $value) -}}
{{- end -}}
{{- $missing := list -}}
{{- range $component := list "gateway" "allocator" "scheduler" -}}
{{- $own := index (index $v $component) $kind -}}
{{- if and (index $own $value) $own.existingSecret.name -}}
{{- $wrong = append $wrong (printf
    "%s.%s.%s and %s.%s.existingSecret.name are both set: give one of them"
    $component $kind $value $component $kind) -}}
{{- end -}}
{{- if not (or $given $shared.inCluster.enabled (index $own $value) $own.existingSecret.name) -}}
{{- $missing = append $missing $component -}}
{{- end -}}
{{- end -}}
{{- if $missing -}}
{{- $wrong = append $wrong (printf
    "no %[2]s for %[1]s: set %[3]s.%[4]s or %[3]s.existingSecret.name, or for trying it out %[3]s.inCluster.enabled"
    (join ", " $missing) (get (dict "rabbitmq" "broker" "postgres" "database") $kind) $kind $value) -}}
{{- end -}}
{{- end -}}

{{- range $component := list "gateway" "scheduler" -}}
{{- $own := (index $v $component).rabbitmq -}}
{{- $trusts := hasKey $v.allocator.settings "Trust__BrokerUsers__0" -}}
{{- if and (or $own.url $own.existingSecret.name) (not $trusts) -}}
{{- $wrong = append $wrong (printf
    "the allocator does not believe the broker user of %s.rabbitmq: name it in allocator.settings.Trust__BrokerUsers__0"
    $component) -}}
{{- end -}}
{{- end -}}

{{- if and $v.tokens.keys $v.tokens.existingSecret.name -}}
{{- $wrong = append $wrong "tokens.keys and tokens.existingSecret.name are both set: give one of them" -}}
{{- end -}}
{{- if and $v.webhooks.keys $v.webhooks.existingSecret.name -}}
{{- $wrong = append $wrong "webhooks.keys and webhooks.existingSecret.name are both set: give one of them" -}}
{{- end -}}
{{- if and $v.auth.apiKeys $v.auth.existingSecret.name -}}
{{- $wrong = append $wrong "auth.apiKeys and auth.existingSecret.name are both set: give one of them" -}}
{{- end -}}
{{- range $i, $key := $v.auth.apiKeys -}}
{{- if eq (hasKey $key "key") (hasKey $key "key_sha256") -}}
{{- $wrong = append $wrong (printf "auth.apiKeys[%d] must have one of key and key_sha256" $i) -}}
{{- end -}}
{{- end -}}
{{- $jwtKey := or $v.auth.jwt.key $v.auth.jwt.existingSecret.name -}}
{{- if and $v.auth.jwt.key $v.auth.jwt.existingSecret.name -}}
{{- $wrong = append $wrong "auth.jwt.key and auth.jwt.existingSecret.name are both set: give one of them" -}}
{{- end -}}
{{- if and $v.auth.jwt.authority $jwtKey -}}
{{- $wrong = append $wrong "auth.jwt.authority and a key of auth.jwt are both set: give one of them" -}}
{{- end -}}
{{- if and (or $v.auth.jwt.authority $jwtKey) (not $v.auth.jwt.audience) -}}
{{- $wrong = append $wrong "auth.jwt.audience is not set: a token for another service would open this one" -}}
{{- end -}}
{{- if and $v.descriptor.resources $v.descriptor.existingConfigMap.name -}}
{{- $wrong = append $wrong
    "descriptor.resources and descriptor.existingConfigMap.name are both set: give one of them" -}}
{{- end -}}

{{- if not (or (include "rent-a-bot.auth" .) $v.auth.openOnPurpose) -}}
{{- $ways := list -}}
{{- if $v.ingress.enabled }}{{ $ways = append $ways "ingress.enabled" }}{{ end -}}
{{- if ne $v.gateway.service.type "ClusterIP" -}}
{{- $ways = append $ways (printf "gateway.service.type=%s" $v.gateway.service.type) -}}
{{- end -}}
{{- range $way := $ways -}}
{{- $wrong = append $wrong (printf
    "%s lets in whoever reaches it, to do everything: set up auth, or say auth.openOnPurpose=true if that is meant"
    $way) -}}
{{- end -}}
{{- end -}}
{{- if and $v.ingress.enabled (not $v.ingress.hosts) -}}
{{- $wrong = append $wrong "ingress.enabled is set, but ingress.hosts is empty" -}}
{{- end -}}
{{- with $v.gateway.autoscaling -}}
{{- if and .enabled (gt (int .minReplicas) (int .maxReplicas)) -}}
{{- $wrong = append $wrong (printf
    "gateway.autoscaling.minReplicas (%d) is above maxReplicas (%d)"
    (int .minReplicas) (int .maxReplicas)) -}}
{{- end -}}
{{- end -}}

{{- if $wrong -}}
{{- fail (printf "\n\nrent-a-bot: these values do not go together:\n- %s\n" (join "\n- " $wrong)) -}}
{{- end -}}
{{- end -}}

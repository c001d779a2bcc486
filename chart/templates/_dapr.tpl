{{- /* Kafka: the brokers, the way in, and a group that is this release's alone. */ -}}
{{- define "tasklark.kafkaComponent" -}}
{{- $root := .root -}}
{{- $kafka := $root.Values.kafka -}}
{{- $kept := list -}}
{{- range .object.spec.metadata -}}
{{- if eq .name "brokers" -}}
{{- $kept = append $kept (dict "name" "brokers" "value" (include "tasklark.brokers" $root)) -}}
{{- else if eq .name "consumerGroup" -}}
{{- $kept = append $kept (dict "name" "consumerGroup" "value" (printf "%s.%s" $root.Release.Namespace .value)) -}}
{{- else if eq .name "authType" -}}
{{- $type := eq $kafka.auth.type "scram" | ternary "password" "none" -}}
{{- $kept = append $kept (dict "name" "authType" "value" $type) -}}
{{- else -}}
{{- $kept = append $kept . -}}
{{- end -}}
{{- end -}}
{{- if eq $kafka.auth.type "scram" -}}
{{- $secret := required "kafka.auth.secret: name the secret with the password" $kafka.auth.secret -}}
{{- $user := required "kafka.auth.username: name the user" $kafka.auth.username -}}
{{- $kept = append $kept (dict "name" "saslUsername" "value" $user) -}}
{{- $kept = append $kept (dict "name" "saslMechanism" "value" "SHA-512") -}}
{{- $kept = append $kept (dict "name" "saslPassword" "secretKeyRef" (dict "name" $secret "key" $kafka.auth.key)) -}}
{{- end -}}
{{- $kept = append $kept (dict "name" "disableTls" "value" (not $kafka.tls.enabled | toString)) -}}
{{- if $kafka.tls.enabled -}}
{{- $secret := $kafka.tls.secret | default (printf "%s-cluster-ca-cert" (include "tasklark.name" $root)) -}}
{{- $kept = append $kept (dict "name" "caCert" "secretKeyRef" (dict "name" $secret "key" $kafka.tls.key)) -}}
{{- end -}}
{{- $_ := set .object.spec "metadata" $kept -}}
{{- $_ := set .object "auth" (dict "secretStore" "kubernetes") -}}
{{ toYaml .object }}
{{- end }}

{{- define "tasklark.stateComponent" -}}
{{- $reference := dict "name" .root.Values.secrets.app "key" "state-dsn" -}}
{{- $kept := list (dict "name" "connectionString" "secretKeyRef" $reference) -}}
{{- range .object.spec.metadata -}}
{{- if ne .name "connectionString" -}}{{- $kept = append $kept . -}}{{- end -}}
{{- end -}}
{{- $_ := set .object.spec "metadata" $kept -}}
{{- $_ := set .object "auth" (dict "secretStore" "kubernetes") -}}
{{ toYaml .object }}
{{- end }}

{{- define "tasklark.secretComponent" -}}
{{- $scopes := list -}}
{{- range $name, $process := .Values.processes -}}
{{- if $process.secretStore -}}{{- $scopes = append $scopes $name -}}{{- end -}}
{{- end -}}
apiVersion: dapr.io/v1alpha1
kind: Component
metadata: {name: kubernetes-secrets}
spec:
  type: secretstores.kubernetes
  version: v1
  metadata: []
scopes: {{ toJson $scopes }}
{{- end }}

{{- define "tasklark.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "tasklark.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "tasklark.labels" -}}
{{ include "tasklark.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "tasklark.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{- /* The brokers that the processes' sidecars speak to. */ -}}
{{- define "tasklark.brokers" -}}
{{- if .Values.kafka.strimzi.enabled -}}
{{ include "tasklark.name" . }}-kafka-bootstrap.{{ .Release.Namespace }}.svc:{{ include "tasklark.kafkaPort" . }}
{{- else -}}
{{ required "kafka.brokers: name the brokers, or set kafka.strimzi.enabled" .Values.kafka.brokers }}
{{- end }}
{{- end }}

{{- define "tasklark.kafkaPort" -}}
{{ if .Values.kafka.tls.enabled }}9093{{ else }}9092{{ end }}
{{- end }}

{{- define "tasklark.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "tasklark.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
privileged: false
capabilities: {drop: [ALL]}
{{- end }}

{{- /* What every process is told; secrets by reference alone. */ -}}
{{- define "tasklark.env" -}}
- {name: TASKLARK_RUNTIME, value: dapr}
- {name: TASKLARK_HOST, value: 0.0.0.0}
- {name: TASKLARK_PORT, value: "7400"}
- {name: TASKLARK_DATA, value: /tmp/tasklark}
- {name: TASKLARK_ZONE, value: UTC}
- {name: TASKLARK_PUBLIC_URL, value: {{ .Values.publicUrl | quote }}}
# Where the conversation's process finds the tools, with a token of its own for each person.
- {name: TASKLARK_MCP_URL, value: {{ printf "http://%s-mcp.%s.svc/mcp" (include "tasklark.name" .) .Release.Namespace | quote }}}
{{- range $name, $value := .Values.settings }}
- {name: {{ $name }}, value: {{ $value | toString | quote }}}
{{- end }}
- name: TASKLARK_DATABASE_URL
  valueFrom: {secretKeyRef: {name: {{ .Values.secrets.app }}, key: database-url}}
- name: TASKLARK_TOKEN_KEY
  valueFrom: {secretKeyRef: {name: {{ .Values.secrets.app }}, key: token-key}}
# The model's key is read by the conversation's process alone, through its sidecar.
- {name: TASKLARK_MODEL_SECRET, value: {{ printf "%s/model-key" .Values.secrets.app | quote }}}
# The injector gives the sidecar its tokens, and the process none.
- name: DAPR_API_TOKEN
  valueFrom: {secretKeyRef: {name: {{ .Values.secrets.daprApiToken }}, key: token}}
- name: APP_API_TOKEN
  valueFrom: {secretKeyRef: {name: {{ .Values.secrets.daprAppToken }}, key: token}}
{{- end }}

"""The chart: sound for Helm and Kubernetes, hard, and in step with the program."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from scripts.chart import CHART, VALUES, copies
from tasklark.cluster import PROCESSES
from tasklark.health import PATHS
from tasklark.settings import PREFIX, Settings
from tests.chart.conftest import Documents, Render

FORMS = [(), *(("--values", str(path)) for path in VALUES), ("--set", "ingress.enabled=true,ingress.host=x.example,ingress.tlsSecret=x"), ("--set", "migrations.role=tasklark_app")]  # fmt: skip # noqa: E501
NAMES = ["as it is", *(path.stem for path in VALUES), "ingress", "role"]
THEIRS = {"dapr.io", "kafka.strimzi.io", "gateway.networking.k8s.io"}
"""Groups whose schemas are not Kubernetes' own."""
COMPONENT = "app.kubernetes.io/component"
RELEASES = ("1.30", "1.34", "1.37")
every_form = pytest.mark.parametrize("form", FORMS, ids=NAMES)


def of(documents: Documents, *kinds: str) -> Documents:
    return [one for one in documents if one["kind"] in kinds]


def pods(documents: Documents) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every pod's specification, by the name of what makes it."""
    for one in of(documents, "Deployment", "Job"):
        yield one["metadata"]["name"], one["spec"]["template"]["spec"]


@every_form
def test_helm_finds_nothing_to_say(helm: Path, form: tuple[str, ...]) -> None:
    told = subprocess.run(
        [str(helm), "lint", "--strict", str(CHART), *form],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout
    assert "WARNING" not in told.stdout


@every_form
@pytest.mark.parametrize("release", RELEASES)
def test_every_document_is_what_kubernetes_takes(
    render: Render, form: tuple[str, ...], release: str
) -> None:
    for one in render(*form):
        if one["apiVersion"].split("/")[0] not in THEIRS:
            kubernetes_validate.validate(one, release, strict=True)


def test_a_misspelt_field_would_be_found(render: Render) -> None:
    broken = json.loads(json.dumps(of(render(), "Deployment")[0]))
    broken["spec"]["replcias"] = 2
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, RELEASES[-1], strict=True)


@every_form
def test_names_are_unique_and_everything_is_in_its_namespace(
    render: Render, form: tuple[str, ...]
) -> None:
    documents = render(*form)
    names = [(one["kind"], one["metadata"]["name"]) for one in documents]
    assert len(names) == len(set(names))
    assert {one["metadata"]["namespace"] for one in documents} == {"here"}


def test_there_is_a_deployment_for_each_process_and_no_other(render: Render) -> None:
    found = {one["metadata"]["labels"]["app.kubernetes.io/component"]: one for one in of(
        render(), "Deployment"
    )}  # fmt: skip
    assert set(found) == set(PROCESSES)
    for name, one in found.items():
        [container] = one["spec"]["template"]["spec"]["containers"]
        assert container["args"] == ["service", name]
        for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
            assert container[probe]["httpGet"]["path"] in PATHS
        notes = one["spec"]["template"]["metadata"]["annotations"]
        assert notes["dapr.io/app-id"] == name
        assert notes["dapr.io/app-port"] == str(container["ports"][0]["containerPort"])
        assert notes["dapr.io/app-health-check-path"] in PATHS


@every_form
def test_a_pod_may_do_nothing_it_need_not(render: Render, form: tuple[str, ...]) -> None:
    for name, pod in pods(render(*form)):
        assert pod["automountServiceAccountToken"] is False, name
        own = pod["securityContext"]
        assert (own["runAsNonRoot"], own["seccompProfile"]) == (True, {"type": "RuntimeDefault"})
        assert own["runAsUser"] > 10_000
        for container in pod["containers"]:
            limits = container["securityContext"]
            assert limits["readOnlyRootFilesystem"] is True
            assert limits["allowPrivilegeEscalation"] is False
            assert limits["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["requests"]["memory"]
            assert container["resources"]["limits"]["memory"]
            mounts = [mount["name"] for mount in container["volumeMounts"]]
            assert mounts == ["tmp"], "the cluster's token is the sidecar's alone"


@every_form
def test_secrets_are_named_and_never_told(render: Render, form: tuple[str, ...]) -> None:
    documents = render(*form)
    assert not of(documents, "Secret")
    hidden = re.compile(r"TOKEN|KEY|PASSWORD|DATABASE_URL")
    for name, pod in pods(documents):
        for container in pod["containers"]:
            for entry in container["env"]:
                if hidden.search(entry["name"]):
                    assert "secretKeyRef" in entry["valueFrom"], f"{name}: {entry['name']}"
                    assert "value" not in entry


def test_both_sides_of_a_sidecar_have_the_same_tokens(render: Render) -> None:
    for one in of(render(), "Deployment"):
        template = one["spec"]["template"]
        notes = template["metadata"]["annotations"]
        env = {entry["name"]: entry for entry in template["spec"]["containers"][0]["env"]}
        for name, note in {
            "DAPR_API_TOKEN": "dapr.io/api-token-secret",
            "APP_API_TOKEN": "dapr.io/app-token-secret",
        }.items():
            given = env[name]["valueFrom"]["secretKeyRef"]
            assert given == {"name": notes[note], "key": "token"}


@every_form
def test_every_setting_that_is_given_exists(render: Render, form: tuple[str, ...]) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for _, pod in pods(render(*form)):
        for container in pod["containers"]:
            given = {e["name"] for e in container["env"] if e["name"].startswith(PREFIX)}
            assert given <= known


def test_the_copies_are_those_of_dapr() -> None:
    for path, text in copies():
        assert path.read_text("utf-8") == text, f"{path.name}: run make chart"
    assert {p for p, _ in copies()} == set((CHART / "files" / "dapr").iterdir())


def subscriptions(documents: Documents) -> Iterator[dict[str, Any]]:
    yield from (one["spec"] for one in of(documents, "Subscription"))


def test_every_topic_that_is_read_or_given_up_to_is_made(render: Render) -> None:
    documents = render()
    topics = {one["metadata"]["name"] for one in of(documents, "KafkaTopic")}
    wanted = {spec["topic"] for spec in subscriptions(documents)}
    wanted |= {spec["deadLetterTopic"] for spec in subscriptions(documents) if "deadLetterTopic" in spec}  # fmt: skip # noqa: E501
    assert topics == wanted
    [pool] = of(documents, "KafkaNodePool")
    [kafka] = of(documents, "Kafka")
    assert pool["metadata"]["labels"]["strimzi.io/cluster"] == kafka["metadata"]["name"]
    for one in of(documents, "KafkaTopic"):
        assert one["apiVersion"] == "kafka.strimzi.io/v1"
        assert one["metadata"]["labels"]["strimzi.io/cluster"] == kafka["metadata"]["name"]


def test_whoever_a_component_is_for_is_a_process(render: Render) -> None:
    documents = render()
    for one in of(documents, "Component", "Subscription"):
        assert set(one.get("scopes", ())) <= set(PROCESSES), one["metadata"]["name"]
    components = {one["metadata"]["name"] for one in of(documents, "Component")}
    assert {spec["pubsubname"] for spec in subscriptions(documents)} <= components
    chosen = Settings.model_fields
    for setting in ("dapr_pubsub", "dapr_state", "dapr_secrets"):
        assert chosen[setting].default in components


@every_form
def test_kafka_is_read_under_the_releases_own_name(render: Render, form: tuple[str, ...]) -> None:
    kafka = [c for c in of(render(*form), "Component") if c["spec"]["type"] == "pubsub.kafka"]
    assert len(kafka) == 2
    for one in kafka:
        facts = {entry["name"]: entry.get("value") for entry in one["spec"]["metadata"]}
        assert str(facts["consumerGroup"]).startswith("here.tasklark.")
        assert "{namespace}" not in str(facts)
        assert facts["version"] == "3.6.0"
        assert facts["initialOffset"] in ("oldest", "newest")
    [all_events] = [c for c in kafka if c["metadata"]["name"] == "kafka-pubsub"]
    facts = {entry["name"]: entry.get("value") for entry in all_events["spec"]["metadata"]}
    assert facts["initialOffset"] == "oldest"


def test_another_kafka_is_spoken_to_with_a_password_over_tls(render: Render) -> None:
    documents = render("--values", str(CHART / "values-external-kafka.yaml"))
    assert not of(documents, "Kafka", "KafkaTopic", "KafkaNodePool")
    one = next(c for c in of(documents, "Component") if c["metadata"]["name"] == "kafka-pubsub")
    facts = {entry["name"]: entry for entry in one["spec"]["metadata"]}
    assert facts["brokers"]["value"] == "kafka.example.com:9093"
    assert facts["authType"]["value"] == "password"
    assert facts["saslPassword"]["secretKeyRef"] == {"name": "tasklark-kafka", "key": "password"}
    assert facts["caCert"]["secretKeyRef"]["key"] == "ca.crt"
    assert facts["disableTls"]["value"] == "false"


def test_the_conversation_finds_the_tools_at_their_service(render: Render) -> None:
    documents = render()
    [agent] = [d for d in of(documents, "Deployment") if d["metadata"]["name"].endswith("-agent")]
    env = {e["name"]: e for e in agent["spec"]["template"]["spec"]["containers"][0]["env"]}
    services = {one["metadata"]["name"] for one in of(documents, "Service")}
    assert env["TASKLARK_MCP_URL"]["value"] == "http://mine-tasklark-mcp.here.svc/mcp"
    assert "mine-tasklark-mcp" in services


def test_migrations_run_before_and_after_with_the_owners_address(render: Render) -> None:
    jobs = of(render("--set", "migrations.role=tasklark_app"), "Job")
    before, after = sorted(jobs, key=lambda job: job["metadata"]["name"], reverse=True)
    assert before["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
    assert after["metadata"]["annotations"]["helm.sh/hook"] == "post-install,post-upgrade"
    [container] = before["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["migrate", "--phase=pre", "--role=tasklark_app"]
    address = container["env"][1]["valueFrom"]["secretKeyRef"]
    assert address == {"name": "tasklark", "key": "owner-url"}


def test_nothing_stops_serving_while_it_is_replaced(render: Render) -> None:
    for one in of(render(), "Deployment"):
        assert one["spec"]["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
        pod = one["spec"]["template"]["spec"]
        pause = pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
        assert pod["terminationGracePeriodSeconds"] > pause + 25 + 10
    guarded = {one["metadata"]["name"] for one in of(render(), "PodDisruptionBudget")}
    assert guarded == {one["metadata"]["name"] for one in of(render(), "Deployment")}


@pytest.mark.parametrize("kind", ["HTTPRoute", "Ingress"])
def test_each_door_is_answered_by_its_process(render: Render, kind: str) -> None:
    form = FORMS[NAMES.index("ingress")] if kind == "Ingress" else (
        "--values", str(CHART / "values-production.yaml"),
    )  # fmt: skip
    documents = render(*form)
    [route] = of(documents, kind)
    text = yaml.safe_dump(route)
    services = {one["metadata"]["name"] for one in of(documents, "Service")}
    assert set(re.findall(r"name: (mine-tasklark-\w+)", text)) == services
    if kind == "HTTPRoute":
        first = {rule["matches"][0]["path"]["value"]: rule["backendRefs"][0]["name"] for rule in (
            route["spec"]["rules"]
        )}  # fmt: skip
        assert first["/mcp"] == "mine-tasklark-mcp"
        assert first["/"] == "mine-tasklark-api"


def test_what_is_not_named_may_neither_come_nor_go(render: Render) -> None:
    policies = {one["metadata"]["name"]: one["spec"] for one in of(render(), "NetworkPolicy")}
    everybody = policies["mine-tasklark"]
    assert everybody["policyTypes"] == ["Ingress", "Egress"]
    internet = policies["mine-tasklark-internet"]["podSelector"]["matchExpressions"][0]["values"]
    assert internet == ["agent", "notifications"]
    served = policies["mine-tasklark-served"]["podSelector"]["matchExpressions"][0]["values"]
    assert served == ["agent", "api", "live", "mcp"]
    [tools] = policies["mine-tasklark-tools"]["egress"]
    assert policies["mine-tasklark-tools"]["podSelector"]["matchLabels"][COMPONENT] == "agent"
    assert tools["to"][0]["podSelector"]["matchLabels"][COMPONENT] == "mcp"
    assert tools["ports"] == [{"port": 7400, "protocol": "TCP"}]
    open_to_all = [rule for rule in everybody["ingress"] if "from" not in rule]
    assert open_to_all == []


@pytest.mark.parametrize(
    "wrong",
    [
        "image.tga=1", "processes.api.replicas=-1", "processes.extra.replicas=1",
        "settings.TASKLARK_TOKEN_KEY=told", "publicUrl=tasks.example.com", "kafka.auth.type=plain",
        "image.digest=latest", "secrets.app=Not a name",
    ],
)  # fmt: skip
def test_values_that_cannot_be_are_refused(helm: Path, wrong: str) -> None:
    told = subprocess.run(
        [str(helm), "template", "mine", str(CHART), "--set", wrong],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode != 0
    assert "values don't meet the specifications" in told.stderr or "schema" in told.stderr


def test_the_charts_version_is_the_programs() -> None:
    project = (CHART.parent / "pyproject.toml").read_text("utf-8")
    [version] = re.findall(r'^version = "(.+)"$', project, re.MULTILINE)
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text("utf-8"))
    assert (chart["version"], chart["appVersion"]) == (version, version)

"""The chart on a real API server, with Dapr's, Strimzi's and the Gateway API's own definitions."""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from scripts.api_server import ApiServer, api_server
from scripts.api_server_parts import ensure_api_server
from scripts.chart import CHART, VALUES, ensure_helm
from scripts.progress import StepFailed

pytestmark = pytest.mark.timeout(300)
FORMS = {"as-it-is": (), **{path.stem: ("--values", str(path)) for path in VALUES}}
THEIRS = {"dapr.io", "kafka.strimzi.io", "gateway.networking.k8s.io"}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def kubernetes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiServer]:
    try:
        parts = ensure_api_server()
    except StepFailed as failure:
        pytest.skip(str(failure))
    with api_server(parts, tmp_path_factory.mktemp("kubernetes")) as made:
        yield made


@pytest.fixture(scope="module")
def helm(kubernetes: ApiServer, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Helm, told of that server."""
    settings = tmp_path_factory.mktemp("helm") / "config"
    server = {"server": kubernetes.url, "insecure-skip-tls-verify": True}
    content = {
        "apiVersion": "v1", "kind": "Config", "current-context": "here",
        "clusters": [{"name": "here", "cluster": server}],
        "users": [{"name": "me", "user": {"token": kubernetes.token}}],
        "contexts": [{"name": "here", "context": {"cluster": "here", "user": "me"}}],
    }  # fmt: skip
    settings.write_text(yaml.safe_dump(content))
    return [str(ensure_helm()), "--kubeconfig", str(settings)]


def rendered(namespace: str, *form: str) -> list[Json]:
    told = subprocess.run(
        [str(ensure_helm()), "template", "mine", str(CHART), "--namespace", namespace, *form],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [one for one in yaml.safe_load_all(told.stdout) if one is not None]


def made(kubernetes: ApiServer, namespace: str) -> str:
    """A namespace of a test's own."""
    about = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}}
    kubernetes.apply(about, "").raise_for_status()
    return namespace


@pytest.mark.parametrize(("name", "form"), FORMS.items(), ids=FORMS)
def test_engine_every_document_of_the_chart_is_taken(
    kubernetes: ApiServer, name: str, form: tuple[str, ...]
) -> None:
    place = made(kubernetes, name)
    refused = {
        f"{one['kind']} {one['metadata']['name']}": answer.text
        for one in rendered(place, *form)
        if not (answer := kubernetes.apply(one, place)).is_success
    }
    assert refused == {}


def test_engine_every_group_is_the_real_one(kubernetes: ApiServer) -> None:
    """A field that nobody knows is refused, in the resources of others too."""
    place = made(kubernetes, "misspelt")
    documents = rendered(place, *FORMS["values-production"])
    groups = {one["apiVersion"].partition("/")[0]: one for one in documents}
    assert groups.keys() >= THEIRS
    for group in (*THEIRS, "apps"):
        wrong = groups[group] | {"spec": {**groups[group]["spec"], "misspelt": 1}}
        answer = kubernetes.apply(wrong, place)
        assert not answer.is_success
        assert "misspelt" in answer.text, f"{group}: {answer.text}"


def test_engine_helm_installs_upgrades_and_takes_away(
    kubernetes: ApiServer, helm: list[str]
) -> None:
    """Hooks are left out: nothing runs there that could end a migration."""

    def run(*words: str) -> None:
        told = subprocess.run([*helm, *words], capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stderr

    def deployments() -> dict[str, int]:
        answer = kubernetes.client.get("/apis/apps/v1/namespaces/helm/deployments")
        found = answer.raise_for_status().json()["items"]
        return {one["metadata"]["name"]: one["spec"]["replicas"] for one in found}

    here = ("ours", str(CHART), "--namespace", "helm", "--no-hooks")
    run("install", *here, "--create-namespace")
    before = deployments()
    run("upgrade", *here, "--set", "processes.live.replicas=5")
    assert deployments() == {**before, "ours-tasklark-live": 5}
    run("uninstall", "ours", "--namespace", "helm", "--no-hooks")
    assert deployments() == {}

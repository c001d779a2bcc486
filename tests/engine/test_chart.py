"""What the chart gives Dapr is what Dapr's own resource definitions take, and nothing beside it."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from scripts.chart import CHART, VALUES, ensure_helm
from scripts.engine_parts import SOURCES

FORMS = [(), *(("--values", str(path)) for path in VALUES)]
_OPEN = "x-kubernetes-preserve-unknown-fields"


def definitions(folder: Path) -> dict[tuple[str, str], Any]:
    """Every schema of Dapr's resources, by version and kind."""
    found = {}
    for path in folder.glob("charts/dapr/crds/*.yaml"):
        for one in yaml.safe_load_all(path.read_text("utf-8")):
            spec = (one or {}).get("spec", {})
            for version in spec.get("versions", ()):
                key = f"{spec['group']}/{version['name']}", spec["names"]["kind"]
                found[key] = closed(version["schema"]["openAPIV3Schema"])
    return found


def closed(schema: Any) -> Any:
    """As an API server reads it strictly: a field that is not named is a fault."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(part) for name, part in schema.items()}
    if "properties" in schema and not schema.get(_OPEN) and "additionalProperties" not in schema:
        inner["additionalProperties"] = False
    return inner


@pytest.fixture(scope="module")
def dapr() -> dict[tuple[str, str], Any]:
    """The definitions in the Go module that the engine's sidecar is built from."""
    go = shutil.which("go")
    if go is None:
        pytest.skip("no Go here: Dapr's resource definitions come with its module")
    told = subprocess.run(
        [go, "list", "-m", "-f", "{{.Dir}}", "github.com/dapr/dapr"],
        cwd=SOURCES, capture_output=True, text=True, check=True,
        env=dict(os.environ, GOTOOLCHAIN="local", GOFLAGS="-mod=mod"),
    )  # fmt: skip
    return definitions(Path(told.stdout.strip()))


@pytest.mark.parametrize("form", FORMS, ids=["as it is", *(path.stem for path in VALUES)])
def test_engine_resources_of_the_chart_are_what_dapr_takes(
    dapr: dict[tuple[str, str], Any], form: tuple[str, ...]
) -> None:
    told = subprocess.run(
        [str(ensure_helm()), "template", "mine", str(CHART), *form],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    kinds = set()
    for one in yaml.safe_load_all(told.stdout):
        if one is not None and one["apiVersion"].startswith("dapr.io/"):
            key = one["apiVersion"], one["kind"]
            # The metadata is Kubernetes' own.
            jsonschema.validate({**one, "metadata": {}}, dapr[key])
            kinds.add(one["kind"])
    assert kinds == {"Component", "Subscription", "Resiliency", "Configuration"}


def test_engine_resources_with_a_misspelt_field_would_be_found(
    dapr: dict[tuple[str, str], Any],
) -> None:
    wrong = {
        "apiVersion": "dapr.io/v2alpha1", "kind": "Subscription", "metadata": {},
        "spec": {
            "pubsubname": "x", "topic": "y", "routes": {"default": "/"}, "deadLetterTpoic": "z",
        },
    }  # fmt: skip
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, dapr["dapr.io/v2alpha1", "Subscription"])

"""What a real Kubernetes API server needs: its program and etcd, and what others define for it.

The programs are built by Go from `scripts/engine/kubernetes`. Dapr's and the Gateway API's
definitions come with their Go modules; Strimzi's are made by Strimzi's own generator, from Maven
Central. All of it stays in `.cache/engine`, named after what it was made from.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.engine_parts import HOME, NO_GO, SOURCES, built_by_go, fetched_by_maven
from scripts.progress import StepFailed, run, step
from scripts.stamps import fingerprint

_FOLDER = SOURCES / "kubernetes"
_POM = SOURCES / "strimzi" / "pom.xml"
_VERSION = "1.37.2"
_STAMP = "k8s.io/component-base/version"
_PROGRAMS = ("k8s.io/kubernetes/cmd/kube-apiserver", "go.etcd.io/etcd/server/v3")
_MODULES = {
    "github.com/dapr/dapr@v1.18.3": "charts/dapr/crds/*.yaml",
    "sigs.k8s.io/gateway-api@v1.4.1": "config/crd/standard/*httproutes.yaml",
}
"""Definitions by the module they come with, each of a fixed version that Go's checksums hold."""
_STRIMZI = ("kafka.Kafka", "nodepool.KafkaNodePool", "topic.KafkaTopic", "user.KafkaUser")
_GENERATOR = "io.strimzi.crdgenerator.CrdGenerator"
_JAVA = 21
_NO_JAVA = f"Strimzi's definitions are made by Java {_JAVA} or newer: install one."


@dataclass(frozen=True, slots=True)
class ApiServerParts:
    """The programs, and files with definitions of resources."""

    etcd: Path
    server: Path
    definitions: tuple[Path, ...]


def ensure_api_server() -> ApiServerParts:
    """Have all of it.

    Raises:
        StepFailed: If something cannot be had; the text says what to install.
    """
    sources = [_FOLDER / "go.mod", _FOLDER / "go.sum"]
    home = HOME / f"kubernetes-{fingerprint(sources)[:16]}"
    etcd, server = home / "server", home / "kube-apiserver"
    if not (etcd.is_file() and server.is_file()):
        with step("Kubernetes: API server and etcd by Go (a few minutes, once)"):
            major, minor, _ = _VERSION.split(".")
            known = {"gitVersion": f"v{_VERSION}", "gitMajor": major, "gitMinor": minor}
            facts = {f"{_STAMP}.{name}": value for name, value in known.items()}
            built_by_go("kubernetes", _FOLDER, home, facts, _PROGRAMS)
    definitions = [path for module, files in _MODULES.items() for path in _with(module, files)]
    return ApiServerParts(etcd, server, (*definitions, *_strimzi()))


def _with(module: str, files: str) -> Iterator[Path]:
    """Files that come with a Go module."""
    go = shutil.which("go")
    if go is None:
        raise StepFailed(NO_GO)
    told = subprocess.run(
        [go, "mod", "download", "-json", module],
        cwd=_FOLDER, capture_output=True, text=True, check=False,
        env=dict(os.environ, GOTOOLCHAIN="local"),
    )  # fmt: skip
    if told.returncode:
        raise StepFailed(f"The definitions in {module} could not be fetched: {told.stderr}")
    yield from sorted(Path(json.loads(told.stdout)["Dir"]).glob(files))


def _strimzi() -> list[Path]:
    libraries = fetched_by_maven("strimzi", _POM)
    home = HOME / f"definitions-{fingerprint([_POM])[:16]}"
    names = [home / f"{name.rpartition('.')[2]}.json" for name in _STRIMZI]
    if not all(path.is_file() for path in names):
        home.mkdir(parents=True, exist_ok=True)
        wanted = [
            f"io.strimzi.api.kafka.model.{name}={path}"
            for name, path in zip(_STRIMZI, names, strict=True)
        ]
        java = [_java(), "-cp", f"{libraries}/*", _GENERATOR]
        run("strimzi", [*java, *wanted], "Strimzi's definitions could not be made.")
    return names


def _java() -> Path:
    """The newest Java of the machine.

    Raises:
        StepFailed: If it is too old.
    """
    named = [Path(os.environ.get("JAVA_HOME", "/nowhere")) / "bin" / "java"]
    found = shutil.which("java")
    usual = sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    for path in (*named, *([Path(found)] if found else []), *usual):
        if path.is_file() and _release(path) >= _JAVA:
            return path
    raise StepFailed(_NO_JAVA)


def _release(java: Path) -> int:
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    release = re.search(r'version "(\d+)', told.stderr)
    return int(release.group(1)) if release else 0

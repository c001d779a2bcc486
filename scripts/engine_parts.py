"""The programs of the real engine: found on the machine, else built and fetched once.

daprd and the scheduler are built by Go from `scripts/engine`, Kafka comes from Maven Central. The
results stay in `.cache/engine`, named after what they were made from.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.postgres import ensure_binaries
from scripts.progress import ROOT, StepFailed, fetch, step
from scripts.stamps import fingerprint
from scripts.tools import CACHE

SOURCES = ROOT / "scripts" / "engine"
HOME = CACHE / "engine"
_VERSION = "1.18.3"
_PROGRAMS = ("./sidecar", "github.com/dapr/dapr/cmd/scheduler")
_WORKS_WITH = ("1.18.", "1.19.")
NO_GO = "Go is not here: install Go 1.26; without it Dapr's binaries (1.18 or 1.19) do as well."
_NO_JAVA = "Kafka needs Java 17 or newer: install it (on Debian: apt install openjdk-17-jre)."
_NO_MAVEN = "Kafka needs Maven to be fetched (on Debian: apt install maven), or set KAFKA_HOME."
_NO_POSTGRES = "There is no PostgreSQL here. Install it (on Debian: apt install postgresql)."


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the programs are; `kafka` is the class path."""

    daprd: Path
    scheduler: Path
    kafka: str
    postgres: Path


def ensure_parts() -> Parts:
    """Have everything the engine consists of.

    Raises:
        StepFailed: If something cannot be had; the text says what to install.
    """
    daprd, scheduler = _ensure_dapr()
    postgres = ensure_binaries()
    if postgres is None:
        raise StepFailed(_NO_POSTGRES)
    return Parts(daprd, scheduler, _ensure_kafka(), postgres)


def _ensure_dapr() -> tuple[Path, Path]:
    found = _installed("daprd"), _installed("scheduler")
    if found[0] is not None and found[1] is not None:
        return found[0], found[1]
    sources = [SOURCES / "go.mod", SOURCES / "go.sum", SOURCES / "sidecar" / "main.go"]
    home = HOME / f"dapr-{fingerprint(sources)[:16]}"
    daprd, scheduler = home / "sidecar", home / "scheduler"
    if not (_fits(daprd) and scheduler.is_file()):
        with step("Dapr: sidecar and scheduler by Go (a few minutes, once)"):
            facts = {"github.com/dapr/dapr/pkg/buildinfo.version": _VERSION}
            built_by_go("dapr", SOURCES, home, facts, _PROGRAMS)
    return daprd, scheduler


def _installed(name: str) -> Path | None:
    """A program of the machine, of a version that is known to work."""
    places = (shutil.which(name), Path.home() / ".dapr" / "bin" / name)
    paths = [Path(place) for place in places if place is not None]
    return next((path for path in paths if _fits(path)), None)


def _fits(program: Path) -> bool:
    if not program.is_file():
        return False
    told = subprocess.run(
        [str(program), "--version"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return told.stdout.strip().removeprefix("v").startswith(_WORKS_WITH)


def built_by_go(
    name: str, sources: Path, home: Path, facts: Mapping[str, str], programs: Sequence[str]
) -> None:
    """Build programs of a Go module into a folder, whole or not at all; `facts` are linked in.

    Raises:
        StepFailed: If there is no Go, or it does not build.
    """
    go = shutil.which("go")
    if go is None:
        raise StepFailed(NO_GO)
    draft = home.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    env = dict(os.environ, GOTOOLCHAIN="local", CGO_ENABLED="0", GOFLAGS="-buildvcs=false")
    flags = " ".join(["-s -w", *(f"-X {key}={value}" for key, value in facts.items())])
    command = [go, "build", "-trimpath", "-ldflags", flags, "-o", f"{draft}/", *programs]
    fetch(f"engine-{name}", command, f"{name} could not be built.", env, sources)
    draft.replace(home)


def _ensure_kafka() -> str:
    if shutil.which("java") is None:
        raise StepFailed(_NO_JAVA)
    installed = os.environ.get("KAFKA_HOME")
    if installed is not None and (Path(installed) / "libs").is_dir():
        return f"{installed}/libs/*"
    return f"{fetched_by_maven('kafka', SOURCES / 'kafka' / 'pom.xml')}/*"


def fetched_by_maven(name: str, pom: Path) -> Path:
    """The folder with the libraries that a file of Maven's names.

    Raises:
        StepFailed: If there is no Maven, or it does not get them.
    """
    home = HOME / f"{name}-{fingerprint([pom])[:16]}"
    if not home.is_dir():
        with step(f"{name.capitalize()} from Maven Central"):
            _fetch(name, pom, home)
    return home


def _fetch(name: str, pom: Path, home: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise StepFailed(_NO_MAVEN)
    draft = home.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    copy = [maven, "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime"]
    words = ["-f", pom, f"-DoutputDirectory={draft}"]
    fetch(f"engine-{name}", [*copy, *words], f"{name.capitalize()} could not be fetched.")
    draft.replace(home)

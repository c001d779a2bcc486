"""The web server of a process: quiet about itself, ended by a signal in order."""

import asyncio
import logging
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

from tasklark.health import ASGIApp

_ENDS = (signal.SIGINT, signal.SIGTERM)


class WebServer(uvicorn.Server):
    """uvicorn without its signal handlers: it raises the signal again and so takes our farewell."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave the signals to `until_signalled`."""
        yield


def web_server(app: ASGIApp, drain_s: int) -> WebServer:
    """A server of `app`; what is under way at its end has so many seconds. Sockets close by 1012.

    That code tells a page to come again: another process answers.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        ws="websockets-sansio",
        timeout_graceful_shutdown=drain_s,
    )
    logging.getLogger("uvicorn.error").addFilter(_no_farewell)
    return WebServer(config)


@contextmanager
def until_signalled(
    server: uvicorn.Server, told: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Stop serving at Ctrl-C or a plain kill; a second signal does not wait for open requests.

    `told` hears of the first one before anything ends.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        told()
        server.force_exit = server.should_exit
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in _ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _no_farewell(record: logging.LogRecord) -> bool:
    """Requests that are given up at Ctrl-C, such as one to a slow model, are no fault."""
    problem = record.exc_info[1] if record.exc_info else None
    given_up = isinstance(problem, asyncio.CancelledError)
    return not given_up and not record.getMessage().startswith("Cancel ")

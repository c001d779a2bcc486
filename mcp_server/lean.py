"""The protocol library's stdio transport, loaded in the quickest way: a client waits for it."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType

_NEEDLESS = "uvicorn"
"""A web server that the library loads only to notice a shutdown; it costs 30 ms."""
_LATER = ("mcp", "mcp.server")
"""Packages that load clients, a web client and a second kind of server beside what is wanted of
them: a sixth of the start. Their own code runs when somebody asks for a name of theirs."""


def _put_off() -> None:
    """Let the packages be there, their own code not run yet."""
    for name in _LATER:
        spec = None if name in sys.modules else find_spec(name)
        if spec is None or spec.loader is None:
            return
        package = ModuleType(name, spec.name)
        package.__spec__, package.__path__ = spec, list(spec.submodule_search_locations or ())
        package.__package__, package.__file__ = name, spec.origin
        package.__dict__["__getattr__"] = _when_asked(package, spec)
        sys.modules[name] = package
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, package)


def _when_asked(package: ModuleType, spec: ModuleSpec) -> Callable[[str], object]:
    def offered(name: str) -> object:
        if name.startswith("__") or spec.loader is None:
            raise AttributeError(name)
        package.__dict__.pop("__getattr__", None)
        spec.loader.exec_module(package)
        return getattr(package, name)

    return offered


@contextmanager
def _quickly() -> Iterator[None]:
    """Load without the needless, and without looking for garbage among what stays (50 ms)."""
    absent = _NEEDLESS not in sys.modules
    collecting = gc.isenabled()
    if absent:
        sys.modules[_NEEDLESS] = None  # type: ignore[assignment] # an import fails, as if missing
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        if absent:
            del sys.modules[_NEEDLESS]


_put_off()
with _quickly():
    import mcp.server.streamable_http  # noqa: F401 # what looks for a shutdown
    from mcp.server.stdio import stdio_server

__all__ = ["stdio_server"]

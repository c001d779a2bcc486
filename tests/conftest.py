"""What every test stands on: loopback only, no skips in CI, a real Chromium where there is one."""

import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from scripts.chromium import find_chromium

pytest_plugins = ("tests.contract.fixtures",)

_LOOPBACK = ("127.", "::1", "localhost")

_PATIENCE = 4 if os.environ.get("CI") == "true" else 1
"""What a test's limit is multiplied with: it is there to end what hangs, not what is slow."""


def _loopback_only(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
        raise RuntimeError(f"A test tried to reach {address[0]}; tests use loopback only.")


sys.addaudithook(_loopback_only)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """CI's machine may be shared: every limit is wider there."""
    usual = config.getoption("timeout") or config.getini("timeout")
    for item in items:
        marked = item.get_closest_marker("timeout")
        limit = float(marked.args[0] if marked else usual)
        item.add_marker(pytest.mark.timeout(limit * _PATIENCE), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped part is a failure: nobody reads the list of skips there."""
    del item, call
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session")
def chromium() -> Path:
    found = find_chromium()
    if found is None:
        pytest.skip("no Chromium here: install one, or set TEST_CHROMIUM")
    return found

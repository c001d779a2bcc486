"""A terminal on an empty data folder."""

from pathlib import Path

import pytest

from tasklark import settings
from tests.cli.terminal import Terminal
from tests.running import ZONE


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(settings.PREFIX + name.upper(), raising=False)
    for name in ("OPENAI_API_KEY", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TASKLARK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TASKLARK_ZONE", ZONE)
    monkeypatch.chdir(tmp_path)
    return Terminal(tmp_path / "data", monkeypatch, capsys)

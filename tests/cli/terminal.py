"""The command line as a person types it, in this process: quick, and nothing of it is replaced."""

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tasklark import cli


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line of a refusal; nothing else was written, and no trace."""
        assert self.code == 1, self
        assert self.out == ""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        return line


@dataclass(frozen=True, slots=True)
class Terminal:
    """Types commands on a data folder."""

    data: Path
    patch: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]

    def __call__(self, *words: str, given: str = "") -> Ran:
        """Run one command to its end."""
        with self.patch.context() as patch:
            patch.setattr(sys, "argv", ["tasklark", *words])
            patch.setattr(sys, "stdin", io.StringIO(given))
            code = 0
            try:
                cli.main()
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        told = self.captured.readouterr()
        return Ran(code, told.out, told.err)

    def tasks(self, view: str = "all") -> list[dict[str, Any]]:
        """What `list --json` shows."""
        found: list[dict[str, Any]] = self("list", view, "--json").json
        return found

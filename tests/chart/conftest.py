"""Helm, and what it renders of the chart."""

import functools
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.chart import CHART, ensure_helm
from scripts.progress import StepFailed

Documents = list[dict[str, Any]]
Render = Callable[..., Documents]


@pytest.fixture(scope="session")
def helm() -> Path:
    try:
        return ensure_helm()
    except StepFailed as failure:
        pytest.skip(str(failure))


@pytest.fixture(scope="session")
def render(helm: Path) -> Render:
    """Renders the chart with files of values and single values; each form once."""

    @functools.cache
    def rendered(*words: str) -> Documents:
        told = subprocess.run(
            [str(helm), "template", "mine", str(CHART), "--namespace", "here", *words],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return [one for one in yaml.safe_load_all(told.stdout) if one is not None]

    return rendered


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Helm takes a moment, and longer where much else runs."""
    for item in items:
        if "chart" in item.path.parts:
            item.add_marker(pytest.mark.timeout(60))

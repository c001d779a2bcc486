"""Faults are met as in life: by real processes, asyncio in the test."""

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"

"""A ring is noted with how late it was, and nothing about what it was for."""

import logging

import pytest

from tests.services.house import House, until


async def test_a_ring_is_noted_without_its_title(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "services.notifications")
    await house.add("see the doctor in 1 minute")
    house.clock.passes(minutes=1, seconds=2)

    async def noted() -> bool:
        return bool(caplog.records)

    await until(noted)
    [record] = caplog.records
    assert record.message == "reminder rang"
    assert record.__dict__["late_s"] == 2.0
    assert "doctor" not in str(record.__dict__)

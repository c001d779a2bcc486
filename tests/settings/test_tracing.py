"""W3C Trace Context: a known trace goes on with a step of our own, anything else begins one."""

import pytest

from tasklark.tracing import continued

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def test_a_trace_that_is_named_goes_on() -> None:
    first, second = (continued(f"00-{TRACE}-00f067aa0ba902b7-01") for _ in range(2))
    assert first[:35] == second[:35] == f"00-{TRACE}"
    assert first[-3:] == "-01"
    assert first != second


@pytest.mark.parametrize(
    "named",
    [
        "",
        "nonsense",
        f"01-{TRACE}-00f067aa0ba902b7-01",
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-00f067aa0ba902b7-01",
        f"00-{TRACE}-00f067aa0ba902b7-01-more",
    ],
)
def test_what_is_no_trace_begins_one(named: str) -> None:
    made = continued(named)
    assert TRACE not in made
    assert continued(made)[:35] == made[:35]

"""What the conformance suite may fail of the production server: only what it asks for by name."""

import pytest

from scripts.conformance import EXCUSE, REVISIONS, excuses
from scripts.judged import HERE
from tests.conformance.pack import FIXTURES


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_excuse_is_a_fixture_that_is_absent(revision: str) -> None:
    found = excuses(HERE / f"conformance-{revision}.yml")
    assert found
    assert [entry for entry, why in found.items() if not why.startswith(f"{EXCUSE}:")] == []


def test_no_fixture_has_the_name_of_a_tool_of_ours() -> None:
    from mcp_server.server import TOOLS

    assert FIXTURES.keys().isdisjoint(TOOLS)

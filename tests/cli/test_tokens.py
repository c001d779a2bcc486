"""`tasklark tokens`: made, shown, ended."""

from tests.cli.terminal import Terminal


def test_a_token_is_made_shown_and_ended(terminal: Terminal) -> None:
    assert terminal("tokens", "list").lines == ["No tokens."]
    told = terminal("tokens", "new", "backup script", "--write", "--days", "7")
    [text] = told.lines
    assert text.startswith("tlk_1_")
    assert "may read and change your tasks until" in told.err
    [one] = terminal("tokens", "list", "--json").json
    assert (one["name"], one["state"]) == ("backup script", "live")
    assert one["scopes"] == ["tasks:read", "tasks:write"]
    [line] = terminal("tokens", "list").lines
    assert line.split("\t")[1:3] == ["backup script", "write"]
    assert line.endswith("never used")
    assert terminal("tokens", "revoke", one["id"]).code == 0
    assert "\trevoked\t" in terminal("tokens", "list").out
    assert terminal("tokens", "revoke", one["id"]).complaint.startswith("There is no token")


def test_what_cannot_be_is_refused_in_a_line(terminal: Terminal) -> None:
    assert "lasts 1 to 3660 days" in terminal("tokens", "new", "x", "--days", "0").complaint
    assert "has a name" in terminal("tokens", "new", " ").complaint

"""Access tokens on the page: made, shown once, ended."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.board import flaws, open_today, toast

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


def test_a_token_is_made_shown_once_opens_the_door_and_is_ended(page: Page) -> None:
    open_today(page)
    page.goto("/settings#tokens")
    section = page.get_by_role("region", name="Tokens", exact=True)
    section.get_by_role("textbox", name="What the token is for").fill("backup script")
    section.get_by_role("button", name="Make a token").click()
    shown = section.get_by_role("status")
    expect(shown).to_contain_text("tlk_1_")
    token = shown.inner_text().strip()
    expect(section.get_by_text("may read · until")).to_contain_text("never used")
    assert flaws(page) == []
    headers = {"Authorization": f"Bearer {token}"}
    assert page.request.get("/api/me", headers=headers).status == 200
    page.reload()
    expect(section.get_by_text("last used")).to_be_visible()
    expect(section.get_by_role("status")).to_have_count(0)
    section.get_by_role("button", name="Revoke backup script").click()
    expect(toast(page)).to_contain_text("opens nothing any more")
    expect(section.get_by_text("backup script")).to_have_count(0)
    assert page.request.get("/api/me", headers=headers).status == 401

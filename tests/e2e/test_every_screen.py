"""Every screen: axe finds nothing, nothing is cut off, keys reach all of it, nothing foreign."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.board import SCHEMES, flaws, open_today, ring, row, toast, wear
from tests.e2e.screens import SCREENS, furnish, overflow, visit
from tests.running import Tasklark

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

_MOST_TABS = 150


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "narrow"])
def test_axe_finds_nothing_on_any_screen_in_either_scheme(
    tasklark: Tasklark, page: Page, size: tuple[int, int]
) -> None:
    furnish(tasklark)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found: dict[tuple[str, str], list[str]] = {}
    for scheme in SCHEMES:
        for address in SCREENS:
            visit(page, address)
            wear(page, scheme)
            found[address, scheme] = flaws(page)
    assert not {place: told for place, told in found.items() if told}


def test_at_twice_the_size_and_with_twice_the_letters_nothing_scrolls_sideways(
    tasklark: Tasklark, page: Page
) -> None:
    furnish(tasklark)
    # 1440 by 900 at 200 %.
    page.set_viewport_size({"width": 720, "height": 450})
    wide = {}
    for address in SCREENS:
        visit(page, address)
        wide[address, "zoomed"] = overflow(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    for address in SCREENS:
        visit(page, address)
        page.evaluate("void (document.documentElement.style.fontSize = '200%')")
        wide[address, "large letters"] = overflow(page)
    assert not {place: pixels for place, pixels in wide.items() if pixels}


_FOLLOW = """() => {
  window.met = new Set();
  window.bare = [];
  addEventListener('focusin', ({ target }) => {
    met.add(target);
    const { outlineStyle, boxShadow } = getComputedStyle(target);
    const shown = outlineStyle !== 'none' || boxShadow !== 'none';
    const elsewhere = '.quick, .composer, .row.selected, .grip, .board';
    if (!shown && !target.closest(elsewhere)) bare.push(target.outerHTML.slice(0, 120));
  });
}"""
_MISSED = """() => [...document.querySelectorAll('main :is(a[href], button, input, textarea)')]
  .filter(one => one.tabIndex >= 0 && !one.disabled && !met.has(one) && one.checkVisibility())
  .map(one => one.outerHTML.slice(0, 120))"""


def test_tab_alone_reaches_everything_on_every_screen_and_shows_where_it_is(
    tasklark: Tasklark, page: Page
) -> None:
    furnish(tasklark)
    missed, bare = {}, {}
    for address in SCREENS:
        visit(page, address)
        page.evaluate(_FOLLOW)
        page.get_by_role("link", name="Skip to the tasks").focus()
        page.keyboard.press("Enter")
        for _ in range(_MOST_TABS):
            page.keyboard.press("Tab")
            if not page.evaluate("document.activeElement.closest('main')"):
                break
        missed[address] = page.evaluate(_MISSED)
        bare[address] = page.evaluate("bare")
    assert not {place: told for place, told in missed.items() if told}
    assert not {place: told for place, told in bare.items() if told}


def test_keys_alone_add_tick_open_move_and_find(page: Page) -> None:
    open_today(page)
    page.keyboard.press("q")
    page.keyboard.type("book the venue today")
    page.keyboard.press("Enter")
    expect(row(page, "book the venue")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="book the venue")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="book the venue")).to_have_count(0)
    page.keyboard.press("d")
    expect(page.get_by_role("dialog", name="Reschedule")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Reschedule")).to_have_count(0)
    page.keyboard.press("e")
    expect(row(page, "book the venue").locator("[aria-checked=true], :checked")).to_be_visible()
    page.keyboard.press("z")
    expect(ring(page, "book the venue")).not_to_be_checked()
    for keys, heading in (("g u", "Upcoming"), ("g i", "Inbox"), ("g a", "All"), ("g d", "Done")):
        for key in keys.split():
            page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def test_who_wants_less_motion_gets_none(page: Page) -> None:
    for motion, seconds in (("no-preference", "0.12s"), ("reduce", "1e-05s")):
        page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        open_today(page)
        page.keyboard.press("z")
        expect(toast(page)).to_be_visible()
        expect(toast(page)).to_have_css("animation-duration", seconds)


def test_no_screen_asks_another_host_or_runs_what_is_not_the_pages_own(
    tasklark: Tasklark, context: BrowserContext, page: Page
) -> None:
    furnish(tasklark)
    hosts, refused = set(), []
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).netloc))
    page.on("console", lambda line: refused.append(line.text) if "Policy" in line.text else None)
    for address in SCREENS:
        visit(page, address)
        expect(page.get_by_text("Live", exact=True)).to_be_attached()
    assert hosts == {urlsplit(tasklark.url).netloc}
    assert refused == []


_TRIES = {
    "a written script": "document.createElement('script').text = 'window.pwned = 1'",
    "markup": "document.body.innerHTML = '<b>x</b>'",
    "a handler": "document.body.setAttribute('onclick', 'window.pwned = 1')",
    "words as code": "setTimeout('window.pwned = 1')",
}


def test_the_policy_lets_no_written_script_and_no_markup_in(page: Page) -> None:
    open_today(page)
    for what, code in _TRIES.items():
        tried = f"(() => {{ try {{ {code}; }} catch (error) {{ return error.name; }} }})()"
        told = page.evaluate(tried)
        assert (what, told) == (what, "TypeError")
    inline = """() => new Promise(done => {
      addEventListener('securitypolicyviolation', event => done(event.effectiveDirective));
      const sheet = document.createElement('style');
      sheet.textContent = 'body { display: none }';
      document.head.append(sheet);
    })"""
    assert page.evaluate(inline) == "style-src-elem"

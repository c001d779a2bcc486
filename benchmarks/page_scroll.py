"""How evenly a long list scrolls."""

from playwright.sync_api import Page, expect

from benchmarks.page_visit import Times

FRAMES = "frames a second"
_EACH_PX, _WHEELS = 240, 120
_FRAME_MS, _TWO_FRAMES_MS = 16.7, 33.4
_SLACK_MS = 3.0
"""A timer's own unevenness: a frame that was missed takes sixteen more."""


def scrolling(page: Page, rows: int) -> Times:
    """Frames while the wheel turns over so many rows: per second, and which part came late.

    The list fetches page after page until all are there; then it is scrolled from its top.
    """
    page.goto("/all")
    expect(page.locator("main [data-row]").first).to_be_visible()
    while page.locator("main [data-row]").count() < rows:
        before = page.locator("main [data-row]").count()
        page.locator("main .more").scroll_into_view_if_needed()
        more = f"document.querySelectorAll('main [data-row]').length > {before}"
        page.evaluate(f"probe.until(() => {more})")
    page.evaluate("document.querySelector('#board').scrollTop = 0")
    page.get_by_role("main").hover()
    page.evaluate("probe.count(true)")
    for _ in range(_WHEELS):
        page.mouse.wheel(0, _EACH_PX)
    page.evaluate("probe.count(false)")
    return _told(page.evaluate("probe.frames"))


def _told(frames: list[float]) -> Times:
    def late(limit: float) -> float:
        return 100 * sum(frame > limit + _SLACK_MS for frame in frames) / len(frames)

    return {
        FRAMES: [1000 * len(frames) / sum(frames)],
        "frames over 16.7 ms": [late(_FRAME_MS)],
        "frames over 33 ms": [late(_TWO_FRAMES_MS)],
    }

"""One account's page in a real browser: how soon it shows, how soon it answers."""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

_PROBE = (Path(__file__).parent / "page_probe.js").read_text("utf-8")
Times = dict[str, list[float]]
"""Milliseconds by what they are of."""


@contextmanager
def visitor(browser: Browser, url: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=url, locale="en-GB", timezone_id="Europe/Madrid",
        viewport={"width": 1440, "height": 900},
    )  # fmt: skip
    context.add_init_script(_PROBE)
    yield context
    context.close()


def opening(browser: Browser, url: str, visits: int) -> Times:
    """Milliseconds of first visits, nothing of the page kept from one to the next."""
    times: Times = {}
    for visit in range(visits + 1):
        with visitor(browser, url) as context:
            page = context.new_page()
            page.goto("/today")
            page.evaluate("probe.ready")
            figures = page.evaluate(
                "({ ...probe.first, paint: performance.getEntriesByName('first-contentful-paint')"
                "[0].startTime, kB: performance.getEntriesByType('resource')"
                ".concat(performance.getEntriesByType('navigation'))"
                ".filter(one => !/\\/api\\//.test(one.name) && one.startTime < probe.first.today)"
                ".reduce((sum, one) => sum + one.encodedBodySize, 0) / 1000 })"
            )
            # The first visit after a start finds cold files; a person meets it once.
            for name, value in figures.items() if visit else ():
                times.setdefault(name, []).append(value)
    return times


def p50(times: Sequence[float]) -> float:
    """The middle."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """The slow end."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]

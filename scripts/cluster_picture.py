"""docs/pictures/cluster.png: two pages of one cluster and its processes in the terminal.

What one page adds the other one shows, and what the assistant there adds this one; so the picture
can only be taken when all of it works.
"""

import asyncio
from base64 import b64encode
from io import StringIO

from playwright.async_api import Browser, Page, async_playwright, expect
from rich.console import Console

from scripts.chromium import FLAGS, ensure_chromium
from scripts.cluster import Cluster, cluster
from scripts.cluster_measures import doors, short_lived
from scripts.cluster_status import table, waiting_rows
from scripts.pictures import PICTURES
from scripts.progress import StepFailed
from tests.cluster import stories
from tests.cluster.browsing import what_one_page_adds_the_other_shows

_WIDTH, _HEIGHT = 760, 620
PATIENCE_MS = 60_000
_TASKS = (
    "Pay rent every last workday of the month at 9:00 high #home",
    "Water the fig and the lemon tree today",
    "Call Mum sunday 11am #family",
    "Renew the travel pass in 5 days #errands",
)
_LOOK = (
    "<style>body{margin:0;background:#e9e7e2;display:grid;gap:16px;padding:16px;"
    "grid-template-columns:1fr 1fr}img,svg{width:100%%;border-radius:8px;display:block}"
    "div{grid-column:1/3}</style><img src='%s'><img src='%s'><div>%s</div>"
)


async def _page(browser: Browser, made: Cluster) -> Page:
    context = await browser.new_context(
        base_url=made.url, locale="en-GB", viewport={"width": _WIDTH, "height": _HEIGHT}
    )
    page = await context.new_page()
    await page.goto("/all")
    return page


async def _taken(page: Page) -> str:
    return "data:image/png;base64," + b64encode(await page.screenshot()).decode()


def _terminal(made: Cluster, waiting: int | None) -> str:
    console = Console(record=True, width=110, file=StringIO())
    console.print(table(made.ground, made.replicas, made.url, waiting))
    return console.export_svg(title="make cluster")


async def _picture(made: Cluster, browser: Browser) -> bytes:
    async with doors(made).page() as hand:
        for text in _TASKS:
            await stories.add(hand, text)
    left, right = await _page(browser, made), await _page(browser, made)
    await expect(right.get_by_text("Call Mum").first).to_be_visible()
    await what_one_page_adds_the_other_shows(left, right)
    relays = made.named("relay")
    terminal = _terminal(made, await waiting_rows(made.client, relays))
    whole = await browser.new_page(viewport={"width": 1440, "height": 900})
    await whole.set_content(_LOOK % (await _taken(left), await _taken(right), terminal))
    return await whole.screenshot(full_page=True)


async def _main() -> None:
    program = await asyncio.to_thread(ensure_chromium)
    if program is None:
        raise StepFailed("There is no Chromium here to take a picture with.")
    expect.set_options(timeout=PATIENCE_MS)
    with short_lived() as folder:
        async with cluster(folder, 0, {"live": 2}) as made, async_playwright() as playwright:
            await made.until_ready()
            browser = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            taken = await _picture(made, browser)
            await browser.close()
    (PICTURES / "cluster.png").write_bytes(taken)


if __name__ == "__main__":
    asyncio.run(_main())

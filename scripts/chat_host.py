"""A chat host with the official bridge, put before a running Tasklark: for tests and pictures."""

import json
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from playwright.sync_api import FrameLocator, Page, Route

from scripts.progress import ROOT
from scripts.tools import BIN, environment

_WEB = ROOT / "web"
_HOST = "/a-chat"


@cache
def host_page() -> str:
    """The host as one page."""
    with TemporaryDirectory() as folder:
        build = [BIN / "node", _WEB / "node_modules" / "vite" / "bin" / "vite.js", "build"]
        where = ["--config", _WEB / "tests" / "host" / "vite.config.ts", "--outDir", folder]
        words = [str(word) for word in (*build, *where, "--logLevel", "error")]
        subprocess.run(words, cwd=_WEB, env=environment(), check=True, capture_output=True)
        return Path(folder, "index.html").read_text()


def chat(
    page: Page,
    tool: str = "get_agenda",
    arguments: Mapping[str, object] | None = None,
    **said: str,
) -> FrameLocator:
    """Call a tool in the chat; the board that the host shows under it."""

    def serve(route: Route) -> None:
        route.fulfill(body=host_page(), content_type="text/html")

    # Under the server's own address: a page of another origin is turned away by it.
    page.route(f"**{_HOST}?*", serve)
    query = urlencode({"tool": tool, "arguments": json.dumps(arguments or {}), **said})
    page.goto(f"{_HOST}?{query}")
    return page.frame_locator("iframe")

"""The board that a chat host shows (MCP Apps): one HTML file, bound to the tools it belongs to."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mcp_types import ReadResourceResult, Resource, ResourceTemplate, TextResourceContents

EXTENSION, MIME = "io.modelcontextprotocol/ui", "text/html;profile=mcp-app"
BUILT = Path(__file__).parent / "static" / "board.html"
"""Where `make web` puts the file; a checkout without it has the same tools without a board."""
SHOWS = frozenset({"get_agenda", "search_tasks"})
"""The tools whose tasks the board shows."""
TOOL = "show_board"
"""Gives the board its tasks; hosts keep it from the model."""
_START, _END = "ui://tasklark/board-", ".html"
_HASH = 12
_TOLD = {
    "name": "board",
    "title": "Tasks on a board",
    "description": "What get_agenda and search_tasks show in a chat: a page of one file.",
    "mime_type": MIME,
}
_UI = {"csp": {"connectDomains": [], "resourceDomains": []}, "prefersBorder": False}
"""It asks nobody for anything, and draws its own edge."""


@dataclass(frozen=True, slots=True)
class Board:
    """The file, and the address of the page that “Open in Tasklark” opens (none: no such link)."""

    html: str
    page: str = ""

    @property
    def uri(self) -> str:
        """Its address holds a hash of the file: hosts keep what they have fetched."""
        return f"{_START}{sha256(self.html.encode()).hexdigest()[:_HASH]}{_END}"

    def tool_meta(self, tool: str) -> dict[str, Any] | None:
        """What a tool's entry tells hosts about the board."""
        if tool in SHOWS:
            return {"ui": {"resourceUri": self.uri}}
        return {"ui": {"visibility": ["app"]}} if tool == TOOL else None

    def resource(self) -> Resource:
        """The file as listed."""
        return Resource(uri=self.uri, _meta={"ui": _UI}, **_TOLD)

    def template(self) -> ResourceTemplate:
        """Conversations of before an update name a file that was: they get the one of now."""
        return ResourceTemplate(uri_template=f"{_START}{{hash}}{_END}", **_TOLD)

    def read(self, uri: str) -> ReadResourceResult | None:
        """The file at an address of its own, of now or of before."""
        if not (uri.startswith(_START) and uri.endswith(_END)):
            return None
        contents = TextResourceContents(uri=uri, mime_type=MIME, text=self.html, _meta={"ui": _UI})
        return ReadResourceResult(contents=[contents])


def built(page: str, file: Path = BUILT) -> Board | None:
    """The board as it was built, with the address of its page."""
    try:
        return Board(file.read_text("utf-8"), page)
    except FileNotFoundError:
        return None

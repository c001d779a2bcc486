"""Reading words without changing anything: quick add's marks, a rule's next dates."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import answers, read
from api.deps import ApiDeps
from api.frame import Who, as_json
from api.offering import with_task
from api.terms import MUST

_SPAN = re.compile(r"(\d{1,6})-(\d{1,6})")
_LONGEST = 5_000
"""Characters, each up to twelve bytes of an address: servers take some 64 kB of it."""


def reading_router(deps: ApiDeps) -> APIRouter:
    """The routes that read words."""
    routes = APIRouter(prefix="/api", tags=["reading"])

    @routes.get("/parse")
    async def parse(
        who: Who,
        q: Annotated[str, Query(max_length=_LONGEST, description=MUST["q"])],
        context: Annotated[str, Query(max_length=200, description=MUST["context"])] = "",
        plain: Annotated[list[str], Query(max_length=100, description=MUST["plain"])] = [],  # noqa: B006
        zone: Annotated[str, Query(max_length=100, description=MUST["zone"])] = "",
    ) -> Response:
        """What a text says; `plain` are spans `start-end` that stay plain words."""
        spans = tuple(_span(text) for text in plain)
        here = read.zone(zone) if zone else None
        found = await deps.queries.parse(who, q, context=context, plain=spans, zone=here)
        return as_json(answers.parsed(await with_task(deps.queries, who, found)))

    @routes.get("/preview")
    async def preview(
        who: Who,
        repeat: Annotated[str, Query(min_length=1, max_length=2_000, description=MUST["repeat"])],
        when: Annotated[str, Query(max_length=200, description=MUST["when"])] = "",
        n: Annotated[int, Query(ge=1, le=50, description=MUST["n"])] = 5,
    ) -> Response:
        """A rule in words and its next dates."""
        return as_json(answers.preview(await deps.queries.preview(who, repeat, when, n)))

    return routes


def _span(text: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise read.must_be("plain")
    return int(found[1]), int(found[2])

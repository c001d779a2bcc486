"""The person: settings, and what stands in the rail."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api import read
from api.bodies import PersonBody
from api.deps import ApiDeps
from api.frame import Frame, Who, as_json
from api.names import counted
from api.terms import MUST
from api.values import value
from tasklark.domain import clock
from tasklark.domain.errors import Refusal
from tasklark.domain.identity import Principal
from tasklark.domain.person import Away, Person
from tasklark.domain.shape import Json, stamp
from tasklark.language import say
from tasklark.queries import Queries

_AS_SENT = ("zone_source", "week_start", "locale", "clock24", "theme", "shortcuts", "holidays")


def person_router(deps: ApiDeps) -> APIRouter:
    """The routes of the person."""
    routes = APIRouter(prefix="/api", tags=["person"])
    _settings(routes, deps)
    return routes


def _settings(routes: APIRouter, deps: ApiDeps) -> None:
    @routes.get("/me")
    async def me(
        who: Who, rail: Annotated[bool, Query(description=MUST["rail"])] = True
    ) -> Response:
        """The person, their settings, and what the rail shows: names and counts.

        Counting takes longer the more tasks there are; `rail=false` leaves that out.
        """
        return as_json(await _me(deps, who, rail=rail))

    @routes.patch("/me")
    async def save(frame: Frame, body: PersonBody) -> Response:
        """Change settings, by value or in words; one undo."""
        if body.words is not None and len(body.model_fields_set) > 1:
            raise Refusal("“words” goes alone.", "Send the values in a second request.")
        if body.words is not None:
            applied = await deps.commands.prefer(frame, body.words)
        else:
            applied = await deps.commands.set_preferences(frame, values(body))
        more = {"undo": applied.code, "said": say.said(applied, "prefers")}
        return as_json({**await _me(deps, frame.who), **more})


async def _me(deps: ApiDeps, who: Principal, *, rail: bool = True) -> Json:
    queries = deps.queries
    person = await queries.me(who)
    now = deps.now()
    return {
        **settings(person),
        "now": stamp(now),
        "today": clock.today(now, person).isoformat(),
        "connected": dict(await deps.connected()),
        **(await _rail(queries, who) if rail else {}),
    }


async def _rail(queries: Queries, who: Principal) -> Json:
    return {
        "projects": counted(await queries.projects(who)),
        "tags": counted(await queries.tags(who)),
        "counts": dict(await queries.counts(who)),
    }


def settings(person: Person) -> Json:
    """Every setting of a person."""
    away = person.away
    names = [name for name in Person.__dataclass_fields__ if name not in ("id", "away")]
    return {
        **{name: value(getattr(person, name)) for name in names},
        "pinned": [{"name": name, "q": q} for name, q in person.pinned],
        "away": None if away is None else {"zone": away.zone, "until": away.until.isoformat()},
    }


def values(body: PersonBody) -> Mapping[str, object]:
    """The settings that a request changes, as the domain has them. Raises Refusal."""
    given = body.model_fields_set
    out: dict[str, object] = {name: getattr(body, name) for name in _AS_SENT if name in given}
    if "zone" in given:
        # A zone that is picked is the person's own, unless the browser says that it guesses.
        out |= {"zone": read.zone(body.zone), "zone_source": body.zone_source}
    if "day_start" in given:
        out["day_start"] = read.clock(body.day_start, "day_start")
    if "default_reminder" in given:
        out["default_reminder"] = body.default_reminder
    if not out and not given:
        raise Refusal("There is nothing to change.", "Send at least one setting.")
    return {**out, **_made(body)}


def _made(body: PersonBody) -> dict[str, object]:
    given, out = body.model_fields_set, dict[str, object]()
    if "away" in given:
        away = body.away
        until = None if away is None else read.day(away.until, "away")
        out["away"] = away and until and Away(read.zone(away.zone, "away"), until)
    if "quiet" in given:
        out["quiet"] = body.quiet and tuple(read.clock(text, "quiet") for text in body.quiet)
    if "named_times" in given:
        out["named_times"] = {
            name.strip().lower(): read.clock(text, "named_times")
            for name, text in body.named_times.items()
        }
    if "plain_words" in given:
        out["plain_words"] = tuple(dict.fromkeys(word.strip() for word in body.plain_words))
    if "readings" in given:
        out["readings"] = dict(body.readings)
    if "pinned" in given:
        out["pinned"] = tuple((one.name.strip(), one.q) for one in body.pinned)
    return out

"""What the browser's door of a cluster stands on."""

from collections.abc import Mapping
from importlib.metadata import version

from api.deps import ApiDeps, ModelSetting, model_setting
from tasklark import models
from tasklark.access import Tokens
from tasklark.compose import now
from tasklark.connections import Connections
from tasklark.domain.errors import Refusal
from tasklark.domain.shape import Json
from tasklark.exchange import Exchange
from tasklark.feeds import Feeds
from tasklark.member import Member
from tasklark.naming import Naming
from tasklark.outbox import holder
from tasklark.pushing.pushes import Pushes
from tasklark.runtime.dapr_letters import DaprLetters
from tasklark.settings import Loaded
from tasklark.store.postgres_outbox import Outbox

VERSION = version("tasklark")


class _Model:
    """The model of a cluster: the same for everybody, by the settings of its processes."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded

    def setting(self) -> ModelSetting:
        return model_setting(self._loaded, models.label(self._loaded.settings))

    async def choose(self, changes: Mapping[str, str]) -> ModelSetting:
        del changes
        raise Refusal(
            "The model of this installation is set by who runs it.", "Ask them for another.",
            kind="forbidden",
        )  # fmt: skip


def deps(member: Member) -> ApiDeps:
    """Use cases on PostgreSQL, and what only this process knows."""
    settings = member.loaded.settings
    model = _Model(member.loaded)
    outbox = Outbox(member.store.pool, holder())
    letters = DaprLetters(member.store.pool, member.runtime)

    async def about() -> Json:
        waiting, _ = await outbox.lag()
        dead = len(await letters.listed())
        setting = model.setting()
        return {
            "version": VERSION,
            "data": "PostgreSQL",
            "model": {
                "name": setting.label,
                "source": setting.source["model"],
                "kind": setting.kind,
            },
            "pipeline": {"consumers": [{"name": "relay", "lag": waiting}], "dead_letters": dead},
        }

    return ApiDeps(
        commands=member.commands,
        queries=member.queries,
        naming=Naming(member.store),
        exchange=Exchange(member.store, now),
        feeds=Feeds(member.runtime),
        pushes=Pushes(member.runtime, now),
        tokens=Tokens(member.store.access, now),
        data=settings.data,
        model=model.setting,
        set_model=model.choose,
        test_model=lambda: models.try_out(member.loaded),
        about=about,
        connected=Connections(member.runtime, now).seen,
        now=now,
        version=VERSION,
    )

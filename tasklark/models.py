"""Which model answers: as the settings say, changed while running, kept in the data folder."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tasklark import settings
from tasklark.domain.errors import Refusal
from tasklark.settings import Loaded, Settings, SettingsError

if TYPE_CHECKING:
    from agent.model import ModelChoice

ReadSecret = Callable[[str], Awaitable[Mapping[str, str]]]
"""The entries of a secret by its name."""
_OVERRIDES = frozenset({"data", "host", "port"})


def label(chosen: Settings) -> str:
    """What the page and the terminal call the model."""
    if not chosen.model:
        return "Built-in planner"
    host = urlsplit(chosen.model_url).netloc or "api.openai.com"
    return f"{chosen.model} at {host}"


def choice_of(loaded: Loaded, secret: ReadSecret | None = None) -> "ModelChoice":
    """The model that is chosen, ready to answer.

    A key that is not among the settings is read through `secret` for each request, so that a new
    one holds at once.
    """
    from agent.model import choose  # the SDK loads only where a model answers

    chosen, key = loaded.settings, loaded.model_key
    if key is None and chosen.model_secret and secret is not None:
        return choose(chosen.model, chosen.model_url, _key_in(chosen.model_secret, secret))
    return choose(chosen.model, chosen.model_url, key)


def _key_in(place: str, secret: ReadSecret) -> Callable[[], Awaitable[str]]:
    name, _, entry = place.partition("/")

    async def read() -> str:
        entries = await secret(name)
        if entry not in entries:
            raise Refusal(f"The secret “{name}” has no “{entry}”.", "Add it, then ask again.")
        return entries[entry]

    return read


async def try_out(loaded: Loaded) -> tuple[bool, str]:
    """Ask the chosen model for a word; whether it answers, and a sentence about it."""
    await asyncio.to_thread(import_module, "agent.model")
    from agent import model

    choice = choice_of(loaded)
    try:
        return await model.try_out(choice)
    finally:
        await choice.close()


def changed(loaded: Loaded, values: Mapping[str, str]) -> Loaded:
    """Keep other model settings in the data folder's file; returns all settings as they are now.

    What the environment sets stays as it is. A combination that cannot be used is not kept.

    Raises:
        Refusal: If the values cannot be used.
    """
    before = loaded.file.read_bytes() if loaded.file.exists() else None
    try:
        settings.write_file(loaded.settings.data, values)
        return settings.load(_given(loaded))
    except (SettingsError, OSError) as error:
        if before is None:
            loaded.file.unlink(missing_ok=True)
        else:
            loaded.file.write_bytes(before)
        raise Refusal(str(error)) from None


def _given(loaded: Loaded) -> dict[str, object]:
    """What the command line said, to be said again; the data folder always."""
    given: dict[str, object] = {"data": loaded.settings.data}
    for name in _OVERRIDES:
        if loaded.sources.get(name) == "command line":
            given[name] = getattr(loaded.settings, name)
    return given

"""What the browser's door stands on: use cases, and a few things that only a process knows."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from tasklark.access import Tokens
from tasklark.commands import Commands
from tasklark.domain.shape import Json
from tasklark.exchange import Exchange
from tasklark.feeds import Feeds
from tasklark.naming import Naming
from tasklark.pushing.pushes import Pushes
from tasklark.queries import Queries
from tasklark.settings import Loaded

STATIC = Path(__file__).with_name("static")
_MODEL_FIELDS: Mapping[str, str] = {"model": "model", "url": "model_url", "key": "model_key"}


@dataclass(frozen=True, slots=True)
class ModelSetting:
    """Which model answers. `key_set`: a key is kept; `key_found`: any, that of other tools too.

    `source` says for `model`, `url` and `key` where the value comes from.
    """

    kind: Literal["offline", "endpoint"]
    model: str
    url: str
    key_set: bool
    key_found: bool
    source: Mapping[str, str]
    label: str

    def json(self) -> Json:
        """As the page reads it; the key itself never leaves."""
        return {
            "kind": self.kind,
            "model": self.model,
            "url": self.url,
            "key_set": self.key_set,
            "key_found": self.key_found,
            "source": dict(self.source),
            "label": self.label,
        }


def model_setting(loaded: Loaded, label: str) -> ModelSetting:
    """What the settings say about the model; `label` is its name on the page."""
    settings = loaded.settings
    return ModelSetting(
        kind="endpoint" if settings.model else "offline",
        model=settings.model,
        url=settings.model_url,
        key_set=settings.model_key is not None,
        key_found=loaded.model_key is not None,
        source={name: loaded.sources[field] for name, field in _MODEL_FIELDS.items()},
        label=label,
    )


def model_values(changes: Mapping[str, str]) -> dict[str, str]:
    """`model`, `url` and `key` of the page under their names in the settings file."""
    return {_MODEL_FIELDS[name]: value for name, value in changes.items()}


@dataclass(frozen=True, slots=True)
class ApiDeps:
    """The door's whole world.

    `set_model` takes any of `model`, `url`, `key` (empty removes one) and answers the new
    setting; `test_model` answers whether the model does, and a sentence. `about` is the JSON of
    `/api/about` without `connected`; `connected` tells when each MCP client was last here (RFC
    3339). `data` is the data folder, `home` where clients keep their configuration.
    """

    commands: Commands
    queries: Queries
    naming: Naming
    exchange: Exchange
    feeds: Feeds
    pushes: Pushes
    tokens: Tokens
    data: Path
    model: Callable[[], ModelSetting]
    set_model: Callable[[Mapping[str, str]], Awaitable[ModelSetting]]
    test_model: Callable[[], Awaitable[tuple[bool, str]]]
    about: Callable[[], Awaitable[Json]]
    connected: Callable[[], Awaitable[Mapping[str, str]]]
    now: Callable[[], datetime]
    version: str
    static: Path = STATIC
    home: Path | None = None

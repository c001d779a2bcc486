"""What a person may set: on the command line, in the environment, .env or tasklark.toml."""

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
)
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

Source = Literal["command line", "environment", ".env", "file", "default"]

PREFIX = "TASKLARK_"
FILE_NAME = "tasklark.toml"
_NAME = r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"
_ENTRY = r"^$|^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9._-]+$"
_COMPONENT = "the name of a Dapr component: small letters, digits, - and ."
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_EVERYWHERE = ("0.0.0.0", "::")


class SettingsError(Exception):
    """A setting that cannot be used; the text is fit to show and holds no secret."""


def _served(host: str, info: ValidationInfo) -> str:
    # Declared before it: what a cluster serves elsewhere it serves to known tokens alone.
    places = (*LOOPBACK, *_EVERYWHERE) if info.data.get("runtime") == "dapr" else LOOPBACK
    if host not in places:
        raise ValueError(host)
    return host


def _web_address(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise ValueError(url)
    return url.rstrip("/")


def _postgres(url: SecretStr) -> SecretStr:
    address = url.get_secret_value()
    if address and not address.startswith(("postgresql://", "postgres://")):
        raise ValueError("another database")
    return url


def _zone(key: str) -> str:
    try:
        return ZoneInfo(key).key if key else key
    except (KeyError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError
        raise ValueError(key) from error


def _absolute(folder: Path) -> Path:
    return folder.expanduser().absolute()


def _level(name: object) -> object:
    return name.upper() if isinstance(name, str) else name


class Settings(BaseSettings):
    """One frozen object; each description says what the value must be."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    data: Annotated[Path, AfterValidator(_absolute)] = Field(
        default_factory=lambda: user_data_path("tasklark", appauthor=False),
        description="a folder that can be written to",
    )
    runtime: Literal["embedded", "dapr"] = Field(
        "embedded", description="embedded (one machine) or dapr (a cluster)"
    )
    host: Annotated[str, AfterValidator(_served)] = Field(
        "127.0.0.1",
        description=(
            "127.0.0.1, ::1 or localhost: without login only this computer is served "
            "(a cluster's processes may listen elsewhere; then each request needs an access token)"
        ),
    )
    port: int = Field(7400, ge=0, le=65535, description="a port number, 0 to 65535 (0: any)")
    public_url: Annotated[str, AfterValidator(_web_address)] = Field(
        "", description="an address that begins with http:// or https://"
    )
    model: str = Field("", max_length=200, description="a model's name at the endpoint")
    model_url: Annotated[str, AfterValidator(_web_address)] = Field(
        "", description="an address that begins with http:// or https://"
    )
    model_key: SecretStr | None = Field(None, description="the endpoint's key")
    model_secret: str = Field(
        "", pattern=_ENTRY, description="NAME/ENTRY of a secret, such as tasklark/model-key"
    )
    zone: Annotated[str, AfterValidator(_zone)] = Field(
        "", description="an IANA time zone such as Europe/Madrid"
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_level)] = (
        Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    )
    poll_ms: int = Field(250, ge=10, le=60_000, description="milliseconds, 10 to 60000")
    sweep_s: float = Field(5.0, ge=0.1, le=3600, description="seconds, 0.1 to 3600")
    database_url: Annotated[SecretStr, AfterValidator(_postgres)] = Field(
        SecretStr(""), description="an address that begins with postgresql://, or unset: a file"
    )
    database_pool: int = Field(
        10, ge=1, le=200, description="connections of one process to PostgreSQL, 1 to 200"
    )
    database_prepare: bool = Field(
        True, description="true or false: whether PostgreSQL may keep prepared statements"
    )
    role_password: SecretStr | None = Field(
        None, min_length=8, description="at least 8 characters, for the role that migrate makes"
    )
    mcp_url: Annotated[str, AfterValidator(_web_address)] = Field(
        "", description="an address that begins with http:// or https://, and ends in /mcp"
    )
    token_key: SecretStr | None = Field(
        None, min_length=32, description="at least 32 characters, to sign internal tokens with"
    )
    dapr_pubsub: str = Field("kafka-pubsub", pattern=_NAME, description=_COMPONENT)
    dapr_state: str = Field("statestore", pattern=_NAME, description=_COMPONENT)
    dapr_secrets: str = Field("kubernetes-secrets", pattern=_NAME, description=_COMPONENT)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what `load` collected: it knows where each value comes from."""
        return (init_settings,)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings and where each value comes from."""

    settings: Settings
    sources: Mapping[str, Source]

    @property
    def file(self) -> Path:
        """The settings file in the data folder."""
        return self.settings.data / FILE_NAME

    @property
    def model_key(self) -> str | None:
        """The endpoint's key: ours, else the one that OpenAI's own tools use."""
        if self.settings.model_key is not None:
            return self.settings.model_key.get_secret_value()
        return os.environ.get("OPENAI_API_KEY") or None


def load(overrides: Mapping[str, object] | None = None, env_file: Path | None = None) -> Loaded:
    """Read all places, the first that has a value wins.

    Raises:
        SettingsError: For an unknown name or a value that cannot be used, with what to do.
    """
    dotenv = Path(".env") if env_file is None else env_file
    env = DotEnvSettingsSource(Settings, env_file=dotenv, env_ignore_empty=True)
    _refuse_unknown(os.environ, "the environment")
    _refuse_unknown((name.upper() for name in env.env_vars), ".env")
    places: list[tuple[Source, Mapping[str, object]]] = [
        ("command line", {k: v for k, v in (overrides or {}).items() if v is not None}),
        ("environment", EnvSettingsSource(Settings, env_ignore_empty=True)()),
        (".env", _known(env())),
    ]
    folder = _validated(places).data
    places.append(("file", read_file(folder)))
    settings = _validated(places)
    _refuse_half_a_model(settings)
    _refuse_half_a_cluster(settings)
    found = {name: place for place, values in reversed(places) for name in values}
    return Loaded(settings, {name: found.get(name, "default") for name in Settings.model_fields})


def read_file(folder: Path) -> dict[str, object]:
    """What tasklark.toml in the data folder says; nothing when there is none.

    Raises:
        SettingsError: If it is not TOML, or names a setting that does not exist.
    """
    path = folder / FILE_NAME
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}. Mend or remove it.") from error
    _refuse_unknown((PREFIX + name.upper() for name in values), str(path))
    return values


def write_file(folder: Path, values: Mapping[str, str]) -> None:
    """Keep settings in tasklark.toml, readable by this user alone; an empty value removes one."""
    kept = {**read_file(folder), **values}
    lines = [f"{name} = {_toml(value)}\n" for name, value in kept.items() if value != ""]
    path = folder / FILE_NAME
    draft = path.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text("".join(lines), "utf-8")
    draft.replace(path)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text) + '"'


def _known(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name in Settings.model_fields}


def _refuse_unknown(names: Iterable[str], place: str) -> None:
    """Refuse a misspelt name: pydantic-settings passes over it without a word."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in names:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, 1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}."
            raise SettingsError(f"{name} in {place} is not a setting of Tasklark. {hint}")


def _validated(places: Iterable[tuple[Source, Mapping[str, object]]]) -> Settings:
    ordered = list(places)
    merged = {name: value for _, values in reversed(ordered) for name, value in values.items()}
    try:
        return Settings(**merged)  # type: ignore[arg-type]  # values are checked by pydantic
    except ValidationError as error:
        raise SettingsError(_sentences(error, ordered)) from None


def _sentences(
    error: ValidationError, places: Iterable[tuple[Source, Mapping[str, object]]]
) -> str:
    lines = []
    for name in dict.fromkeys(str(fault["loc"][0]) for fault in error.errors()):
        place = next((place for place, values in places if name in values), "default")
        must = Settings.model_fields[name].description
        lines.append(f"{PREFIX}{name.upper()} ({place}) must be {must}.")
    return "\n".join(lines)


def _refuse_half_a_model(settings: Settings) -> None:
    key = settings.model_key or os.environ.get("OPENAI_API_KEY")
    if settings.model and not (settings.model_url or key or settings.model_secret):
        raise SettingsError(
            "TASKLARK_MODEL is set, but neither TASKLARK_MODEL_KEY nor TASKLARK_MODEL_URL is. "
            "Set a key, or the address of an endpoint that needs none."
        )
    if settings.model_url and not settings.model:
        raise SettingsError(
            "TASKLARK_MODEL_URL is set, but TASKLARK_MODEL is not. Name the model, or unset both."
        )


def _refuse_half_a_cluster(settings: Settings) -> None:
    if settings.runtime != "dapr":
        return
    needed = {"DATABASE_URL": settings.database_url, "TOKEN_KEY": settings.token_key}
    missing = [PREFIX + name for name, value in needed.items() if not value]
    if missing:
        raise SettingsError(
            f"TASKLARK_RUNTIME is dapr, but {' and '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} not set. A cluster needs PostgreSQL, and a "
            "key that its processes sign internal tokens with."
        )

"""Bringing the database that the settings name to this program's schema, told in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import SecretStr

from tasklark.domain.errors import Refusal
from tasklark.holiday import on_holiday
from tasklark.settings import Settings
from tasklark.store.opening import DATABASE, Clock, data_folder, on_postgres, open_file


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was (or would be) done in a sentence, and whether anything is still missing."""

    says: str
    whole: bool = True


async def look(settings: Settings) -> Migrated:
    """Say what is missing; nothing is done.

    Raises:
        StoreError: If the database cannot be used, or a newer program migrated it.
    """
    if on_postgres(settings):
        return await _look_at_postgres(settings)
    from tasklark.store.sqlite_file import standing

    path = data_folder(settings) / DATABASE
    before, wanted = standing(path)
    if before >= wanted:  # a newer one is refused by opening it
        return Migrated(f"{path} has this program's schema ({wanted}).", before == wanted)
    return Migrated(f"{path} has schema {before}; {wanted} would be made of it.", whole=False)


async def migrate(settings: Settings, clock: Clock, phase: str = "", role: str = "") -> Migrated:
    """Do what is missing, of one phase if it is named; make the program's role if it is named.

    Raises:
        Refusal: If a phase or a role is asked of a file.
        StoreError: If the database cannot be used, or a newer program migrated it.
    """
    if on_postgres(settings):
        return await _migrate_postgres(settings, phase, role)
    if phase or role:
        raise Refusal(
            "A file has neither phases nor roles.",
            "Leave --phase and --role out, or set TASKLARK_DATABASE_URL.",
        )
    from tasklark.store.sqlite_file import standing

    path = data_folder(settings) / DATABASE
    before, wanted = standing(path)
    async with await open_file(settings, clock, on_holiday):
        pass
    if before == wanted:
        return Migrated(f"{path} has this program's schema ({wanted}).")
    return Migrated(f"{path} was brought from schema {before} to {wanted}.")


async def _look_at_postgres(settings: Settings) -> Migrated:
    from tasklark.store import postgres_schema

    place = place_of(settings.database_url)
    missing = await postgres_schema.check(settings.database_url.get_secret_value())
    if not missing:
        return Migrated(f"{place} has this program's schema.")
    return Migrated(f"{place} lacks {_listed(missing)}.", whole=False)


async def _migrate_postgres(settings: Settings, phase: str, role: str) -> Migrated:
    from tasklark.store import postgres_schema

    address, place = settings.database_url.get_secret_value(), place_of(settings.database_url)
    phases = [one for one in postgres_schema.PHASES if phase in ("", one)]
    if not phases:
        known = " or ".join(postgres_schema.PHASES)
        raise Refusal(f"“{phase[:40]}” is not a phase.", f"Say {known}, or leave it out.")
    password = settings.role_password
    if role and password is None:
        raise Refusal(f"The role {role} needs a password.", "Set TASKLARK_ROLE_PASSWORD.")
    done = await postgres_schema.migrate(address, phases)
    if role and password is not None:
        await postgres_schema.make_role(address, role, password.get_secret_value())
    missing = await postgres_schema.check(address)
    return Migrated(" ".join(_told(place, done, missing, role)))


def _told(place: str, done: Sequence[str], missing: Sequence[str], role: str) -> list[str]:
    said = [f"{place}: {_listed(done)} done." if done else f"{place} lacked nothing of that."]
    if not missing:
        said.append("It has this program's schema.")
    else:
        said.append(f"Still to come: {_listed(missing)}.")
    return [*said, f"The role {role} may use it."] if role else said


def _listed(steps: Sequence[str]) -> str:
    return f"{len(steps)} step{'' if len(steps) == 1 else 's'} ({', '.join(steps)})"


def place_of(address: SecretStr) -> str:
    """The database's name and host, without role and password; fit to show."""
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    try:
        facts = conninfo_to_dict(address.get_secret_value())
    except Error:
        return "The database"
    host, port = facts.get("host", "localhost"), facts.get("port", 5432)
    return f"PostgreSQL {facts.get('dbname', facts.get('user', ''))} at {host}:{port}"

"""The store that the settings name: PostgreSQL where there is an address, else a file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tzlocal import get_localzone_name

from tasklark.domain.changes import Holidays
from tasklark.domain.errors import StoreError
from tasklark.settings import Settings
from tasklark.store.sqlite import SqliteStore, open_store
from tasklark.store.sqlite_people import ZoneSource

if TYPE_CHECKING:
    from tasklark.store.postgres import PostgresStore

DATABASE = "tasklark.sqlite3"
Clock = Callable[[], datetime]


def on_postgres(settings: Settings) -> bool:
    """Whether the settings name a PostgreSQL database."""
    return bool(settings.database_url.get_secret_value())


async def open_named(
    settings: Settings, clock: Clock, holidays: Holidays
) -> "SqliteStore | PostgresStore":
    """Open whichever store the settings name.

    Raises:
        StoreError: If it cannot be used, is not migrated, or a newer program migrated it.
    """
    if on_postgres(settings):
        return await open_cluster(settings, clock, holidays)
    return await open_file(settings, clock, holidays)


async def open_cluster(settings: Settings, clock: Clock, holidays: Holidays) -> "PostgresStore":
    """Connect to the PostgreSQL database that the settings name, as the role in its address.

    Raises:
        StoreError: If it cannot be reached, is not migrated, or a newer program migrated it.
    """
    from tasklark.store.postgres import open_postgres  # the driver loads only where it is used

    return await open_postgres(
        settings.database_url.get_secret_value(),
        clock,
        holidays,
        size=settings.database_pool,
        prepare=settings.database_prepare,
    )


async def open_file(settings: Settings, clock: Clock, holidays: Holidays) -> SqliteStore:
    """Open the file in the data folder; both are made if need be.

    Raises:
        StoreError: If the folder or the file cannot be used, or a newer program wrote it.
    """
    path = data_folder(settings) / DATABASE
    zone = settings.zone or get_localzone_name()
    source: ZoneSource = "environment" if settings.zone else "default"
    return await open_store(path, clock, holidays, zone=zone, zone_source=source)


def data_folder(settings: Settings) -> Path:
    """The data folder, made if need be.

    Raises:
        StoreError: If it cannot be made or written to.
    """
    folder = settings.data
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / "up.lock").touch()
    except OSError as error:
        file = isinstance(error, FileExistsError | NotADirectoryError)
        why = "is a file" if file else f"cannot be written to: {error.strerror}"
        raise StoreError(
            f"The data folder {folder} {why}.", "Choose another with --data or TASKLARK_DATA."
        ) from None
    return folder

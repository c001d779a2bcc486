"""Which database is opened is said by the settings, and by nothing else."""

from pathlib import Path

import pytest

from tasklark.domain.errors import StoreError
from tasklark.domain.query import Filter
from tasklark.settings import Settings
from tasklark.store.opening import DATABASE, open_named
from tasklark.store.postgres import PostgresStore
from tasklark.store.sqlite import SqliteStore
from tests.contract.builders import ME, StillClock, add, no_holidays


def named(folder: Path, address: str = "", **more: object) -> Settings:
    return Settings(data=folder, database_url=address, **more)  # type: ignore[arg-type]


async def test_with_an_address_it_is_postgresql(
    address: str, tmp_path: Path, store: PostgresStore, clock: StillClock
) -> None:
    await add(store, "in the cluster")
    url = _url(address)
    for prepare in (True, False):
        settings = named(tmp_path / "data", url, database_pool=2, database_prepare=prepare)
        async with await open_named(settings, clock, no_holidays) as opened:
            assert isinstance(opened, PostgresStore)
            page = await opened.find(ME, Filter())
            assert [task.title for task in page.tasks] == ["in the cluster"]
    assert not (tmp_path / "data").exists()


async def test_without_one_it_is_the_file_in_the_data_folder(
    tmp_path: Path, clock: StillClock
) -> None:
    settings = named(tmp_path / "data", zone="Asia/Tokyo")
    async with await open_named(settings, clock, no_holidays) as opened:
        assert isinstance(opened, SqliteStore)
        assert (await opened.person(ME)).zone == "Asia/Tokyo"
    assert (tmp_path / "data" / DATABASE).exists()


async def test_an_address_where_nothing_answers_is_said_plainly(
    tmp_path: Path, clock: StillClock
) -> None:
    settings = named(tmp_path, "postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreError, match="cannot be reached"):
        await open_named(settings, clock, no_holidays)


def _url(address: str) -> str:
    from psycopg.conninfo import conninfo_to_dict

    facts = conninfo_to_dict(address)
    place = f"{facts['host']}:{facts['port']}/{facts['dbname']}"
    return f"postgresql://{facts['user']}:{facts['password']}@{place}"

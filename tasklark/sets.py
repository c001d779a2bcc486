"""Sets of found tasks: ids with the versions they were seen at, under a short code for a while."""

import json
import secrets
from collections.abc import Collection, Iterable, Mapping

from tasklark.domain.errors import Refusal
from tasklark.domain.task import Task
from tasklark.runtime.port import StateStore

HOUR_S = 3600
DAY_S = 24 * HOUR_S
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 5


class Sets:
    """Keeps sets as state documents `set/{person}/{code}`."""

    def __init__(self, state: StateStore) -> None:
        self._state = state

    async def keep(self, person: int, tasks: Iterable[Task], seconds: int) -> str:
        """Keep these rows as they are seen now; returns the code."""
        return await self._keep(person, [[task.id, task.version] for task in tasks], seconds)

    async def _keep(self, person: int, seen: list[list[int]], seconds: int) -> str:
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        await self._state.create(_key(person, code), json.dumps(seen).encode(), ttl_seconds=seconds)
        return code

    async def less(self, person: int, code: str, rows: Collection[int]) -> str:
        """Keep a set again without some rows, for as long as it might have had; the new code.

        Raises:
            Refusal: Of kind `unknown` when there is no such set (any more).
        """
        seen = [[i, v] for i, v in (await self.get(person, code)).items() if i not in rows]
        return await self._keep(person, seen, DAY_S)

    async def get(self, person: int, code: str) -> Mapping[int, int]:
        """The versions by id.

        Raises:
            Refusal: Of kind `unknown` when there is no such set (any more).
        """
        name = code.strip().lower()
        found = None
        if name and len(name) <= 2 * _LENGTH and set(name) <= set(_LETTERS):
            found = await self._state.get(_key(person, name))
        if found is None:
            raise Refusal(
                f"There is no set “{code[:20]}” (any more).", "Search again.", kind="unknown"
            )
        return {int(id_): int(version) for id_, version in json.loads(found.value)}


def _key(person: int, code: str) -> str:
    return f"set/{person}/{code}"

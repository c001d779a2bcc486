"""One round trip over one connection: statements go together, and together their rows come back.

The driver's own pipeline wakes the loop and the server for each statement; here both wake once.
"""

from collections import OrderedDict
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from psycopg import AsyncConnection, OperationalError, abc, capabilities, pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import Ready, Wait

Row = tuple[Any, ...]
Statement = tuple[bytes, Sequence[object], bool]
"""A statement as the database wants it, its values, and whether it says of what kinds they are."""
_SEEN_BEFORE = 1
"""How often a statement was sent before it is worth preparing."""
_MOST = 100
"""Statements that one connection keeps prepared, and counts; the longest unused ones go first."""
_Key = tuple[bytes, tuple[int, ...] | None]


@dataclass(slots=True)
class Prepared:
    """What a connection has prepared, and how often it was sent what it has not."""

    names: OrderedDict[_Key, bytes] = field(default_factory=OrderedDict)
    counts: OrderedDict[_Key, int] = field(default_factory=OrderedDict)
    made: int = 0

    def known(self, key: _Key) -> bytes | None:
        """The name of a prepared statement."""
        name = self.names.get(key)
        if name is not None:
            self.names.move_to_end(key)
        return name

    def deserves(self, key: _Key) -> bool:
        """Whether a statement that is not prepared should be by now."""
        seen = self.counts.pop(key, 0)
        if seen < _SEEN_BEFORE:
            self.counts[key] = seen + 1
            if len(self.counts) > _MOST:
                self.counts.popitem(last=False)
            return False
        # Without a way to let the server forget one, nothing more is prepared when it is full.
        return len(self.names) < _MOST or capabilities.has_send_close_prepared()


class _Step(NamedTuple):
    """Something to send; `done` is called when the server has done it."""

    send: Callable[[], None]
    done: Callable[[], object] | None = None
    told: bool = False


_KEPT: WeakKeyDictionary[AsyncConnection[Row], Prepared] = WeakKeyDictionary()
"""What each connection has prepared, as long as it is there."""


async def exchange(
    connection: AsyncConnection[Row], statements: Sequence[Statement], *, prepare: bool
) -> list[list[Row]]:
    """The rows of each statement, all of them in one transaction; `prepare` keeps their plans.

    Raises:
        psycopg.Error: As the database says; then nothing of it was done.
    """
    prepared = _KEPT.get(connection) if prepare else None
    if prepare and prepared is None:
        prepared = _KEPT[connection] = Prepared()
    transformer: abc.Transformer = Transformer(connection)
    steps = [
        step
        for statement in statements
        for step in _steps(connection.pgconn, transformer, statement, prepared)
    ]
    results = await connection.wait(_exchanged(connection.pgconn, [step.send for step in steps]))
    problem = None
    for step, result in zip(steps, results, strict=True):
        if result.status == pq.ExecStatus.FATAL_ERROR:
            problem = problem or error_from_result(result)
        elif step.done is not None and result.status == pq.ExecStatus.COMMAND_OK:
            step.done()
    if problem is not None:
        raise problem
    told = zip(steps, results, strict=True)
    return [_rows(transformer, result) for step, result in told if step.told]


def _steps(
    pgconn: PGconn, transformer: abc.Transformer, statement: Statement, prepared: Prepared | None
) -> list[_Step]:
    sql, values, says_kinds = statement
    dumped = transformer.dump_sequence(values, [PyFormat.AUTO] * len(values))
    # Else a value that is missing, which has no kind, would make it another statement.
    types = None if says_kinds else tuple(transformer.types or ())
    formats = transformer.formats
    at_once = partial(
        pgconn.send_query_params, sql, dumped, param_types=types, param_formats=formats
    )
    if prepared is None:
        return [_Step(at_once, told=True)]
    key = (sql, types)
    name = prepared.known(key)
    steps: list[_Step] = []
    if name is None:
        if not prepared.deserves(key):
            return [_Step(at_once, told=True)]
        steps = [*_making_room(pgconn, prepared)]
        prepared.made += 1
        name = b"tasklark_%d" % prepared.made
        keep = partial(prepared.names.__setitem__, key, name)
        steps.append(_Step(partial(pgconn.send_prepare, name, sql, param_types=types), done=keep))
    send = partial(pgconn.send_query_prepared, name, dumped, param_formats=formats)
    return [*steps, _Step(send, told=True)]


def _making_room(pgconn: PGconn, prepared: Prepared) -> list[_Step]:
    if len(prepared.names) < _MOST:
        return []
    _, name = prepared.names.popitem(last=False)
    return [_Step(partial(pgconn.send_close_prepared, name))]


def _exchanged(
    pgconn: PGconn, sends: Sequence[Callable[[], None]]
) -> Generator[Wait, Ready | int, list[PGresult]]:
    """Send everything, then wait for everything: a result for each of `sends`."""
    whole = False
    try:
        pgconn.enter_pipeline_mode()
        for send in sends:
            send()
        pgconn.pipeline_sync()
        while pgconn.flush():
            if (yield Wait.RW) & Ready.R:
                pgconn.consume_input()
        results: list[PGresult] = []
        while (result := (yield from _next_result(pgconn))).status != pq.ExecStatus.PIPELINE_SYNC:
            results.append(result)
        pgconn.exit_pipeline_mode()
        whole = True
        return results
    finally:
        if not whole:
            # Half an answer is still on its way: nobody can use this connection any more.
            pgconn.finish()


def _next_result(pgconn: PGconn) -> Generator[Wait, Ready | int, PGresult]:
    while True:
        while pgconn.is_busy():
            if (yield Wait.R) & Ready.R:
                pgconn.consume_input()
        result = pgconn.get_result()
        if result is not None:
            return result
        # Nothing marks the end of a statement; on a lost connection it would be the end for ever.
        if pgconn.status != pq.ConnStatus.OK:
            raise OperationalError("the connection is lost")


def _rows(transformer: abc.Transformer, result: PGresult) -> list[Row]:
    if result.status != pq.ExecStatus.TUPLES_OK:
        return []
    transformer.set_pgresult(result)
    return transformer.load_rows(0, result.ntuples, tuple)

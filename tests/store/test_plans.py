"""Row security on, and every view still reads by its index, whatever the table's size says."""

import psycopg
import pytest

from tasklark.store.postgres_asked import LACKING
from tests.contract.servers import ROLE, Servers

LATE = LACKING.format("late_at", "9223372036854775807")

DONE = LACKING.format("completed_at", "-9223372036854775808")
INBOX = "due_day IS NULL AND project IS NULL AND parent IS NULL"


@pytest.mark.parametrize(
    ("where", "order", "index"),
    [
        (f"status = 'open' AND {LATE} < 5", LATE, "task_when"),
        ("status = 'open'", f"{LATE}, priority, id", "task_when"),
        ("status = 'open'", f"priority, {LATE}, id", "task_priority"),
        ("status = 'open'", "folded, id", "task_folded"),
        ("status = 'open'", "created_at DESC, id DESC", "task_created"),
        ("seq > 5", "seq", "task_seq"),
        ("completed_at >= 5", "completed_at DESC, id DESC", "task_completed"),
        ("status = 'done'", f"{DONE} DESC, id DESC", "task_done"),
        (f"status = 'open' AND {INBOX}", "created_at DESC, id DESC", "task_inbox"),
    ],
)
async def test_a_view_reads_by_its_index_under_row_security(
    address: str, where: str, order: str, index: str
) -> None:
    with psycopg.connect(address) as connection:
        for setting in ("enable_seqscan", "enable_bitmapscan", "enable_sort"):
            connection.execute(f"SET LOCAL {setting} = off".encode())
        connection.execute("SELECT set_config('tasklark.person', '1', true)")
        sql = f"EXPLAIN SELECT * FROM task WHERE owner = 1 AND {where} ORDER BY {order} LIMIT 50"
        plan = "\n".join(line for (line,) in connection.execute(sql.encode()).fetchall())
    assert index in plan, plan
    if "<" in where or ">" in where:
        # The bound itself is looked up, not compared row by row.
        (looked_up,) = [line for line in plan.splitlines() if "Index Cond" in line]
        assert looked_up.count("=") + looked_up.count("<") + looked_up.count(">") >= 2, plan


async def test_words_are_found_by_their_index(address: str, servers: Servers) -> None:
    """Of many rows; of a handful any plan is as good."""
    del address  # the tables are empty and migrated
    with psycopg.connect(await servers.owner()) as connection:
        connection.execute(
            "INSERT INTO task_search (owner, task, words) SELECT 1, n,"
            " array_to_tsvector(ARRAY['1.milk' || n, '1.word' || n % 50])"
            " FROM generate_series(1, 3000) AS n"
        )
        connection.execute("SELECT gin_clean_pending_list('task_search_words')")
        connection.execute("ANALYZE task_search")
        connection.execute(f"SET LOCAL ROLE {ROLE}".encode())
        connection.execute("SELECT set_config('tasklark.person', '1', true)")
        plan = connection.execute(
            "EXPLAIN SELECT task FROM task_search WHERE owner = 1"
            " AND words @@ '''1.milk7'''::tsquery ORDER BY task DESC LIMIT 5"
        ).fetchall()
        connection.rollback()
    assert any("task_search_words" in line for (line,) in plan), plan

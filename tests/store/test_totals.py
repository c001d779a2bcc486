"""Counts are good for one state of a person's tasks; a new state is noticed for all their lists."""

from tasklark.store.totals import Totals


def test_what_is_known_of_one_list_tells_that_the_others_changed_too() -> None:
    totals = Totals()
    assert not totals.fresh(1, "week", ())
    for list_ in ("week", "inbox"):
        totals.keep(1, 5, list_, (), 3)
        assert totals.fresh(1, list_, ())
    assert totals.get(1, 6, "week", ()) is None
    assert not totals.fresh(1, "inbox", ())
    totals.keep(1, 6, "inbox", (), 4)
    assert totals.fresh(1, "inbox", ())
    assert totals.last(1, "inbox", ()) == (6, 4)


def test_people_do_not_change_each_others_lists() -> None:
    totals = Totals()
    totals.keep(1, 5, "week", (), 3)
    assert totals.get(2, 9, "week", ()) is None
    assert totals.get(1, 5, "week", ()) == 3

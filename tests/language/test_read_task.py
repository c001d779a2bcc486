"""Quick add: one line becomes a task (behaviour 2)."""

from datetime import date, time

import pytest

from tasklark.domain.errors import Refusal
from tasklark.domain.intents import NewTask
from tasklark.domain.person import Person
from tasklark.domain.reminder import Remind, RingAt, RingBefore, RingDayBefore
from tasklark.domain.task import Due
from tasklark.language import Context, read_task
from tests.language.saying import HERE, NOW, at


def task(text: str, **more: object) -> NewTask:
    return read_task(text, HERE, **more).value  # type: ignore[arg-type]


def due(text: str) -> tuple[str, str | None] | None:
    found = task(text).due
    if found is None:
        return None
    clock = None if found.time is None else f"{found.time:%H:%M}"
    return found.day.isoformat(), clock


def test_the_brief_sentence_becomes_title_date_tag_and_priority() -> None:
    assert task("buy oat milk tomorrow at 9 #home !high") == NewTask(
        "buy oat milk",
        priority="high",
        tags=("home",),
        due=Due(date(2026, 11, 24), time(9)),
    )


def test_rent_on_the_last_workday_with_a_reminder_the_evening_before() -> None:
    rent = task(
        "pay rent every last workday of the month at 9, high, #home, "
        "remind me the day before at 6pm"
    )
    assert rent.title == "pay rent"
    assert rent.repeat is not None
    assert rent.repeat.rule == "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    assert rent.repeat.start == "2026-11-30T09:00"
    assert rent.due == Due(date(2026, 11, 30), time(9))
    assert (rent.priority, rent.tags) == ("high", ("home",))
    assert rent.reminders == (Remind(RingDayBefore(1, time(18))),)


def test_in_a_minute_keeps_the_zone_of_the_moment() -> None:
    assert task("stretch in 1 minute").due == Due(date(2026, 11, 23), time(12, 31), "Europe/Madrid")


@pytest.mark.parametrize(
    ("text", "title", "priority"),
    [
        ("p1 pay taxes", "pay taxes", "high"),
        ("report p2", "report", "medium"),
        ("report p3", "report", "low"),
        ("report p4", "report", "none"),
        ("email Bob !!", "email Bob", "high"),
        ("email Bob !", "email Bob", "medium"),
        ("email Bob !high", "email Bob", "high"),
        ("urgent: call the bank", "call the bank", "high"),
        ("call the bank urgent", "call the bank", "high"),
        ("buy milk, high", "buy milk", "high"),
        ("buy milk tomorrow high", "buy milk", "high"),
        ("buy milk high, #home", "buy milk", "high"),
        ("report with high priority", "report", "high"),
        ("report, low priority", "report", "low"),
        ("fix the high chair", "fix the high chair", "none"),
        ("high tea with Ann", "high tea with Ann", "none"),
        ("replace the low battery", "replace the low battery", "none"),
        ("wow!", "wow!", "none"),
    ],
)
def test_a_priority_is_a_sigil_or_a_word_in_its_place(text: str, title: str, priority: str) -> None:
    found = task(text)
    assert (found.title, found.priority) == (title, priority)


def test_a_tag_needs_a_letter_and_a_number_names_a_task() -> None:
    found = task("compare #131 with #2024-budget #home @Work")
    assert found.title == "compare #131 with"
    assert (found.tags, found.project) == (("2024-budget", "home"), "Work")


def test_a_parent_is_named_by_its_number() -> None:
    found = task("under #131 buy nails")
    assert (found.title, found.parent) == ("buy nails", 131)


def test_a_link_or_an_address_is_no_tag_and_no_project() -> None:
    found = task("ask ann@example.org about https://example.org/a#part tomorrow")
    assert found.title == "ask ann@example.org about https://example.org/a#part"
    assert (found.tags, found.project) == ((), None)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("call Ana at 8 tomorrow", ("2026-11-24", "08:00")),
        ("call Ana at 6 tomorrow", ("2026-11-24", "18:00")),
        ("call Ana at 12 tomorrow", ("2026-11-24", "12:00")),
        ("lunch tomorrow 1", ("2026-11-24", "13:00")),
        ("meeting at 3", ("2026-11-23", "15:00")),
        ("meeting at 9", ("2026-11-23", "21:00")),
        ("meeting at 11", ("2026-11-24", "11:00")),
        ("gym friday 10", ("2026-11-27", "10:00")),
        ("gym friday 5 with Bob", ("2026-11-27", "17:00")),
        ("gym fri 20", ("2026-11-27", "20:00")),
        ("party friday 27", ("2026-11-27", None)),
        ("party friday the 4th", ("2026-12-04", None)),
        ("friday 10 people come", ("2026-11-27", None)),
        ("report by end of month", ("2026-11-30", None)),
        ("read 1984", None),
        ("buy 3 apples", None),
        ("submit 10 forms", None),
        ("get sun cream", None),
        ("the march through May street", None),
    ],
)
def test_a_bare_hour_is_read_as_people_mean_it(
    text: str, when: tuple[str, str | None] | None
) -> None:
    assert due(text) == when


def test_the_other_reading_of_an_hour_is_offered() -> None:
    reading = read_task("call Ana tomorrow at 8", HERE)
    assert [(one.label, one.words) for one in reading.alternatives] == [("20:00", "at 20:00")]
    assert reading.assumptions == ("8 is 08:00",)


def test_next_friday_offers_both_fridays() -> None:
    reading = read_task("call Ana next Friday", HERE)
    assert reading.value.due == Due(date(2026, 12, 4))
    assert [one.words for one in reading.alternatives] == ["Fri 27 Nov 2026"]


def test_a_chosen_reading_of_next_friday_is_remembered() -> None:
    person = Person(id=1, zone="Europe/Madrid", readings={"next weekday": "coming"})
    reading = read_task("call Ana next Friday", Context(NOW, person))
    assert reading.value.due == Due(date(2026, 11, 27))


@pytest.mark.parametrize("text", ["tomorrow 9am", "march", "friday 10", "every day at 9"])
def test_a_text_that_is_only_a_date_keeps_its_words_as_the_title(text: str) -> None:
    found = task(text)
    assert found.title == text
    assert found.due is not None


@pytest.mark.parametrize("text", ["", "   ", "#home", "@work !high", "p1"])
def test_a_text_without_any_title_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="no title"):
        task(text)


def test_a_title_of_a_thousand_characters_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        task("word " * 200)
    assert refused.value.kind == "too_large"


def test_plain_spans_stay_words() -> None:
    found = task("watch Friday at 9", plain=((6, 12),))
    assert found.title == "watch Friday"
    assert found.due == Due(date(2026, 11, 23), time(21))


def test_a_plain_tag_stays_in_the_title() -> None:
    found = task("learn #rust", plain=((6, 11),))
    assert (found.title, found.tags) == ("learn #rust", ())


def test_a_word_that_this_person_keeps_plain_is_never_marked() -> None:
    person = Person(id=1, zone="Europe/Madrid", plain_words=("friday",))
    found = read_task("call Friday tomorrow", Context(NOW, person)).value
    assert (found.title, found.due) == ("call Friday", Due(date(2026, 11, 24)))


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ("today", NewTask("buy milk", due=Due(date(2026, 11, 23)))),
        ("tag:home", NewTask("buy milk", tags=("home",))),
        ("project:Work", NewTask("buy milk", project="Work")),
        ("day:2026-11-27", NewTask("buy milk", due=Due(date(2026, 11, 27)))),
        ("", NewTask("buy milk")),
    ],
)
def test_a_view_fills_in_its_context(context: str, expected: NewTask) -> None:
    assert task("buy milk", context=context) == expected


def test_written_words_win_over_the_context() -> None:
    found = task("buy milk tomorrow @Home", context="project:Work")
    assert (found.project, found.due) == ("Home", Due(date(2026, 11, 24)))
    assert task("buy milk tomorrow", context="today").due == Due(date(2026, 11, 24))


def test_every_recognised_word_has_a_span_of_the_text_as_given() -> None:
    text = "Buy milk  tomorrow at 9 #home !high"
    spans = read_task(text, HERE).spans
    said = [(span.kind, text[span.start : span.end]) for span in spans]
    assert said == [
        ("date", "tomorrow"),
        ("time", "at 9"),
        ("tag", "#home"),
        ("priority", "!high"),
    ]


def test_a_zone_that_was_said_is_kept() -> None:
    assert task("call Ann 9am New York time").due == Due(
        date(2026, 11, 23), time(9), "America/New_York"
    )
    assert task("call Ann tomorrow at 9am in Tokyo").due == Due(
        date(2026, 11, 24), time(9), "Asia/Tokyo"
    )


def test_notes_follow_the_word_note() -> None:
    found = task("call the bank tomorrow note: ask about the fee")
    assert (found.title, found.notes) == ("call the bank", "ask about the fee")
    assert task("note: the fee").title == "note: the fee"


def test_reminders_are_offsets_moments_and_nagging() -> None:
    assert task("pay at 9, remind me 30 min before").reminders == (Remind(RingBefore(30)),)
    nagging = task("pay tomorrow at 9, remind me every 10 minutes until done").reminders
    assert nagging == (Remind(RingBefore(0), 10),)
    moment = task("pay on Friday, remind me tomorrow at 8").reminders
    assert moment == (Remind(RingAt(Due(date(2026, 11, 24), time(8)))),)


def test_no_reminder_said_leaves_the_default_to_the_person() -> None:
    assert task("pay tomorrow at 9").reminders is None


def test_before_the_day_starts_today_is_still_yesterday() -> None:
    late = at("2026-11-29 00:30")
    assert read_task("lock the door today", late).value.due == Due(date(2026, 11, 28))
    assert read_task("buy milk tomorrow", late).value.due == Due(date(2026, 11, 29))


def test_several_times_a_day_begin_with_the_next_one() -> None:
    found = task("vitamins daily at 8 and 20")
    assert found.repeat is not None
    assert found.repeat.rule == "FREQ=DAILY;BYHOUR=8,20"
    assert found.due == Due(date(2026, 11, 23), time(20))


def test_an_adjective_inside_a_title_repeats_nothing() -> None:
    found = task("send the weekly report tomorrow")
    assert (found.title, found.repeat) == ("send the weekly report", None)


def test_spanish_is_read_like_english() -> None:
    found = task("comprar leche mañana a las 9 #casa !high")
    assert (found.title, found.tags, found.priority) == ("comprar leche", ("casa",), "high")
    assert found.due == Due(date(2026, 11, 24), time(9))
    rent = task("pagar alquiler el último día laborable de cada mes a las 9, alta")
    assert (rent.title, rent.priority) == ("pagar alquiler", "high")
    assert rent.repeat is not None
    assert rent.repeat.rule.endswith("BYSETPOS=-1")


@pytest.mark.parametrize(
    ("text", "title", "when"),
    [
        ("Team sync Mon 9:30-10", "Team sync", ("2026-11-30", "09:30")),
        ("exam Wednesday 2-4pm", "exam", ("2026-11-25", "14:00")),
        ("conference June 3-5", "conference", ("2027-06-03", None)),
        ("vacation from 3 to 10 August", "vacation", ("2027-08-03", None)),
        ("Finish slides (due Thursday)", "Finish slides", ("2026-11-26", None)),
        ("tell Bo that rent is due on the 1st", "tell Bo that rent is due", ("2026-12-01", None)),
        ("game night Thursday at 7pm", "game night", ("2026-11-26", "19:00")),
        ("call the vet first thing Monday morning", "call the vet", ("2026-11-30", "09:00")),
        ("wake me at 6 tomorrow", "wake me", ("2026-11-24", "06:00")),
        ("fly to Oslo Sunday at 9am", "fly to Oslo", ("2026-11-29", "09:00")),
        ("call 555-1234 tomorrow", "call 555-1234", ("2026-11-24", None)),
        ("buy Monday.com license", "buy Monday.com license", None),
        ("email the second draft", "email the second draft", None),
        ("log in 2 accounts", "log in 2 accounts", None),
    ],
)
def test_what_is_no_date_stays_in_the_title(
    text: str, title: str, when: tuple[str, str | None] | None
) -> None:
    assert (task(text).title, due(text)) == (title, when)


def test_three_days_in_a_row_repeat_without_the_word_every() -> None:
    found = task("gym 6am Mon/Wed/Fri")
    assert found.title == "gym"
    assert found.repeat is not None
    assert found.repeat.rule == "FREQ=WEEKLY;BYDAY=MO,WE,FR"

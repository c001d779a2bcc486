// Upcoming: fourteen days as sections under a strip; ghosts of repeats among the rows; rows can be dragged to a day.
import * as shared from "../text/shared";
import * as say from "../text/upcoming";
import "./upcoming.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { Row } from "../board/Row";
import { StripAfter } from "../board/rows";
import { useHeld, watchPointer } from "../board/hold";
import { boardState, choice, isReady, loadMore } from "../model/board";
import { addDays, clock, dayLabel, dayNumber, dayPerson, dayShort, dueWall, monthName, today } from "../model/clock";
import { quickFocus, setRowOrder } from "../model/commands";
import { goBoard } from "../model/route";
import { filterCount, UPCOMING_DAYS, upcomingDays } from "../model/sections";
import { lingering, picked, tasks } from "../model/store";
import type { Ghost, Task } from "../model/types";
import { QuickAdd } from "../quick/QuickAdd";
import { Chip } from "../ui/Chip";
import { Icon } from "../ui/icons";
import { narrow } from "../ui/media";
import { Popover } from "../ui/Popover";
import { FilterButton } from "../views/Filter";
import { Failed, Loading, NothingPasses } from "../views/states";
import { TitleLine } from "../views/TitleLine";
import { ghostKey, months, spanWords, unfolded, upcoming, type Day } from "./days";
import { DayStrip } from "./DayStrip";
import { dragging, over } from "./drag";
import { GhostRow, skipping } from "./GhostRow";

export function Upcoming({ from }: { from: string | null }) {
  const [first, last] = upcomingDays(from, today.value);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => setChosen(null), [first]);
  const days = useDays(first);
  // Today has a board of its own; here it stands in the strip.
  const shown = days.filter((day) => day.date !== today.value);
  const sum = (count: (day: Day) => number) => days.reduce((total, day) => total + count(day), 0);
  const planned = sum((day) => day.planned);
  const repeats = sum((day) => day.repeats);
  const filtered = filterCount(choice.value.filters) > 0;
  const choose = (day: string) => {
    setChosen(chosen === day ? null : day);
    if (chosen !== day) document.getElementById(`day-${day}`)?.scrollIntoView({ block: "start" });
  };
  return (
    <>
      <TitleLine
        title={shared.upcoming}
        sub={!narrow.value && `${spanWords(first, last)}${isReady.value ? ` · ${say.planned(planned, repeats)}` : ""}`}
        tools={
          <>
            <MonthJump first={first} />
            {(planned + repeats > 0 || filtered) && <FilterButton />}
          </>
        }
      />
      <QuickAdd context={chosen ? `day:${chosen}` : ""} />
      {boardState.value.status === "failed" && <Failed />}
      {!isReady.value && boardState.value.status === "loading" && <Loading />}
      {isReady.value && (
        <div class={picked.value.size ? "view upcoming picking" : "view upcoming"} {...watchPointer} {...dragging}>
          <DayStrip days={days} chosen={chosen} onChoose={choose} />
          {shown.every((day) => day.planned + day.repeats === 0) && (filtered ? <NothingPasses /> : <p class="empty">{say.nothingPlanned(spanWords(shown[0]?.date ?? first, last))}</p>)}
          {shown.map((day) => (
            <DaySection
              key={day.date}
              day={day}
              chosen={chosen === day.date}
              onAdd={() => {
                setChosen(day.date);
                quickFocus.value += 1;
              }}
            />
          ))}
          {boardState.value.next && (
            <button type="button" class="btn more" onClick={() => void loadMore()}>
              {shared.showMore}
            </button>
          )}
          <Turn first={first} />
        </div>
      )}
    </>
  );
}

function useDays(first: string): Day[] {
  const fresh = upcoming({
    tasks: tasks.value.values(),
    ghosts: boardState.value.ghosts,
    filters: choice.value.filters,
    first,
    person: dayPerson.value,
    stays: lingering.value,
    hidden: skipping.value,
  });
  const held = useHeld(fresh, fresh.map((day) => [day.date, ...day.entries.map(keyOf)].join()).join("|"));
  const order = held.filter((day) => day.date !== today.value).flatMap((day) => day.entries.flatMap((entry) => entry.task?.id ?? []));
  useEffect(() => void (setRowOrder(order)), [order.join()]);
  return held;
}

const keyOf = (entry: Day["entries"][number]) => (entry.task ? String(entry.task.id) : ghostKey(entry.ghost));

function DaySection({ day, chosen, onAdd }: { day: Day; chosen: boolean; onAdd: () => void }) {
  const [open, setOpen] = useState(false);
  const { daily, date } = day;
  const label = dayLabel(date, today.value);
  const classes = ["day", over.value === date && "over", chosen && "chosen"].filter(Boolean).join(" ");
  return (
    <section class={classes} id={`day-${date}`} data-day={date} aria-label={label}>
      <h2 class="day-head">
        <span>{dayShort(date)}</span>
        <b>{dayNumber(date)}</b>
        <button type="button" class="icon-btn day-add" aria-label={say.addOn(label)} onClick={onAdd}>
          <Icon name="plus" />
        </button>
      </h2>
      <div>
        <ol class="rows">
          {(open ? unfolded(day, dayPerson.value) : day.entries).map((entry) =>
            entry.task ? [<DayRow key={entry.task.id} task={entry.task} />, <StripAfter key={`s${entry.task.id}`} task={entry.task} />] : <GhostRow key={ghostKey(entry.ghost)} ghost={entry.ghost} />,
          )}
        </ol>
        {daily.length > 0 && <DailyFold daily={daily} open={open} alone={day.entries.length === 0} onTurn={() => setOpen(!open)} />}
      </div>
    </section>
  );
}

function DailyFold({ daily, open, alone, onTurn }: { daily: readonly Ghost[]; open: boolean; alone: boolean; onTurn: () => void }) {
  return (
    <button type="button" class="day-fold num" aria-expanded={open} title={daily.map((ghost) => ghost.title).join(", ")} onClick={onTurn}>
      {open ? say.foldDaily : alone ? say.daily(daily.length) : say.andDaily(daily.length)}
    </button>
  );
}

function DayRow({ task }: { task: Task }) {
  const wall = task.due && dueWall(task.due, dayPerson.value);
  return <Row task={tasks.value.get(task.id) ?? task} time={wall?.time ? clock(wall.time, dayPerson.value) : ""} drags moved />;
}

function MonthJump({ first }: { first: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const jump = (from: string | null) => {
    setOpen(false);
    goBoard({ view: "upcoming", from });
  };
  return (
    <>
      <button ref={button} type="button" class="tool" aria-expanded={open} aria-label={say.monthAndJump(monthName(first))} onClick={() => setOpen(true)}>
        {monthName(first)}
        <Icon name="down" />
      </button>
      {open && (
        <Popover anchor={button} label={say.jumpToMonth} align="end" class="months" onClose={() => setOpen(false)}>
          <div class="chips">
            {months(today.value).map(({ from, label }) => (
              <Chip key={label} pressed={(from ?? today.value).slice(0, 7) === first.slice(0, 7)} onPress={() => jump(from)}>
                {label}
              </Chip>
            ))}
          </div>
        </Popover>
      )}
    </>
  );
}

/** The fourteen days after these, and before them. */
function Turn({ first }: { first: string }) {
  const turn = (by: number) => {
    const from = addDays(first, by);
    return from <= today.value ? null : from;
  };
  const words = (begin: string) => spanWords(begin, addDays(begin, UPCOMING_DAYS - 1));
  const later = addDays(first, UPCOMING_DAYS);
  return (
    <p class="turn num">
      {first > today.value && (
        <button type="button" class="link" onClick={() => goBoard({ view: "upcoming", from: turn(-UPCOMING_DAYS) })}>
          {words(turn(-UPCOMING_DAYS) ?? today.value)}
        </button>
      )}
      <span class="grow" />
      <button type="button" class="link" onClick={() => goBoard({ view: "upcoming", from: later })}>
        {words(later)}
      </button>
    </p>
  );
}

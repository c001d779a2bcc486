// Today: overdue, the line of the day with the now-line, any time; done and the next seven days folded.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useByHand } from "../board/by-hand";
import { freshen, StripAfter } from "../board/rows";
import { useHeld, watchPointer } from "../board/hold";
import { Fold, Section } from "../board/Section";
import { NowLine } from "../board/NowLine";
import { Row } from "../board/Row";
import { moveToToday } from "../model/actions";
import { begun, boardState, choice, isReady, loadMore, todayNow } from "../model/board";
import { clock, dayLabel, dayName, dayNumber, dayPerson, dueDay, dueWall, monthName, today, wallOf } from "../model/clock";
import { overlayOpen, setRowOrder } from "../model/commands";
import { nextDay, shownDay, showNextDay } from "../model/rollover";
import { filterCount, nowSlot, overdueDays, passes, todaySections, type TodaySections } from "../model/sections";
import { lingering, me, picked, tasks } from "../model/store";
import { isUnsent, unsentHere } from "../model/unsent";
import type { Task } from "../model/types";
import * as dates from "../text/dates";
import * as shared from "../text/shared";
import * as say from "../text/today";
import { lazy } from "../ui/lazy";
import { QuickAdd } from "../quick/QuickAdd";
import { FilterButton } from "./Filter";
import { firstRows } from "./first-rows";
import { isFirstRun, mayBeFirstRun, wasFirstRun } from "./first-run";
import { ComingWeek } from "./ComingWeek";
import { Failed, Loading, More, NothingPasses } from "./states";
import { TitleLine } from "./TitleLine";
import { ZoneBanner } from "./ZoneBanner";

const FirstRun = lazy(() => import("./FirstRun").then((module) => module.FirstRun));

const AwayLine = lazy(() => import("../away/AwayLine").then((module) => module.AwayLine));

export function Today() {
  const sections = useToday();
  const open = [...sections.overdue, ...sections.timed, ...sections.anyTime].filter((task) => task.status === "open").length;
  const first = isFirstRun();
  const isWaiting = isReady.value ? mayBeFirstRun() : boardState.value.status === "loading";
  return (
    <>
      <TitleLine title={dates.dayNumbered(dayName(shownDay.value), dayNumber(shownDay.value))} sub={subLine(open, first)} tools={!first && <FilterButton />} />
      <QuickAdd context="today" />
      <NewDay />
      <ZoneBanner />
      {begun.value && <AwayLine />}
      {boardState.value.status === "failed" && <Failed />}
      {isWaiting && <Loading />}
      {isReady.value && !isWaiting && (first ? <FirstRun /> : <Sections sections={sections} open={open} />)}
    </>
  );
}

function subLine(open: number, first: boolean): ComponentChildren {
  const day = shownDay.value;
  const night = todayNow.value.wall.date !== day ? say.untilNight(clock(dayPerson.value.day_start, dayPerson.value)) : "";
  const { next, total } = boardState.value;
  const count = next ? Math.max(total, open) : open;
  const words = count > 0 ? shared.openCount(count) : first ? say.nothingPlanned : say.nothingLeft;
  return me.value && `${monthName(day)}${night}${isReady.value ? ` · ${words}` : ""}`;
}

/** Sections in the order of the screen; j/k walk the same order. */
function useToday(): TodaySections {
  const moment = { ...todayNow.value, day: shownDay.value };
  const { filters, sorts } = choice.value;
  const all = [...tasks.value.values(), ...unsentHere.value].filter((task) => passes(task, filters));
  const fresh = todaySections(all, moment, sorts, lingering.value);
  const held = useHeld(fresh, [fresh.overdue, fresh.timed, fresh.anyTime].map((rows) => rows.map((task) => task.id).join()).join("|"));
  const shown = { overdue: freshen(held.overdue), timed: freshen(held.timed), anyTime: freshen(held.anyTime), done: fresh.done };
  const order = [...shown.overdue, ...shown.timed, ...shown.anyTime].filter((task) => !isUnsent(task)).map((task) => task.id);
  useEffect(() => void (setRowOrder(order)), [order.join()]);
  return shown;
}

function Sections({ sections, open }: { sections: TodaySections; open: number }) {
  const { overdue, timed, anyTime, done } = sections;
  return (
    <div class={picked.value.size ? "view picking" : "view"} {...watchPointer}>
      {overdue.length > 0 && <Overdue rows={overdue} />}
      {timed.length > 0 && (
        <Section title={dates.today} count={countOpen(timed)}>
          <TimedRows rows={timed} />
        </Section>
      )}
      {anyTime.length > 0 && (
        <Section title={shared.anyTime} count={countOpen(anyTime)}>
          <AnyTimeRows rows={anyTime} />
        </Section>
      )}
      {filterCount(choice.value.filters) === 0 && open === 0 && overdue.length + timed.length + anyTime.length === 0 && <NothingLeft />}
      {filterCount(choice.value.filters) > 0 && open === 0 && <NothingPasses />}
      {wasFirstRun.value && <FirstRun more />}
      {done.length > 0 && (
        <Fold title={say.doneToday} count={done.length} peek={lastDone(done)}>
          <ol class="rows">
            {done.map((task) => (
              <Row key={task.id} task={task} time={doneTime(task)} />
            ))}
          </ol>
        </Fold>
      )}
      <ComingWeek />
    </div>
  );
}

const countOpen = (rows: readonly Task[]) => rows.filter((task) => task.status === "open").length;

function Overdue({ rows }: { rows: readonly Task[] }) {
  const open = rows.filter((task) => task.status === "open");
  const { next, total, ownTotal } = boardState.value;
  const move = (
    <>
      <button type="button" class="link" onClick={() => void moveToToday(open)}>
        {next ? say.moveThese(open.length) : say.moveAll}
      </button>
      <button type="button" class="link" onClick={() => (overlayOpen.value = "triage")}>
        {say.triage}
      </button>
    </>
  );
  return (
    <Section title={shared.overdue} count={next ? Math.max(total - ownTotal, open.length) : open.length} actions={open.length > 0 && move}>
      <ol class="rows">
        {firstRows(rows).map((task) => [
          <Row key={task.id} task={task} time={dates.days(overdueDays(task, todayNow.value))} tone="overdue" />,
          <StripAfter key={`s${task.id}`} task={task} />,
        ])}
      </ol>
      {next && <More onMore={loadMore} />}
    </Section>
  );
}

function TimedRows({ rows }: { rows: readonly Task[] }) {
  const slot = nowSlot(rows, { ...todayNow.value, day: shownDay.value });
  const row = (task: Task, at: number) => [
    <Row key={task.id} task={task} time={timeOf(task)} tone={at < slot.index ? "past" : undefined} line />,
    <StripAfter key={`s${task.id}`} task={task} />,
  ];
  return (
    <ol class="rows line">
      {rows.slice(0, slot.index).map(row)}
      <NowLine key="now" slot={slot} late={rows.slice(0, slot.index).some((task) => task.status === "open")} />
      {firstRows(rows.slice(slot.index)).map((task, at) => row(task, at + slot.index))}
    </ol>
  );
}

/** By hand, unless something else was chosen. */
function AnyTimeRows({ rows }: { rows: readonly Task[] }) {
  const key = choice.value.sorts[0]?.key ?? "due";
  const byHand = key === "due" || key === "rank";
  const ordering = useByHand(rows, byHand);
  return (
    <ol class="rows" {...ordering}>
      {firstRows(rows).map((task) => [<Row key={task.id} task={task} time="" drags={byHand} />, <StripAfter key={`s${task.id}`} task={task} />])}
    </ol>
  );
}

function timeOf(task: Task): string {
  const wall = task.due && dueWall(task.due, dayPerson.value);
  return wall?.time ? clock(wall.time, dayPerson.value) : "";
}

const doneTime = (task: Task) => (task.completed_at ? clock(wallOf(Date.parse(task.completed_at), dayPerson.value).time, dayPerson.value) : "");

function lastDone(done: readonly Task[]) {
  const [last] = done;
  return last && say.lastDone(last.title, doneTime(last));
}

function NothingLeft() {
  const coming = [...tasks.value.values()]
    .filter((task) => task.status === "open" && task.due && dueDay(task.due, dayPerson.value) > shownDay.value)
    .sort((one, other) => ((one.due?.date ?? "") < (other.due?.date ?? "") ? -1 : 1));
  const [next] = coming;
  return (
    <p class="empty">
      {say.nothingLeftToday}
      {next?.due && say.next(next.title, dayLabel(dueDay(next.due, dayPerson.value), today.value))}
    </p>
  );
}

function NewDay() {
  if (nextDay.value === null) return null;
  return (
    <p class="notice" role="status">
      <span>{say.itIs(dayName(nextDay.value))}</span>
      <button type="button" class="link" onClick={showNextDay}>
        {shared.show}
      </button>
    </p>
  );
}


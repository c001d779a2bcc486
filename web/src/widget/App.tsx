// The board in a chat: the day's line, or what a search found; ticked, moved and taken back where it stands.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { DatedRows } from "../board/rows";
import { NowLine } from "../board/NowLine";
import { Row } from "../board/Row";
import { todayNow } from "../model/board";
import { clock, dayInMonth, dayNumbered, dayPerson, dueDay, dueWall, today } from "../model/clock";
import { go } from "../model/route";
import { nowSlot, overdueDays, todaySections, type TodaySections } from "../model/sections";
import { lingering, tasks } from "../model/store";
import { closeToast, toast } from "../model/toast";
import type { Task } from "../model/types";
import * as dates from "../text/dates";
import * as shared from "../text/shared";
import * as say from "../text/widget";
import { Icon } from "../ui/icons";
import { changed, state } from "./board";
import { Actions } from "./Actions";
import { Coming } from "./Coming";
import { walkRings } from "./keys";
import { followSize } from "./host";
import { saidOfTick } from "./tools";

/** With fewer rows than this the ones without a time are shown at once. */
const FEW = 5;

export function App() {
  const box = useRef<HTMLElement>(null);
  useEffect(() => void (box.current && followSize(box.current)), []);
  const { status, tool, days } = state.value;
  return (
    <main class="widget" ref={box} onKeyDown={walkRings}>
      {status === "waiting" && <p class="widget-note">{say.fetching}</p>}
      {status === "failed" && <Failed />}
      {status === "ready" && (tool === "search_tasks" ? <Found /> : days.length === 1 && days[0] === today.value ? <Day /> : <Days />)}
    </main>
  );
}

function Failed() {
  return (
    <>
      <Head title={shared.tasks} count="" />
      <p class="widget-note" role="alert">
        {state.value.problem}
      </p>
    </>
  );
}

function Head({ title, count }: { title: string; count: string }) {
  return (
    <header>
      <h1>{title}</h1>
      <span class="count">{count}</span>
    </header>
  );
}

/** `Tue 24 – Mon 30 Nov` */
function span(first: string, last: string): string {
  if (first === last) return dayInMonth(last);
  return `${first.slice(0, 7) === last.slice(0, 7) ? dayNumbered(first) : dayInMonth(first)} – ${dayInMonth(last)}`;
}

const isOpen = (task: Task) => task.status === "open";
const openWords = (rows: readonly Task[]) => (rows.some(isOpen) ? shared.openCount(rows.filter(isOpen).length) : shared.nothingOpen);

/** Today: what is overdue, the line of the day, and how much has no time. */
function Day() {
  const [unfolded, unfold] = useState(false);
  const { overdue, timed, anyTime } = sections();
  const few = overdue.length + timed.length < FEW;
  const rest = few || unfolded ? [] : anyTime;
  return (
    <>
      <Head title={dayInMonth(today.value)} count={openWords([...overdue, ...timed, ...anyTime])} />
      {overdue.length > 0 && <Overdue rows={overdue} />}
      <Timed rows={timed} />
      {rest.length < anyTime.length && <Untimed rows={anyTime} />}
      <Foot path="/today">
        {rest.length > 0 && (
          <button type="button" class="link quiet" onClick={() => unfold(true)}>
            {say.withoutTime(rest.length)}
          </button>
        )}
      </Foot>
    </>
  );
}

/** What was ticked here keeps its place: at once, and when the tools have answered. */
const sections = (): TodaySections => todaySections(tasks.value.values(), todayNow.value, [{ key: "due", descending: false }], new Set([...lingering.value, ...changed.value]));

function Overdue({ rows }: { rows: readonly Task[] }) {
  return (
    <ol class="rows" aria-label={shared.overdue}>
      {rows.map((task) => (
        <Row key={task.id} task={task} time={dates.days(overdueDays(task, todayNow.value))} tone="overdue" Actions={Actions} />
      ))}
    </ol>
  );
}

function Timed({ rows }: { rows: readonly Task[] }) {
  const slot = nowSlot(rows, todayNow.value);
  const row = (task: Task) => <Row key={task.id} task={task} time={timeOf(task)} Actions={Actions} />;
  return (
    <ol class="rows" aria-label={dates.today}>
      {rows.slice(0, slot.index).map(row)}
      <NowLine key="now" slot={slot} late={rows.slice(0, slot.index).some(isOpen)} />
      {rows.slice(slot.index).map(row)}
    </ol>
  );
}

function Untimed({ rows }: { rows: readonly Task[] }) {
  return (
    <ol class="rows" aria-label={shared.anyTime}>
      {rows.map((task) => (
        <Row key={task.id} task={task} time="" Actions={Actions} />
      ))}
    </ol>
  );
}

function timeOf(task: Task): string {
  const wall = task.due && dueWall(task.due, dayPerson.value);
  return wall?.time ? clock(wall.time, dayPerson.value) : "";
}

/** Several days, or one that is not today: each with what is due and what comes again. */
function Days() {
  const { days, coming } = state.value;
  const rows = [...tasks.value.values()].filter((task) => task.due && task.status !== "deleted");
  const late = days.includes(today.value) ? rows.filter((task) => dayOf(task) < today.value) : [];
  const shown = days.map((day) => ({ day, rows: rows.filter((task) => dayOf(task) === day), coming: coming.filter((one) => one.due.date === day) }));
  const full = shown.filter((one) => one.rows.length + one.coming.length > 0);
  const [first = "", last = ""] = [days[0], days.at(-1)];
  return (
    <>
      <Head title={span(first, last)} count={openWords([...late, ...shown.flatMap((one) => one.rows)])} />
      {late.length > 0 && <Overdue rows={late} />}
      {full.map(({ day, rows: due, coming: again }) => (
        <section key={day} aria-label={dayInMonth(day)}>
          {days.length > 1 && <h2>{dayInMonth(day)}</h2>}
          <ol class="rows">
            {due.map((task) => (
              <Row key={task.id} task={task} time={timeOf(task)} Actions={Actions} />
            ))}
            {again.map((one) => (
              <Coming key={`${one.number} ${one.due.time}`} one={one} />
            ))}
          </ol>
        </section>
      ))}
      {full.length + late.length === 0 && <p class="widget-note">{say.nothingDue}</p>}
      <Foot path="/upcoming" />
    </>
  );
}

const dayOf = (task: Task) => (task.due ? dueDay(task.due, dayPerson.value) : "");

/** What a search found, in its order. */
function Found() {
  const { order, total, atLeast, words } = state.value;
  const rows = order.flatMap((id) => tasks.value.get(id) ?? []);
  const ticked = [...changed.value].filter((id) => !order.includes(id)).flatMap((id) => tasks.value.get(id) ?? []);
  const all = [...rows, ...ticked].filter((task) => task.status !== "deleted");
  return (
    <>
      <Head title={words ? shared.quoted(words) : shared.tasks} count={total > rows.length ? say.shownOf(rows.length, total, atLeast) : say.found(total)} />
      {all.length > 0 ? <DatedRows rows={all} Actions={Actions} /> : <p class="widget-note">{say.nothingMatches}</p>}
      <Foot path={words ? `/search?q=${encodeURIComponent(words)}` : "/all"} />
    </>
  );
}

/** What happened, with its undo; else what is not shown. And the way to the page. */
function Foot({ path, children }: { path: string; children?: ComponentChildren }) {
  const said = toast.value;
  const inRow = said !== null && said.text === saidOfTick.value;
  return (
    <footer>
      <div class="said" role="status">
        {said && <span class={inRow ? "sr" : ""}>{said.text}</span>}
        {said?.action && !inRow && (
          <button type="button" class="link" onClick={() => (closeToast(), said.action?.run())}>
            {said.action.label}
          </button>
        )}
      </div>
      {(!said || inRow) && children}
      {state.value.page && (
        <button type="button" class="link out" onClick={() => go(path)}>
          {say.openPage}
          <Icon name="out" />
        </button>
      )}
    </footer>
  );
}

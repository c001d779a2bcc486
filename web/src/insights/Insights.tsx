// Insights: what was finished when, what keeps slipping, how full the coming days are. Each picture has a sentence and a table.
import * as say from "../text/insights";
import * as shared from "../text/shared";
import "./insights.css";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../model/api";
import { dateShort, dayLabel, dayShort, today } from "../model/clock";
import { overlayOpen, setRowOrder } from "../model/commands";
import { dueWords } from "../model/due-words";
import { openTask } from "../model/route";
import { ask } from "../model/side";
import { absorb, cursor, tasks } from "../model/store";
import type { Insights as Found } from "../model/types";
import { Trouble, useFetched } from "../views/fetched";
import { Loading } from "../views/states";
import { TitleLine } from "../views/TitleLine";
import { doneSentence, loadSentence, slipSentence, usualDay, weeks } from "./findings";
import { LoadChart } from "./LoadChart";
import { useSmall } from "./small";
import { SlipArc } from "./SlipArc";
import { YearGrid } from "./YearGrid";

export function Insights() {
  const { value, problem, reload } = useFetched<Found>((signal) => api.insights(signal));
  const ids = value?.slipping.map(({ task }) => task.id) ?? [];
  useEffect(() => {
    if (value) absorb(value.slipping.map(({ task }) => task));
    setRowOrder(ids);
  }, [value]);
  return (
    <>
      <TitleLine title={shared.insights} sub={say.sub} />
      {problem && <Trouble problem={problem} onRetry={reload} />}
      {!value && !problem && <Loading />}
      {value && <Parts found={value} />}
    </>
  );
}

function Parts({ found }: { found: Found }) {
  const box = useRef<HTMLDivElement>(null);
  const small = useSmall(box);
  return (
    <div class="insights" ref={box}>
      <Finished found={found} small={small} />
      <Slipping found={found} />
      <Load found={found} small={small} />
    </div>
  );
}

interface PartProps {
  title: string;
  sentence: { head: string; more: string };
  /** Rows of the same figures; nothing to draw without any. */
  table: ComponentChildren;
  children: ComponentChildren;
}

/** A picture under its sentence; the table is there for screen readers, and for everyone at a press. */
function Part({ title, sentence, table, children }: PartProps) {
  const [shown, show] = useState(false);
  return (
    <section class="section" aria-label={title}>
      <header class="section-head">
        <h2>{title}</h2>
        {table && (
          <span class="head-actions">
            <button type="button" class="link" aria-pressed={shown} onClick={() => show(!shown)}>
              {shown ? say.asPicture : say.asTable}
            </button>
          </span>
        )}
      </header>
      <p class="finding">
        <b>{sentence.head}</b> {sentence.more}
      </p>
      {!shown && children}
      {table && (
        <div class={shown ? "figures" : "sr"} tabIndex={shown ? 0 : undefined} role={shown ? "region" : undefined} aria-label={shown ? say.tableOf(title) : undefined}>
          <table>
            <caption class="sr">{title}</caption>
            {table}
          </table>
        </div>
      )}
    </section>
  );
}

function Finished({ found, small }: { found: Found; small: boolean }) {
  const all = weeks(found);
  const table = found.total > 0 && (
    <>
      <thead>
        <tr>
          <th scope="col">{say.weekOf}</th>
          {(all[0] ?? []).map(({ day }) => (
            <th scope="col" key={day}>
              {dayShort(day)}
            </th>
          ))}
          <th scope="col">{say.sum}</th>
        </tr>
      </thead>
      <tbody>
        {[...all].reverse().map((cells) => (
          <tr key={cells[0]?.day}>
            <th scope="row">{cells[0] && dateShort(cells[0].day)}</th>
            {Array.from({ length: 7 }, (_, at) => (
              <td key={at}>{cells[at]?.count ?? ""}</td>
            ))}
            <td>{cells.reduce((sum, { count }) => sum + count, 0)}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
  return (
    <Part title={say.finished} sentence={doneSentence(found)} table={table}>
      <YearGrid weeks={all} first={found.first} small={small} />
    </Part>
  );
}

function Slipping({ found }: { found: Found }) {
  // What was finished or deleted since is no longer slipping.
  const rows = found.slipping.filter(({ task }) => (tasks.value.get(task.id) ?? task).status === "open");
  const table = rows.length > 0 && (
    <>
      <thead>
        <tr>
          <th scope="col">{shared.task}</th>
          <th scope="col">{say.moved}</th>
          <th scope="col">{say.first}</th>
          <th scope="col">{say.now}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ task, times, first }) => (
          <tr key={task.id}>
            <th scope="row">{task.title}</th>
            <td>{times}×</td>
            <td>{first.label}</td>
            <td>{dueWords(task.due)}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
  const days = rows.flatMap(({ task, first }) => [first.date, task.due?.date ?? first.date]).sort();
  return (
    <Part title={say.slipping} sentence={slipSentence(rows)} table={table}>
      <ol class="slips">
        {rows.map((one) => (
          <Slip key={one.task.id} one={one} low={days[0] ?? today.value} high={days.at(-1) ?? today.value} />
        ))}
      </ol>
    </Part>
  );
}

function Slip({ one: { task: fetched, times, first }, low, high }: { one: Found["slipping"][number]; low: string; high: string }) {
  const task = tasks.value.get(fetched.id) ?? fetched;
  const last = task.due?.date ?? first.date;
  const select = () => (cursor.value = task.id);
  const untimed = task.due !== null && task.due.time === null;
  return (
    <li class={cursor.value === task.id ? "slip selected" : "slip"} data-row={task.id}>
      <span class="slip-n num">{times}×</span>
      <a
        class="title"
        href={`/task/${task.number}`}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          select();
          openTask(task.number);
        }}
      >
        {task.title}
      </a>
      <span class="num slip-d">{dateShort(first.date)}</span>
      <SlipArc times={times} first={first.date} last={last} low={low} high={high} />
      <span class="num slip-d">{dateShort(last)}</span>
      {untimed ? (
        <button
          type="button"
          class="link"
          onClick={() => {
            select();
            overlayOpen.value = "reschedule";
          }}
        >
          {say.giveTime}
          <span class="sr">: {task.title}</span>
        </button>
      ) : (
        <button type="button" class="link" onClick={() => ask(say.breakUpWish, [task.number])}>
          {say.breakUp}
          <span class="sr">: {task.title}</span>
        </button>
      )}
    </li>
  );
}

function Load({ found, small }: { found: Found; small: boolean }) {
  const table = (
    <>
      <thead>
        <tr>
          <th scope="col">{shared.day}</th>
          <th scope="col">{say.planned}</th>
          <th scope="col">{say.repeats}</th>
        </tr>
      </thead>
      <tbody>
        {found.load.map(({ day, tasks: planned, repeats }, at) => (
          <tr key={day}>
            <th scope="row">{dayLabel(day, today.value)}</th>
            <td>{planned + (at === 0 ? found.overdue : 0)}</td>
            <td>{repeats}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
  return (
    <Part title={say.load} sentence={loadSentence(found)} table={table}>
      <LoadChart load={found.load} overdue={found.overdue} usual={usualDay(found)} small={small} />
    </Part>
  );
}

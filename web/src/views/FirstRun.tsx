// No task yet: four sentences to click, a sample day, projects to begin with, and whose clock it is.
import { useEffect, useState } from "preact/hooks";
import { api } from "../model/api";
import { loadMe, todayNow } from "../model/board";
import { clock, dayName, dayPerson, dayShort, dayNumber, monthName, wallNow, dayLabel, today, serverMoment } from "../model/clock";
import { quickFocus } from "../model/commands";
import { pieces, toUnits } from "../model/offsets";
import { go } from "../model/route";
import { me } from "../model/store";
import { showToast } from "../model/toast";
import type { Parsed } from "../model/types";
import { sayFailed } from "../model/actions";
import { freshId } from "../model/api";
import { sentTexts, show } from "../quick/add";
import { setText } from "../quick/state";
import { Section } from "../board/Section";
import { living } from "./first-run";
import { sampleDay } from "./sample-day";

/** The day to call is far enough for its reminder to be still ahead. */
const sentences = (day: string): string[] => [
  "stretch in 1 minute",
  "pay rent last workday 9am high #home",
  "water the plants every 3 days at 18:00",
  `call Mum ${WEEKEND.includes(dayName(day)) ? "wednesday" : "sunday"} 11am, remind the day before at 6pm`,
];
const WEEKEND = ["Saturday", "Sunday"];
const PROJECTS = ["Work", "Home", "Personal"];
/** With more tasks than this the sentences have done their work. */
const STILL_NEW = 4;

/** `more`: after the first task, only the sentences that are left. */
export function FirstRun({ more = false }: { more?: boolean }) {
  const left = sentences(today.value).filter((sentence) => !sentTexts.value.has(sentence));
  if (more && (left.length === 0 || living().length > STILL_NEW)) return null;
  const hint = !more && <span class="hint">a click puts the sentence into the line above</span>;
  return (
    <>
      <Section title={more ? leftWords(left.length) : "Say it like this"} actions={hint}>
        <ol class="rows says">
          {left.map((sentence) => (
            <Sentence key={sentence} text={sentence} />
          ))}
        </ol>
      </Section>
      {!more && <Starts />}
      <ZoneLine />
    </>
  );
}

const leftWords = (count: number) => `${["No", "One", "Two", "Three", "Four"][count] ?? count} more to try`;

function Sentence({ text }: { text: string }) {
  const [parsed, setParsed] = useState<Parsed | null>(null);
  useEffect(() => {
    api.parse(text, "today", []).then(setParsed, () => undefined);
  }, [text]);
  const take = () => {
    setText(text);
    quickFocus.value += 1;
  };
  const ranges = parsed?.spans.map((span) => [toUnits(text, span.start), toUnits(text, span.end)] as const) ?? [];
  return (
    <li class="row say">
      <span class="time">{parsed && timeOf(parsed)}</span>
      <span class="ring ghost" />
      <button type="button" class="title sentence" onClick={take}>
        {pieces(text, ranges).map((piece, at) => (piece.mark === null ? piece.text : <mark key={at}>{piece.text}</mark>))}
      </button>
      <span class="say-what">{parsed && whatOf(parsed)}</span>
    </li>
  );
}

function timeOf({ task }: Parsed): string {
  if (!task.due) return "";
  if (task.due.date !== today.value) return dayLabel(task.due.date, today.value).split(" ").slice(0, 2).join(" ");
  return task.due.time ? clock(task.due.time, dayPerson.value) : "Today";
}

function whatOf({ task }: Parsed): string {
  const [reminder] = task.reminders;
  if (task.repeat) return `${task.due?.date === today.value ? "today, then" : "then"} ${task.repeat.words}`;
  if (reminder) return `rings ${reminder}`;
  return task.due?.time ? `rings at ${clock(task.due.time, dayPerson.value)}` : "";
}

function Starts() {
  return (
    <section class="starts" aria-label="Ways to begin">
      <div class="start">
        <h2>Look around first</h2>
        <p>Twelve tasks of an ordinary day, a repeat, two reminders. One undo takes them all away.</p>
        <button type="button" class="btn" onClick={() => void addSampleDay()}>
          Try a sample day
        </button>
      </div>
      <div class="start">
        <h2>Bring what you have</h2>
        <p>Todoist, iCalendar, CSV. Or drop the file on this window; a preview comes first.</p>
        <button type="button" class="btn" onClick={() => void import("../files/files").then((files) => files.bring())}>
          Bring my tasks
        </button>
      </div>
      <div class="start">
        <h2>Projects</h2>
        <p>Add the ones you want; type @ and a name for others.</p>
        <span class="chips">
          {PROJECTS.map((name) => (
            <ProjectChip key={name} name={name} />
          ))}
        </span>
      </div>
    </section>
  );
}

function ProjectChip({ name }: { name: string }) {
  const there = me.value?.projects.some((project) => project.name === name) ?? false;
  const add = async () => {
    try {
      const answer = await api.addProject(name);
      showToast(answer.said || `Added the project “${name}”.`);
      await loadMe();
    } catch (error) {
      sayFailed(error, () => void add());
    }
  };
  return (
    <button type="button" class="chip" aria-pressed={there} disabled={there} onClick={() => void add()}>
      {name}
    </button>
  );
}

async function addSampleDay(key = freshId()): Promise<void> {
  try {
    const { wall, day } = todayNow.peek();
    show(await api.add({ text: sampleDay(wall, day).join("\n"), said_at: serverMoment() }, { key }));
  } catch (error) {
    sayFailed(error, () => void addSampleDay(key));
  }
}

function ZoneLine() {
  const { date, time } = wallNow.value;
  const person = me.value;
  if (!person) return null;
  return (
    <p class="zone">
      Your clock says {dayShort(date)} {dayNumber(date)} {monthName(date).slice(0, 3)}, {clock(time, person)}, {person.zone}. A day lasts until {clock(person.day_start, person)}.{" "}
      <button type="button" class="link" onClick={() => go("/settings")}>
        Change
      </button>
    </p>
  );
}

// No task yet: four sentences to click, a sample day, projects to begin with, and whose clock it is.
import { useEffect, useState } from "preact/hooks";
import { api } from "../model/api";
import { loadMe, todayNow } from "../model/board";
import { clock, dayInMonth, dayNumbered, dayPerson, isWeekend, wallNow, today, serverMoment } from "../model/clock";
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
import * as dates from "../text/dates";
import * as say from "../text/first-run";
import * as shared from "../text/shared";
import { living } from "./first-run";
import { sampleDay } from "./sample-day";

/** With more tasks than this the sentences have done their work. */
const STILL_NEW = 4;

/** `more`: after the first task, only the sentences that are left. */
export function FirstRun({ more = false }: { more?: boolean }) {
  const left = say.sentences(isWeekend(today.value)).filter((sentence) => !sentTexts.value.has(sentence));
  if (more && (left.length === 0 || living().length > STILL_NEW)) return null;
  const hint = !more && <span class="hint">{say.aClick}</span>;
  return (
    <>
      <Section title={more ? say.moreToTry(left.length) : say.sayItLikeThis} actions={hint}>
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
  if (task.due.date !== today.value) return dayNumbered(task.due.date);
  return task.due.time ? clock(task.due.time, dayPerson.value) : dates.today;
}

function whatOf({ task }: Parsed): string {
  const [reminder] = task.reminders;
  if (task.repeat) return task.due?.date === today.value ? say.comesToday(task.repeat.words) : say.comes(task.repeat.words);
  if (reminder) return say.rings(reminder);
  return task.due?.time ? say.ringsAt(clock(task.due.time, dayPerson.value)) : "";
}

function Starts() {
  return (
    <section class="starts" aria-label={say.waysToBegin}>
      <div class="start">
        <h2>{say.lookAround}</h2>
        <p>{say.lookAroundMore}</p>
        <button type="button" class="btn" onClick={() => void addSampleDay()}>
          {say.trySampleDay}
        </button>
      </div>
      <div class="start">
        <h2>{say.bringWhatYouHave}</h2>
        <p>{say.bringMore}</p>
        <button type="button" class="btn" onClick={() => void import("../files/files").then((files) => files.bring())}>
          {say.bringMyTasks}
        </button>
      </div>
      <div class="start">
        <h2>{shared.projects}</h2>
        <p>{say.projectsMore}</p>
        <span class="chips">
          {say.projects.map((name) => (
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
      showToast(answer.said || say.projectAdded(name));
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
      {say.yourClock(dayInMonth(date), clock(time, person), person.zone, clock(person.day_start, person))}{" "}
      <button type="button" class="link" onClick={() => go("/settings")}>
        {say.change}
      </button>
    </p>
  );
}

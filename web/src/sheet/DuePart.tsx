// When it is due: words, days with their dates, a calendar and a list of times.
import { useEffect, useState } from "preact/hooks";
import { dayChoices } from "../model/actions";
import { api } from "../model/api";
import { dayLabel, dayNumber, dayPerson, dueWall, today } from "../model/clock";
import { cityOf, dueWords } from "../model/due-words";
import type { Task } from "../model/types";
import * as dates from "../text/dates";
import * as shared from "../text/shared";
import * as say from "../text/sheet";
import { Chip } from "../ui/Chip";
import { lazy } from "../ui/lazy";
import { extra, moved, save, saveDue } from "./detail";
import { Part } from "./Part";
import { Times } from "./Times";

const Calendar = lazy(() => import("./Calendar").then((module) => module.Calendar));

const shortDay = (task: Task) => (task.due ? dayLabel(dueWall(task.due, dayPerson.value).date, today.value) : "");

export function DuePart({ task }: { task: Task }) {
  const { due } = task;
  const set = (next: { date: string; time: string | null } | null) => {
    const value = next && { ...next, zone: next.time ? (due?.zone ?? null) : null };
    void saveDue(task, { due: value }, { due: value && { ...value, at: null, late_at: null } }, shortDay);
  };
  const coming = extra.value.of === task.id ? extra.value.next.map((one) => one.date) : [];
  return (
    <Part name="due" value={<span class="num">{dueWords(due)}</span>}>
      <div class="part-body">
        <WordsField task={task} />
        <div class="chips tight">
          {dayChoices(today.value).map(({ date, word }) => (
            <Chip key={date} pressed={due?.date === date} onPress={() => set({ date, time: due?.time ?? null })}>
              {word ? dates.dayNumbered(word, dayNumber(date)) : dayLabel(date, today.value)}
            </Chip>
          ))}
          <Chip pressed={due === null} onPress={() => set(null)}>
            {shared.noDateButton}
          </Chip>
        </div>
        <div class="when">
          <Calendar value={due?.date ?? null} coming={coming} onDay={(date) => set({ date, time: due?.time ?? null })} />
          <Times value={due?.time ?? null} onTime={(time) => (due || time) && set({ date: due?.date ?? today.value, time })} />
        </div>
        {due?.zone && (
          <p class="part-note">
            {shared.cityTime(cityOf(due.zone))} ·{" "}
            <button type="button" class="link" onClick={() => void save(task, { due: { date: due.date, time: due.time, zone: null } })}>
              {say.whereverIAm}
            </button>
          </p>
        )}
      </div>
      <MovedLine task={task} />
    </Part>
  );
}

/** A repeating task was moved: only this one, unless the person says all later ones too. */
function MovedLine({ task }: { task: Task }) {
  const last = moved.value;
  if (!last || last.task !== task.id) return null;
  const later = () => {
    moved.value = null;
    void save(task, last.fields, {}, "later");
  };
  return (
    <p class="part-note" role="status">
      {shared.onlyMoved(last.label)} ·{" "}
      <button type="button" class="link" onClick={later}>
        {shared.changeAllLater}
      </button>
    </p>
  );
}

const PAUSE_MS = 150;

/** Any words for a date; what they mean is said before Enter takes them. */
function WordsField({ task }: { task: Task }) {
  const [words, setWords] = useState("");
  const meaning = useMeaning(words);
  return (
    <form
      class="words"
      onSubmit={(event) => {
        event.preventDefault();
        if (!words.trim()) return;
        void saveDue(task, { due: { words: words.trim() } }, {}, shortDay);
        setWords("");
      }}
    >
      <input class="field wide" aria-label={say.dueInWords} placeholder={shared.dueExamples} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      {meaning && (
        <p class="part-note num" aria-live="polite">
          {meaning}
        </p>
      )}
    </form>
  );
}

function useMeaning(words: string): string {
  const [meaning, setMeaning] = useState("");
  useEffect(() => {
    if (!words.trim()) return setMeaning("");
    const running = new AbortController();
    const timer = setTimeout(() => {
      api.parse(words, "", [], running.signal).then(
        (read) => setMeaning(read.task.due ? dueWords(read.task.due) : ""),
        () => setMeaning(""),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      running.abort();
    };
  }, [words]);
  return meaning;
}

// Changes: everything by anyone, newest first: who and through what, old and new value, and an undo for each.
import * as say from "../text/changes";
import * as shared from "../text/shared";
import "./changes.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../model/api";
import { changeListeners } from "../model/board";
import { clock, dayOf, dayPerson, dayWord, now, today, wallOf } from "../model/clock";
import { setRowOrder } from "../model/commands";
import { openTask } from "../model/route";
import { showToast } from "../model/toast";
import type { ChangeEntry, ChangesPage } from "../model/types";
import { redoLast, undoCode } from "../model/undo";
import { Section } from "../board/Section";
import { Icon } from "../ui/icons";
import { Menu } from "../ui/Menu";
import { Trouble, useFetched } from "../views/fetched";
import { Loading } from "../views/states";
import { TitleLine } from "../views/TitleLine";
import { lines, pieces, through, who, type Line, type Piece } from "./sentence";

const KEPT_DAYS = 30;
const PAGE = 50;
const MOST = 200;
const ANYONE = say.anyone;

const since = () => new Date(now.peek() - KEPT_DAYS * 86_400_000).toISOString();

export function Changes() {
  const [by, setBy] = useState(ANYONE);
  const { value, problem, reload, more } = useChanges();
  useEffect(() => setRowOrder([]), []);
  const all = lines(value?.changes ?? []);
  const people = [...new Set(all.map(({ entry }) => who(entry)))];
  const shown = all.filter(({ entry }) => by === ANYONE || who(entry) === by);
  return (
    <>
      <TitleLine title={shared.changes} sub={say.sub} tools={all.length > 0 && <By value={by} people={people} onChoose={setBy} />} />
      {problem && <Trouble problem={problem} onRetry={reload} />}
      {!value && !problem && <Loading />}
      {value && shown.length === 0 && <p class="empty">{by === ANYONE ? say.nothingChanged : say.nothingBy(by)}</p>}
      {byDay(shown).map(({ day, lines: of }) => (
        <Section key={day} title={dayWord(day, today.value)}>
          <ol class="changes">
            {of.map((line) => (
              <Entry key={line.entry.number} line={line} causes={causes(value)} onChanged={reload} />
            ))}
          </ol>
        </Section>
      ))}
      {value?.next && (
        <button type="button" class="btn more" onClick={more}>
          {shared.showMore}
        </button>
      )}
    </>
  );
}

const causes = (page: ChangesPage | null) => new Map((page?.changes ?? []).flatMap((entry) => (entry.code ? [[entry.code, entry.said] as const] : [])));

/** As many as were shown before, again with every change anywhere; and the next page. */
function useChanges() {
  const count = useRef(PAGE);
  const fetched = useFetched<ChangesPage>((signal) => load(count.current, signal));
  const { reload } = fetched;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(reload, 250);
    };
    changeListeners.add(soon);
    return () => {
      clearTimeout(timer);
      changeListeners.delete(soon);
    };
  }, []);
  const more = () => {
    count.current += PAGE;
    reload();
  };
  return { ...fetched, more };
}

async function load(count: number, signal: AbortSignal): Promise<ChangesPage> {
  let page = await api.changes({ since: since(), limit: Math.min(count, MOST) }, signal);
  while (page.next && page.changes.length < count) {
    const later = await api.changes({ since: since(), next: page.next, limit: Math.min(count - page.changes.length, MOST) }, signal);
    page = { ...later, changes: [...page.changes, ...later.changes] };
  }
  return page;
}

function byDay(all: readonly Line[]): { day: string; lines: Line[] }[] {
  const days = new Map<string, Line[]>();
  for (const line of all) {
    const day = dayOf(wallOf(Date.parse(line.entry.at), dayPerson.value), dayPerson.value);
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [...days].map(([day, of]) => ({ day, lines: of }));
}

function By({ value, people, onChoose }: { value: string; people: readonly string[]; onChoose: (name: string) => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button ref={button} type="button" class="tool" aria-expanded={open} aria-label={say.by(value)} onClick={() => setOpen(true)}>
        {value}
        <Icon name="down" />
      </button>
      {open && <Menu anchor={button} label={say.byWhom} align="end" items={[ANYONE, ...people].map((name) => ({ label: name, hint: name === value ? say.shown : undefined, run: () => onChoose(name) }))} onClose={() => setOpen(false)} />}
    </>
  );
}

const timeOf = (at: string) => clock(wallOf(Date.parse(at), dayPerson.value).time, dayPerson.value);

/** `13:52`; on another day than the change, the day too. */
function undoneWhen(at: string, changed: string): string {
  if (!at) return shared.undone;
  const [day, before] = [at, changed].map((one) => wallOf(Date.parse(one), dayPerson.value).date);
  return day === before ? say.undoneAt(timeOf(at)) : say.undoneAt(`${dayWord(day ?? today.value, today.value)} ${timeOf(at)}`);
}

function Entry({ line, causes, onChanged }: { line: Line; causes: ReadonlyMap<string, string>; onChanged: () => void }) {
  const { entry, undone } = line;
  const name = who(entry);
  const why = through(entry, causes);
  return (
    <li class={undone ? "change reverted" : "change"}>
      <span class="time">{timeOf(entry.at)}</span>
      <span class="who">{name}</span>
      <p>
        {pieces(entry).map((piece, at) => (
          <Words key={at} piece={piece} />
        ))}
        {why && <span class="via">{why}</span>}
      </p>
      <span class="change-actions">
        {undone && (
          <span class="undone">
            {undoneWhen(undone.at, entry.at)}
            {undone.who && undone.who !== name && say.undoneBy(undone.who)}
          </span>
        )}
        <Back entry={entry} undone={undone} onChanged={onChanged} />
      </span>
    </li>
  );
}

/** Undo, or Redo of what was undone. What Tasklark does by itself goes with the change it follows. */
function Back({ entry, undone, onChanged }: { entry: ChangeEntry; undone: Line["undone"]; onChanged: () => void }) {
  const code = undone ? undone.code : entry.can_undo && who(entry) !== shared.product ? entry.code : null;
  if (!code) return null;
  const word = undone ? shared.redo : entry.touched > 1 ? shared.undoAll : shared.undo;
  const act = async () => {
    const answer = await undoCode(code);
    if (answer) showToast(undone ? shared.again(entry.said) : answer.said, answer.undo && !undone ? { label: shared.redo, run: () => void redoLast() } : null);
    onChanged();
  };
  return (
    <button type="button" class="link" aria-label={shared.wordOf(word, entry.said)} onClick={() => void act()}>
      {word}
    </button>
  );
}

function Words({ piece }: { piece: Piece }) {
  if ("text" in piece) return <>{piece.text}</>;
  if ("task" in piece) {
    const follow = (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openTask(piece.task);
    };
    return (
      <a href={`/task/${piece.task}`} onClick={follow}>
        {piece.title}
      </a>
    );
  }
  return (
    <span class="diff">
      {piece.name && `${piece.name} `}
      {piece.before === "none" ? (
        ""
      ) : (
        <>
          <s>
            <span class="sr">{say.before} </span>
            {piece.before}
          </s>
          <Icon name="arrow" class="to" />
        </>
      )}
      {piece.before === "none" && piece.name === "" ? `${shared.to} ` : ""}
      {piece.after === "none" ? shared.none : piece.after}
    </span>
  );
}

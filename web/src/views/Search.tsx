// Search over everything: open first, then what is done; matches bold; Esc goes back to where one was.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { DatedRows, freshen } from "../board/rows";
import { Fold, Section } from "../board/Section";
import { boardState, choice, choose, isReady, loadMore } from "../model/board";
import { dayLabel, dayPerson, dayOf, today, wallOf, serverMoment } from "../model/clock";
import { beforeSearch, leaveSearch, setRowOrder } from "../model/commands";
import { goBoard, go } from "../model/route";
import { passes, type Filters } from "../model/sections";
import { lingering, tasks } from "../model/store";
import type { Task } from "../model/types";
import { show } from "../quick/add";
import { api } from "../model/api";
import { sayFailed } from "../model/actions";
import { Matched } from "../board/Row";
import { PinButton } from "../pins/PinButton";
import * as say from "../text/lists";
import * as shared from "../text/shared";
import { Chip } from "../ui/Chip";
import { Icon } from "../ui/icons";
import { FilterButton } from "./Filter";
import { Failed, More } from "./states";
import { TitleLine } from "./TitleLine";

const PAUSE_MS = 120;
/** The first chip: what is done stays folded while it is pressed. */
const onlyOpen = signal(true);

export function Search({ query }: { query: string }) {
  const { open, done } = useResults();
  return (
    <>
      <TitleLine title={shared.search} sub={say.everything} search={false} tools={<CloseButton />} />
      <SearchField query={query} />
      {query.trim() && (
        <>
          <FilterChips rows={open} query={query} />
          {boardState.value.status === "failed" && <Failed />}
          {isReady.value && <Results query={query} open={open} done={done} />}
        </>
      )}
    </>
  );
}

function CloseButton() {
  return (
    <button type="button" class="tool" onClick={leaveSearch}>
      {shared.close}
      <kbd>Esc</kbd>
    </button>
  );
}

/** Rows in the server's order, which knows relevance. */
function useResults(): { open: Task[]; done: Task[] } {
  const rows = freshen(boardState.value.order.flatMap((id) => tasks.value.get(id) ?? []));
  const isOpen = (task: Task) => task.status === "open" || lingering.value.has(task.id);
  const open = rows.filter((task) => isOpen(task) && task.status !== "deleted");
  const done = rows.filter((task) => task.status === "done" && !isOpen(task));
  const order = open.filter((task) => passes(task, choice.value.filters)).map((task) => task.id);
  useEffect(() => void (setRowOrder(order)), [order.join()]);
  return { open, done };
}

function SearchField({ query }: { query: string }) {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useLayoutEffect(() => {
    field.current?.focus();
    // Words that came by the address are gone on with, not written before.
    field.current?.setSelectionRange(query.length, query.length);
  }, []);
  const typed = useRef(query);
  const last = useRef(-Infinity);
  const look = (words: string, at: number) => {
    clearTimeout(timer.current);
    // The first letter, and one after a rest, is looked for at once; while one types fast, when one stops.
    const pause = typed.current === "" || at - last.current > PAUSE_MS ? 0 : PAUSE_MS;
    last.current = at;
    const go = () => goBoard({ view: "search", query: (typed.current = words) }, { replace: true });
    if (pause === 0) go();
    else timer.current = setTimeout(go, pause);
  };
  // Another search came by the address: a pinned one, or Back.
  useLayoutEffect(() => {
    if (field.current && query !== typed.current) field.current.value = typed.current = query;
  }, [query]);
  return (
    <form class="quick search-box" role="search" onSubmit={(event) => event.preventDefault()}>
      <label class="quick-line">
        <Icon name="search" />
        <span class="sr">{say.searchEverything}</span>
        <input
          id="search-field"
          ref={field}
          class="quick-text"
          type="search"
          autocomplete="off"
          spellcheck={false}
          defaultValue={query}
          placeholder={say.searchExamples}
          onInput={(event) => look(event.currentTarget.value, event.timeStamp)}
          onKeyDown={(event) => event.key === "Escape" && !event.isComposing && (event.preventDefault(), leaveSearch())}
        />
      </label>
    </form>
  );
}

interface Facet {
  label: string;
  count: number;
  pressed: boolean;
  turn: () => void;
}

/** How the open results divide; a chosen one narrows them. */
function FilterChips({ rows, query }: { rows: readonly Task[]; query: string }) {
  const shown = facets(rows, choice.value.filters).filter((facet) => facet.count > 0 || facet.pressed);
  return (
    <div class="filters">
      {shown.map((facet) => (
        <Chip key={facet.label} pressed={facet.pressed} onPress={facet.turn}>
          {facet.label} {facet.count}
          {facet.pressed && <Icon name="close" />}
        </Chip>
      ))}
      <span class="grow" />
      {rows.length > 0 && <FilterButton />}
      <PinButton query={query} />
    </div>
  );
}

const MOST_NAMES = 3;

function facets(rows: readonly Task[], filters: Filters): Facet[] {
  const set = (change: Partial<Filters>) => choose({ filters: { ...filters, ...change } });
  const turned = <T,>(list: readonly T[], value: T) => (list.includes(value) ? list.filter((one) => one !== value) : [...list, value]);
  const count = (test: (task: Task) => boolean) => rows.filter(test).length;
  const projects = most(rows.flatMap((task) => task.project ?? []));
  const tags = most(rows.flatMap((task) => task.tags));
  return [
    { label: say.openFacet, count: rows.length, pressed: onlyOpen.value, turn: () => (onlyOpen.value = !onlyOpen.value) },
    ...projects.map((name) => ({ label: `@${name}`, count: count((task) => task.project === name), pressed: filters.projects.includes(name), turn: () => set({ projects: turned(filters.projects, name) }) })),
    ...tags.map((name) => ({ label: `#${name}`, count: count((task) => task.tags.includes(name)), pressed: filters.tags.includes(name), turn: () => set({ tags: turned(filters.tags, name) }) })),
    { label: shared.priorities.high, count: count((task) => task.priority === "high"), pressed: filters.priorities.includes("high"), turn: () => set({ priorities: turned(filters.priorities, "high") }) },
    { label: shared.noDate, count: count((task) => task.due === null), pressed: filters.dated === "undated", turn: () => set({ dated: filters.dated === "undated" ? "any" : "undated" }) },
  ];
}

function most(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).slice(0, MOST_NAMES).map(([name]) => name);
}

function Results({ query, open, done }: { query: string; open: readonly Task[]; done: readonly Task[] }) {
  const shown = open.filter((task) => passes(task, choice.value.filters));
  const { next, doneTotal } = boardState.value;
  const finished = done.filter((task) => passes(task, choice.value.filters));
  const [last] = finished;
  if (open.length === 0 && done.length === 0) return <Nothing query={query} />;
  return (
    <>
      <Section title={shared.open} count={shown.length}>
        <DatedRows rows={shown} match={query} />
      </Section>
      {next && <More onMore={loadMore} onSight={finished.length === 0} />}
      {finished.length > 0 && !onlyOpen.value && (
        <Section title={shared.done} count={Math.max(doneTotal, finished.length)}>
          <DatedRows rows={finished} match={query} />
        </Section>
      )}
      {finished.length > 0 && onlyOpen.value && (
        <Fold title={shared.done} count={Math.max(doneTotal, finished.length)} peek={last && <LastDone task={last} query={query} />}>
          <DatedRows rows={finished} match={query} />
        </Fold>
      )}
    </>
  );
}

function LastDone({ task, query }: { task: Task; query: string }) {
  const day = task.completed_at ? dayOf(wallOf(Date.parse(task.completed_at), dayPerson.value), dayPerson.value) : null;
  return (
    <>
      {say.last}
      <Matched text={task.title} match={query} />
      {day && `, ${dayLabel(day, today.value)}`}
    </>
  );
}

/** Nothing found: the words may be what one wanted to add. */
function Nothing({ query }: { query: string }) {
  const add = async () => {
    try {
      const back = beforeSearch.peek()?.path ?? "/today";
      const answer = await api.add({ text: query, said_at: serverMoment() });
      go(back);
      show(answer);
    } catch (error) {
      sayFailed(error, () => void add());
    }
  };
  return (
    <p class="empty">
      {say.nothingHas(query)}{" "}
      <button type="button" class="link" onClick={() => void add()}>
        {say.addWords(query)}
      </button>
    </p>
  );
}

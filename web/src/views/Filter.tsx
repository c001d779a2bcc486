// "Filter · Due ▾": one text button that opens what is shown and in which order, with "then by".
import { useRef, useState } from "preact/hooks";
import { choice, choose } from "../model/board";
import { board } from "../model/route";
import { filterCount, NO_FILTERS, type Filters, type Sort, type SortKey } from "../model/sections";
import { me } from "../model/store";
import type { Priority } from "../model/types";
import * as say from "../text/lists";
import * as shared from "../text/shared";
import { Chip } from "../ui/Chip";
import { Icon } from "../ui/icons";
import { Popover } from "../ui/Popover";

const PRIORITIES: readonly Priority[] = ["high", "medium", "low", "none"];
const SORTS: readonly [SortKey, string][] = [
  ["due", shared.due],
  ["priority", shared.priority],
  ["title", shared.title],
  ["created", say.added],
  ["rank", say.byHand],
];
const NAMES = new Map(SORTS);

/** `Filter · Due`, `2 filters · Priority, then due`. */
function wordsOf(filters: Filters, sorts: readonly Sort[]): string {
  const count = filterCount(filters);
  const [first, second] = sorts.map((sort) => NAMES.get(sort.key) ?? sort.key);
  const order = second ? say.thenBySecond(first ?? "", second.toLocaleLowerCase()) : first;
  const what = count === 0 ? say.filter : say.filters(count);
  if (board.value.view === "search") return order ?? say.bestMatch;
  return order ? `${what} · ${order}` : what;
}

export function FilterButton() {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { filters, sorts } = choice.value;
  return (
    <>
      <button ref={button} type="button" class="tool filter-tool" aria-expanded={open} onClick={() => setOpen(true)}>
        {wordsOf(filters, sorts)}
        <Icon name="down" />
      </button>
      {open && (
        <Popover anchor={button} label={say.filterAndSort} align="end" class="filter" onClose={() => setOpen(false)}>
          <FilterChoices />
          {board.value.view !== "upcoming" && <SortChoices />}
        </Popover>
      )}
    </>
  );
}

function turned<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}

function FilterChoices() {
  const { filters } = choice.value;
  const set = (change: Partial<Filters>) => choose({ filters: { ...filters, ...change } });
  const { view } = board.value;
  return (
    <>
      <p class="popover-head">
        {say.showOnly}
        {filterCount(filters) > 0 && (
          <button type="button" class="link" onClick={() => choose({ filters: NO_FILTERS })}>
            {say.clear}
          </button>
        )}
      </p>
      <div class="chips" role="group" aria-label={shared.priority}>
        {PRIORITIES.map((priority) => (
          <Chip small key={priority} pressed={filters.priorities.includes(priority)} onPress={() => set({ priorities: turned(filters.priorities, priority) })}>
            {priority === "none" ? say.noPriority : shared.priorities[priority]}
          </Chip>
        ))}
      </div>
      <Names label={shared.tags} sigil="#" names={me.value?.tags.map((tag) => tag.name) ?? []} chosen={filters.tags} onTurn={(name) => set({ tags: turned(filters.tags, name) })} />
      {view !== "project" && (
        <Names label={shared.projects} sigil="@" names={me.value?.projects.map((project) => project.name) ?? []} chosen={filters.projects} onTurn={(name) => set({ projects: turned(filters.projects, name) })} />
      )}
      {view !== "today" && view !== "inbox" && view !== "upcoming" && (
        <div class="chips" role="group" aria-label={say.date}>
          <Chip small pressed={filters.dated === "dated"} onPress={() => set({ dated: filters.dated === "dated" ? "any" : "dated" })}>
            {say.withDate}
          </Chip>
          <Chip small pressed={filters.dated === "undated"} onPress={() => set({ dated: filters.dated === "undated" ? "any" : "undated" })}>
            {shared.noDate}
          </Chip>
        </div>
      )}
    </>
  );
}

interface NamesProps {
  label: string;
  sigil: string;
  names: readonly string[];
  chosen: readonly string[];
  onTurn: (name: string) => void;
}

function Names({ label, sigil, names, chosen, onTurn }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <div class="chips" role="group" aria-label={label}>
      {names.map((name) => (
        <Chip small key={name} pressed={chosen.includes(name)} onPress={() => onTurn(name)}>
          {sigil + name}
        </Chip>
      ))}
    </div>
  );
}

function SortChoices() {
  const { sorts } = choice.value;
  const [first, second] = sorts;
  const set = (at: number, key: SortKey | null) => {
    const next = [...sorts];
    if (key === null) next.splice(at);
    else next[at] = { key, descending: next[at]?.key === key ? !next[at].descending : key === "created" };
    choose({ sorts: next.filter((sort, index) => next.findIndex((one) => one.key === sort.key) === index) });
  };
  return (
    <>
      <SortLine label={say.sortBy} chosen={first} onChoose={(key) => set(0, key)} />
      {first && <SortLine label={say.thenBy} chosen={second} without={first.key} onChoose={(key) => set(1, second?.key === key && second.descending ? null : key)} />}
    </>
  );
}

interface LineProps {
  label: string;
  chosen: Sort | undefined;
  without?: SortKey;
  onChoose: (key: SortKey) => void;
}

/** A second press on the chosen one turns it around. */
function SortLine({ label, chosen, without, onChoose }: LineProps) {
  return (
    <>
      <p class="popover-head">{label}</p>
      <div class="chips" role="group" aria-label={label}>
        {SORTS.filter(([key]) => key !== without).map(([key, name]) => (
          <Chip small key={key} pressed={chosen?.key === key} onPress={() => onChoose(key)}>
            {name}
            {chosen?.key === key && (chosen.descending ? " ↓" : " ↑")}
          </Chip>
        ))}
      </div>
    </>
  );
}

// The rail: where one can go, how many wait there, and whether the page is live.
import { Link } from "wouter-preact";
import { board, boardKey, pathOf, type BoardRoute } from "../model/route";
import { openSearch } from "../model/commands";
import { kept } from "../model/kept";
import { pane } from "../model/side";
import { connection, me } from "../model/store";
import { movable } from "../naming/order";
import * as dates from "../text/dates";
import * as shared from "../text/shared";
import * as say from "../text/shell";
import { Mark } from "../ui/icons";
import type { NamedCount, Pinned } from "../model/types";

const SHOWN = 12;

export function Rail() {
  return (
    <nav class="rail" aria-label={shared.views}>
      <Link class="brand" href="/today">
        <Mark />
        {shared.product}
      </Link>
      <Views />
      <Connection />
    </nav>
  );
}

/** Everything between brand and connection: also the Views pane of a narrow window and the view switch of a middle one. */
export function Views() {
  const person = me.value;
  return (
    <div class="views" onClick={() => (pane.value = "tasks")}>
      <button type="button" class="nav" aria-current={board.value.view === "search" && !isPinnedSearch(board.value.query) ? "page" : undefined} onClick={openSearch}>
        {shared.search}
        <kbd>/</kbd>
      </button>
      <div class="places">
        <ul class="nav-group">
          <Place to={{ view: "today" }} label={dates.today} count={person?.counts?.today} />
          <Place to={{ view: "upcoming", from: null }} label={shared.upcoming} />
          <Place to={{ view: "inbox" }} label={shared.inbox} count={person?.counts?.inbox} />
          <Place to={{ view: "all" }} label={shared.all} />
          <Place to={{ view: "done" }} label={shared.done} />
        </ul>
        <PinnedSearches list={person?.pinned ?? []} />
        <Group head={shared.projects} kind="project" names={person?.projects ?? []} />
        <Group head={shared.tags} kind="tag" names={person?.tags ?? []} />
      </div>
      <ul class="nav-group nav-foot">
        <Place to={{ view: "changes" }} label={shared.changes} />
        <Place to={{ view: "settings" }} label={shared.settings} />
      </ul>
    </div>
  );
}

const isPinnedSearch = (query: string) => me.value?.pinned?.some((one) => one.q === query) ?? false;

function PinnedSearches({ list }: { list: readonly Pinned[] }) {
  if (list.length === 0) return null;
  return (
    <section class="nav-group" aria-label={say.searches}>
      <h2 class="nav-head">{say.searches}</h2>
      <ul>
        {list.map(({ name, q }) => (
          <li key={q}>
            <Link class="nav" href={pathOf({ view: "search", query: q })} aria-current={board.value.view === "search" && board.value.query === q ? "page" : undefined}>
              <span class="nav-label">{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Group({ head, kind, names }: { head: string; kind: "project" | "tag"; names: readonly NamedCount[] }) {
  if (names.length === 0) return null;
  const sigil = kind === "tag" ? "#" : "";
  // Projects stand as they were put by hand, tags by their letters.
  const sorted = kind === "project" ? names : [...names].sort((one, other) => one.name.localeCompare(other.name));
  const shown = sorted.slice(0, SHOWN);
  return (
    <section class="nav-group" aria-label={head}>
      <h2 class="nav-head">{head}</h2>
      <ul>
        {shown.map(({ name }) => (
          <Place key={name} to={{ view: kind, name }} label={sigil + name} moves={kind === "project" ? movable(name) : undefined} />
        ))}
      </ul>
      {sorted.length > SHOWN && <More kind={kind} names={sorted.slice(SHOWN)} />}
    </section>
  );
}

function More({ kind, names }: { kind: "project" | "tag"; names: readonly NamedCount[] }) {
  return (
    <details class="nav-more">
      <summary class="nav">{shared.moreOf(names.length)}</summary>
      <ul>
        {names.map(({ name }) => (
          <Place key={name} to={{ view: kind, name }} label={(kind === "tag" ? "#" : "") + name} moves={kind === "project" ? movable(name) : undefined} />
        ))}
      </ul>
    </details>
  );
}

/** Boards that stand behind a place of the rail. */
function isWithin(view: string, place: string): boolean {
  return (view === "upcoming" && place === view) || (place === "done" && (view === "bin" || view === "insights"));
}

function Place({ to, label, count, moves }: { to: BoardRoute; label: string; count?: number; moves?: ReturnType<typeof movable> }) {
  const path = pathOf(to);
  const here = boardKey.value === path || isWithin(board.value.view, to.view);
  return (
    <li {...moves}>
      <Link class="nav" href={path} draggable={moves ? false : undefined} aria-keyshortcuts={moves && "Alt+ArrowUp Alt+ArrowDown"} aria-current={here ? "page" : undefined}>
        <span class="nav-label">{label}</span>
        {count ? <span class="count">{count}</span> : null}
      </Link>
    </li>
  );
}

function Connection() {
  const state = connection.value;
  return (
    <p class={state === "live" ? "connection" : "connection off"} role="status">
      <i class="lamp" />
      {say.connection[state]}
      {kept.value > 0 && say.waiting(kept.value)}
    </p>
  );
}

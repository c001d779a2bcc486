// Inbox, All, a tag, a project: one list with its dates in the time column.
import { useEffect } from "preact/hooks";
import { DatedRows, freshen } from "../board/rows";
import { useHeld, watchPointer } from "../board/hold";
import { boardState, choice, isReady, loadMore, todayNow } from "../model/board";
import { setRowOrder } from "../model/commands";
import type { BoardRoute } from "../model/route";
import { belongs, filterCount, passes, sorted } from "../model/sections";
import { lingering, me, tasks } from "../model/store";
import { isUnsent, unsentHere } from "../model/unsent";
import type { Task } from "../model/types";
import * as say from "../text/lists";
import * as shared from "../text/shared";
import { lazy } from "../ui/lazy";
import { QuickAdd } from "../quick/QuickAdd";
import { contextOf } from "../quick/context";
import { FilterButton } from "./Filter";
import { Failed, Loading, More, NothingPasses } from "./states";
import { TitleLine } from "./TitleLine";

const NameMenu = lazy(() => import("../naming/NameMenu").then((module) => module.NameMenu));

type ListRoute = Exclude<BoardRoute, { view: "search" } | { view: "upcoming" }>;

export function List({ to }: { to: ListRoute }) {
  const rows = useRows(to);
  const open = rows.filter((task) => task.status === "open").length;
  const { next, status } = boardState.value;
  const filtered = filterCount(choice.value.filters) > 0;
  return (
    <>
      <TitleLine title={titleOf(to)} sub={isReady.value && subOf(to, open, next !== null)} tools={<Tools to={to} filter={open > 0 || filtered} />} />
      <QuickAdd context={contextOf(to)} />
      {status === "failed" && <Failed />}
      {!isReady.value && status === "loading" && <Loading />}
      {isReady.value && (
        <section class="section list" aria-label={titleOf(to)} {...watchPointer}>
          {rows.length === 0 ? filtered ? <NothingPasses /> : <p class="empty">{emptyWords(to)}</p> : <DatedRows rows={rows} within={"name" in to ? to.name : undefined} byHand={choice.value.sorts[0]?.key === "rank" && !choice.value.sorts[0].descending} />}
          {next && <More onMore={loadMore} onSight />}
        </section>
      )}
    </>
  );
}

function Tools({ to, filter }: { to: ListRoute; filter: boolean }) {
  return (
    <>
      {(to.view === "tag" || to.view === "project") && <NameMenu key={to.name} kind={to.view} name={to.name} />}
      {filter && <FilterButton />}
    </>
  );
}

function useRows(to: ListRoute): Task[] {
  const { filters, sorts } = choice.value;
  const moment = todayNow.value;
  const shown = (task: Task) => (task.status === "open" || (task.status === "done" && lingering.value.has(task.id))) && belongs(task, to, moment) && passes(task, filters);
  const fresh = sorted([...tasks.value.values(), ...unsentHere.value].filter(shown), sorts, moment.person);
  const held = freshen(useHeld(fresh, fresh.map((task) => task.id).join()));
  const order = held.filter((task) => !isUnsent(task)).map((task) => task.id);
  useEffect(() => void (setRowOrder(order)), [order.join()]);
  return held;
}

function titleOf(to: ListRoute): string {
  if (to.view === "tag") return `#${to.name}`;
  if (to.view === "project") return to.name;
  return to.view === "inbox" ? shared.inbox : shared.all;
}

function subOf(to: ListRoute, open: number, more: boolean): string {
  const count = more ? (boardState.value.total || open) : open;
  if (to.view === "inbox") return count ? say.inboxCounted(shared.openCount(count)) : say.inboxIs;
  return count ? shared.openCount(count) : shared.nothingOpen;
}

function emptyWords(to: ListRoute): string {
  if (to.view === "inbox") return say.inboxEmpty;
  if (to.view === "tag") return say.tagEmpty(to.name);
  if (to.view === "project") return say.projectEmpty(to.name);
  return me.value ? say.allEmpty : "";
}

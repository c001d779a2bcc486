// The board: whatever the address names.
import { board, type BoardRoute } from "../model/route";
import { picked } from "../model/store";
import * as say from "../text/lists";
import * as shared from "../text/shared";
import { lazy } from "../ui/lazy";
import { List } from "./List";
import { Search } from "./Search";
import { TitleLine } from "./TitleLine";
import { Today } from "./Today";

const Settings = lazy(() => import("../settings/Settings").then((module) => module.Settings));
const Upcoming = lazy(() => import("../upcoming/Upcoming").then((module) => module.Upcoming));
const BulkBar = lazy(() => import("../board/BulkBar").then((module) => module.BulkBar));
const Done = lazy(() => import("./Done").then((module) => module.Done));
const Bin = lazy(() => import("../bin/Bin").then((module) => module.Bin));
const Changes = lazy(() => import("../changes/Changes").then((module) => module.Changes));
const Insights = lazy(() => import("../insights/Insights").then((module) => module.Insights));

export function Board() {
  return (
    <main class="board" id="board" tabIndex={-1}>
      {view(board.value)}
      {picked.value.size > 0 && <BulkBar />}
    </main>
  );
}

function view(to: BoardRoute) {
  switch (to.view) {
    case "today":
      return <Today />;
    case "upcoming":
      return <Upcoming from={to.from} />;
    case "bin":
      return <Bin />;
    case "changes":
      return <Changes />;
    case "insights":
      return <Insights />;
    case "done":
      return <Done />;
    case "search":
      return <Search query={to.query} />;
    case "settings":
      return (
        <>
          <TitleLine title={shared.settings} sub={say.keptOnThisComputer} />
          <Settings />
        </>
      );
    default:
      return <List key={`${to.view}${"name" in to ? to.name : ""}`} to={to} />;
  }
}

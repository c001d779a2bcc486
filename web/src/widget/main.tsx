// Starts the board inside a chat host: no address, no network of its own, everything through the host.
import { effect } from "@preact/signals";
import { render } from "preact";
import "../style/tokens.css";
import "../style/base.css";
import "../style/parts.css";
import "../style/rows.css";
import "../style/floating.css";
import * as say from "../text/widget";
import "./widget.css";
import { startClock } from "../model/clock";
import { leaveBy } from "../model/route";
import { cursor } from "../model/store";
import { showToast } from "../model/toast";
import { App } from "./App";
import { fail, load, standUnder, state, type Shows } from "./board";
import { meet, openLink } from "./host";
import { follow } from "./look";
import { callThroughHost } from "./tools";

let named: string | undefined;
let given: Record<string, unknown> = {};

/** Hosts that do not say which tool was called are told by its arguments. */
function toolOf(): Shows {
  const searches = ["filter", "ids", "sort", "count_by", "cursor", "detail"].some((name) => name in given);
  return named === "search_tasks" || (named !== "get_agenda" && searches) ? "search_tasks" : "get_agenda";
}

callThroughHost();
startClock();
leaveBy((path) => void openLink(state.peek().page + path).catch(() => showToast(say.linkFailed, null, true)));
// A row that was clicked is no place to go on from: there are no keys that act on it.
effect(() => void (cursor.value !== null && (cursor.value = null)));

const root = document.getElementById("app");
if (root) render(<App />, root);

void meet({
  given: (asked) => (given = asked),
  answered: () => {
    standUnder(toolOf(), given);
    void load();
  },
  cancelled: () => fail(say.cancelled),
  surrounded: (by) => {
    follow(by);
    named = by.toolInfo?.tool?.name ?? named;
  },
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && state.peek().status !== "waiting") void load();
});

// What a view adds to a new task: Today adds today, a tag its tag, a project its project. Written words win.
import { dayLabel, today } from "../model/clock";
import type { BoardRoute } from "../model/route";
import type { Parsed } from "../model/types";
import * as dates from "../text/dates";

/** The context as the server takes it: `today`, `tag:x`, `project:x`, or nothing. */
export function contextOf(board: BoardRoute): string {
  if (board.view === "today") return "today";
  if (board.view === "tag" || board.view === "project") return `${board.view}:${board.name}`;
  return "";
}

const DATED = new Set(["date", "time", "repeat"]);

/** The removable mark that stands for the context, or null when written words took its place. */
export function contextLabel(context: string, parsed: Pick<Parsed, "spans" | "task"> | null): string | null {
  if (!context) return null;
  const [kind = "", name = ""] = context.split(/:(.*)/s);
  if (!parsed) return null;
  if (kind === "today" || kind === "day") return parsed.spans.some((span) => DATED.has(span.kind)) ? null : kind === "today" ? dates.todayInline : dayLabel(name, today.value);
  if (kind === "project") return parsed.spans.some((span) => span.kind === "project") ? null : `@${name}`;
  const written = parsed.spans.some((span) => span.kind === "tag" && span.label.replace(/^#/, "").toLocaleLowerCase() === name.toLocaleLowerCase());
  return written ? null : `#${name}`;
}

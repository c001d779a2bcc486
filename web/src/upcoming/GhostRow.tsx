// A coming occurrence of a series: a dashed ring; it can be skipped, or its series opened.
import { signal } from "@preact/signals";
import { write } from "../model/actions";
import { api } from "../model/api";
import { loadBoard } from "../model/board";
import { clock, dayLabel, dayPerson, dueWall, today } from "../model/clock";
import { openTask } from "../model/route";
import type { Ghost } from "../model/types";
import * as shared from "../text/shared";
import * as say from "../text/upcoming";
import { Icon } from "../ui/icons";
import { fullDue, ghostKey } from "./days";

/** Ghosts on their way out. */
export const skipping = signal<ReadonlySet<string>>(new Set());

async function skip(ghost: Ghost): Promise<void> {
  const key = ghostKey(ghost);
  skipping.value = new Set([...skipping.peek(), key]);
  const said = say.skipped(ghost.title, dayLabel(ghost.due.date, today.peek()));
  if (await write({ changes: new Map(), said: () => said, run: (call) => api.skipOne(ghost.task, ghost.occurrence, call) })) await loadBoard();
  skipping.value = new Set([...skipping.peek()].filter((one) => one !== key));
}

export function GhostRow({ ghost }: { ghost: Ghost }) {
  const wall = dueWall(fullDue(ghost.due), dayPerson.value);
  const when = dayLabel(ghost.due.date, today.value);
  return (
    <li class="row is-ghost" data-priority={ghost.priority}>
      <span class="time">{wall.time ? clock(wall.time, dayPerson.value) : ""}</span>
      <span class="ring ghost" />
      <a
        class="title"
        href={`/task/${ghost.number}`}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          openTask(ghost.number);
        }}
      >
        {ghost.title}
        <span class="sr">{shared.comesAgain}</span>
      </a>
      <p class="meta">
        {ghost.priority !== "none" && <b class="prio">{shared.priorities[ghost.priority]}</b>}
        <span>
          <Icon name="repeat" />
          {ghost.repeat_words}
        </span>
        {ghost.project && <span>@{ghost.project}</span>}
        {ghost.tags.map((tag) => (
          <span key={tag}>#{tag}</span>
        ))}
      </p>
      <span class="ghost-actions">
        <button type="button" class="link" onClick={() => void skip(ghost)}>
          {say.skip}
          <span class="sr">
            {" "}
            {say.onDay(ghost.title, when)}
          </span>
        </button>
        <button type="button" class="link" onClick={() => openTask(ghost.number)}>
          {say.openSeries}
          <span class="sr"> {ghost.title}</span>
        </button>
      </span>
    </li>
  );
}

// A coming occurrence of a series: seen, but not to be ticked yet.
import { clock, dayPerson, dueWall } from "../model/clock";
import { openTask } from "../model/route";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import type { Coming as One } from "./board";

export function Coming({ one }: { one: One }) {
  const wall = dueWall({ ...one.due, at: null, late_at: null }, dayPerson.value);
  const open = (event: MouseEvent) => {
    event.preventDefault();
    openTask(one.number);
  };
  return (
    <li class="row is-ghost">
      <span class="time">{wall.time ? clock(wall.time, dayPerson.value) : ""}</span>
      <span class="ring ghost" />
      <a class="title" href={`/task/${one.number}`} onClick={open}>
        {one.title}
        <span class="sr">{shared.comesAgain}</span>
      </a>
      <p class="meta">
        <span>
          <Icon name="repeat" />
          {one.repeat_words}
        </span>
      </p>
    </li>
  );
}

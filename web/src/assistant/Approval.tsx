// The ticket that asks: which tasks, until when it waits, and the two answers on its stub. Enter never approves.
import { useState } from "preact/hooks";
import { clock, dayLabel, dayPerson, daysBetween, today, wallOf } from "../model/clock";
import { dueWords } from "../model/due-words";
import type { Task } from "../model/types";
import * as say from "../text/assistant";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { answer } from "./chat";
import type { Answer, ApprovalCall, ApprovalValue } from "./wire";

const ROWS = 10;

export function Approval({ approval }: { approval: ApprovalValue }) {
  const [answers, setAnswers] = useState<readonly Answer[]>([]);
  const give = (one: Answer) => {
    const all = [...answers, one];
    if (all.length === approval.calls.length) answer(all);
    else setAnswers(all);
  };
  const open = approval.calls.filter((call) => !answers.some((one) => one.interruptId === call.toolCallId));
  return (
    <>
      {open.map((call) => (
        <Question key={call.toolCallId} call={call} until={approval.until} onAnswer={give} />
      ))}
    </>
  );
}

function Question({ call, until, onAnswer }: { call: ApprovalCall; until: string; onAnswer: (answer: Answer) => void }) {
  const [unticked, setUnticked] = useState<ReadonlySet<number>>(new Set());
  const left = call.total - unticked.size;
  const give = (approved: boolean) => onAnswer({ interruptId: call.toolCallId, status: "resolved", payload: { approved, unticked: [...unticked] } });
  const turn = (id: number) => {
    const next = new Set(unticked);
    if (!next.delete(id)) next.add(id);
    setUnticked(next);
  };
  return (
    <article class="ticket ask" aria-label={call.question}>
      <div class="ticket-main">
        <h3>{call.question}</h3>
        <p class="ticket-detail">
          {say.waitingUntil(untilWords(until))}
          {/^delete/.test(call.tool) && say.keptInBin}
        </p>
        {call.tasks.length > 0 && (
          <ul class="ask-rows">
            {call.tasks.slice(0, ROWS).map((task) => (
              <li key={task.id}>
                <label>
                  <input type="checkbox" checked={!unticked.has(task.id)} onChange={() => turn(task.id)} />
                  <span>
                    {task.title}
                    <small class="num">{detailOf(task)}</small>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        )}
        {call.total > Math.min(ROWS, call.tasks.length) && call.tasks.length > 0 && <p class="ticket-note">{shared.andMore(call.total - Math.min(ROWS, call.tasks.length))}</p>}
        <details>
          <summary>
            <Icon name="right" />
            {call.tool}
          </summary>
        </details>
      </div>
      <div class="ticket-stub">
        <button type="button" class="btn primary" onClick={() => give(false)}>
          {call.no}
        </button>
        <button type="button" class="btn danger" disabled={call.total > 0 && left === 0} onClick={() => give(true)}>
          {yesWords(call.yes, call.total, left)}
        </button>
      </div>
    </article>
  );
}

/** The yes names how many it is for, after some were unticked. */
export function yesWords(yes: string, total: number, left: number): string {
  if (left === total || left === 0) return yes;
  const words = yes.replace(String(total), String(left));
  return left === 1 ? words.replace(/\btasks\b/, "task") : words;
}

function detailOf(task: Task): string {
  const late = task.due && task.status === "open" ? daysBetween(task.due.date, today.value) : 0;
  const overdue = late > 0 ? say.overdueFor(late) : "";
  return `${dueWords(task.due)}${overdue}${task.priority === "none" ? "" : `, ${shared.priorities[task.priority]}`}`;
}

function untilWords(until: string): string {
  const wall = wallOf(Date.parse(until), dayPerson.value);
  return `${dayLabel(wall.date, today.value)}, ${clock(wall.time, dayPerson.value)}`;
}

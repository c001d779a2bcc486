// A tool call as a ticket stub: what it did in one sentence, the live rows, and its undo on the stub.
import { useEffect, useState } from "preact/hooks";
import { write } from "../model/actions";
import { api } from "../model/api";
import { clock, dayLabel, dayPerson, today, wallOf } from "../model/clock";
import { tasks } from "../model/store";
import { undos } from "../model/undo";
import * as say from "../text/assistant";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { undoAll, undone } from "./chat";
import { LiveRow } from "./LiveRow";
import { ensureTasks, ROWS, tasksOf } from "./ticket-tasks";
import type { TicketValue } from "./wire";

interface Props {
  ticket: TicketValue;
  at: string | null;
  /** Later calls on the same tasks. */
  more?: readonly TicketValue[];
}

const NO_MORE: readonly TicketValue[] = [];

const codesOf = ({ ticket, more = NO_MORE }: Props) => [ticket, ...more].flatMap(({ undo }) => undo ?? []);

export function Ticket({ ticket, at, more = NO_MORE }: Props) {
  if (ticket.reads) return <Looked ticket={ticket} />;
  const codes = codesOf({ ticket, at, more });
  const left = codes.filter((code) => !undone.value.has(code));
  const isUndone = codes.length > 0 && left.length === 0;
  return (
    <article class="ticket" aria-label={ticket.said}>
      <div class="ticket-main">
        <h3>{ticket.said}</h3>
        {more.map((later) => (
          <p class="ticket-detail" key={later.toolCallId}>
            {later.said}
          </p>
        ))}
        {ticket.status !== "done" && <p class="ticket-detail">{ticket.status === "kept" ? say.nothingChanged : say.notDone}</p>}
        <Rows ticket={ticket} />
        {!isUndone && <OnlyThis ticket={ticket} />}
        <Call tickets={[ticket, ...more]} />
      </div>
      <div class="ticket-stub">
        {at && <span class="num">{timeOf(at)}</span>}
        {codes.length > 0 && <Undo codes={left} said={ticket.said} />}
      </div>
    </article>
  );
}

/** `codes`: what is left to undo. */
function Undo({ codes, said }: { codes: readonly string[]; said: string }) {
  if (codes.length === 0) return <span class="muted">{shared.undone}</span>;
  return (
    <>
      <button type="button" class="link" aria-label={shared.undoOf(said)} onClick={() => void undoAll(codes)}>
        {shared.undo}
      </button>
      {codes.length === 1 && undos.value.at(-1)?.code === codes[0] && <kbd aria-hidden="true">Z</kbd>}
    </>
  );
}

function Rows({ ticket }: { ticket: TicketValue }) {
  const [all, setAll] = useState(false);
  useEffect(() => void ensureTasks(ticket), [ticket.toolCallId]);
  const here = tasksOf(ticket);
  const rows = all ? here : here.slice(0, ROWS);
  // Until they are here, nothing is said of how many more there are.
  const more = here.length ? Math.max(ticket.ids.length, here.length) - rows.length : 0;
  return (
    <>
      {rows.map((task) => (
        <LiveRow key={task.id} task={task} />
      ))}
      {more > 0 && (
        <p class="ticket-note">
          {shared.andMore(more)}
          {here.length > rows.length && (
            <>
              {" · "}
              <button type="button" class="link" onClick={() => setAll(true)}>
                {shared.show}
              </button>
            </>
          )}
        </p>
      )}
    </>
  );
}

/** A repeating task was moved: only this one, unless the person says all later ones too. */
function OnlyThis({ ticket }: { ticket: TicketValue }) {
  const [said, setSaid] = useState(false);
  const [then, ...others] = tasksOf(ticket);
  const task = then && (tasks.value.get(then.id) ?? then);
  if (said || ticket.tool !== "update_tasks" || !ticket.arguments.when || others.length || !task?.repeat || !task.due) return null;
  const { date, time, zone } = task.due;
  const later = () => {
    setSaid(true);
    void write({ changes: new Map([[task.id, {}]]), run: (call) => api.edit(task.id, { due: { date, time, zone } }, {}, "later", call) });
  };
  return (
    <p class="ticket-note">
      {shared.onlyMoved(dayLabel(date, today.value))} ·{" "}
      <button type="button" class="link" onClick={later}>
        {shared.changeAllLater}
      </button>
    </p>
  );
}

/** The tools' names and arguments, for who wants to see them. */
function Call({ tickets }: { tickets: readonly TicketValue[] }) {
  return (
    <details>
      <summary>
        <Icon name="right" />
        {tickets.map(({ tool }) => tool).join(", ")}
      </summary>
      {tickets.map(({ toolCallId, arguments: given, text }) => [
        <pre key={toolCallId}>{JSON.stringify(given, null, 1)}</pre>,
        text && <pre key={`${toolCallId} text`}>{text}</pre>,
      ])}
    </details>
  );
}

/** It only looked: one line, the rows under it. */
function Looked({ ticket }: { ticket: TicketValue }) {
  return (
    <details class="looked">
      <summary>
        <Icon name="right" />
        {ticket.said || ticket.tool}
      </summary>
      <Rows ticket={ticket} />
      <p class="mono">{ticket.tool}</p>
      <pre>{JSON.stringify(ticket.arguments, null, 1)}</pre>
    </details>
  );
}

/** Several changes in a row: one ticket with one undo for all. */
export function Fold({ tickets }: { tickets: readonly Props[] }) {
  const [open, setOpen] = useState(false);
  const codes = tickets.flatMap(codesOf);
  const left = codes.filter((code) => !undone.value.has(code));
  const at = tickets.at(-1)?.at;
  return (
    <>
      <article class="ticket" aria-label={shared.changesCounted(tickets.length)}>
        <div class="ticket-main">
          <h3>{shared.changesCounted(tickets.length)}</h3>
          <p class="ticket-detail">
            {tickets[0]?.ticket.said}{" "}·{" "}
            <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? shared.hide : shared.show}
            </button>
          </p>
        </div>
        <div class="ticket-stub">
          {at && <span class="num">{timeOf(at)}</span>}
          {left.length ? (
            <button type="button" class="link" onClick={() => void undoAll(left)}>
              {shared.undoAll}
            </button>
          ) : (
            <span class="muted">{shared.undone}</span>
          )}
        </div>
      </article>
      {open && tickets.map((one) => <Ticket key={one.ticket.toolCallId} {...one} />)}
    </>
  );
}

export function timeOf(at: string): string {
  return clock(wallOf(Date.parse(at), dayPerson.value).time, dayPerson.value);
}

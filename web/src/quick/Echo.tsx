// The printed half of the same ticket: what will be added, in words, and the other readings to choose from.
import type { Parsed } from "../model/types";
import * as say from "../text/quick";
import { Chip } from "../ui/Chip";
import { Icon } from "../ui/icons";
import { contextLabel } from "./context";
import * as state from "./state";

const SURE = 0.8;

export function Echo() {
  const parsed = state.parsed.value;
  const label = state.contextOff.value ? null : contextLabel(state.viewContext.value, parsed);
  const command = parsed?.command && parsed.command.confidence >= SURE && state.isCurrent.value ? parsed.command : null;
  const shown = parsed !== null && (parsed.echo || label || command || parsed.alternatives.length > 0 || parsed.count > 1);
  return (
    <div class="echo" hidden={!shown}>
      <p aria-live="polite">
        {label && (
          <button type="button" class="context" aria-label={say.without(label)} onClick={state.dropContext}>
            {label}
            <Icon name="close" />
          </button>
        )}
        {parsed && <EchoWords parsed={parsed} hide={label} />}
        {parsed && parsed.assumptions.length > 0 && <span class="muted">{SEPARATOR + parsed.assumptions.join(SEPARATOR)}</span>}
      </p>
      {command && (
        <p class="echo-command">
          <kbd>Tab</kbd> {command.say}
        </p>
      )}
      {parsed && !command && <Readings parsed={parsed} />}
    </div>
  );
}

const SEPARATOR = " · ";

/** The echo with its date bold, its priority coloured and a bell before what rings. */
function EchoWords({ parsed, hide }: { parsed: Parsed; hide: string | null }) {
  // A date that comes from the view is said by its mark already.
  const dated = hide !== null && !/^[#@]/.test(hide) && parsed.task.due !== null;
  const parts = parsed.echo.split(SEPARATOR).filter((part, at) => part && part !== hide && !(dated && at === 0));
  return (
    <>
      {parts.map((part, at) => (
        <span key={part}>
          {(at > 0 || hide) && SEPARATOR}
          {styled(part, at === 0 && !hide, parsed)}
        </span>
      ))}
    </>
  );
}

function styled(part: string, first: boolean, { task }: Parsed) {
  if (part === task.priority) return <b class={`p-${part}`}>{part}</b>;
  if (isReminder(part, task.reminders))
    return (
      <>
        <Icon name="bell" />
        {part.replace(/^remind(s|er)? /, "")}
      </>
    );
  return first && task.due ? <b>{part}</b> : part;
}

const isReminder = (part: string, reminders: readonly string[]) => reminders.some((words) => part === words || part.endsWith(words)) || /^(remind|rings)/.test(part);

/** "Fri 27 · Fri 4 Dec": the reading in force is pressed. */
function Readings({ parsed }: { parsed: Parsed }) {
  const [first] = parsed.alternatives;
  if (!first || !state.isCurrent.value) return null;
  const inForce = parsed.spans.find((span) => span.start <= first.start && first.start < span.end);
  return (
    <span class="readings" role="group" aria-label={say.whichOne}>
      {inForce && (
        <Chip small pressed onPress={() => undefined}>
          {inForce.label}
        </Chip>
      )}
      {parsed.alternatives.map((alternative) => (
        <Chip small key={alternative.label} pressed={false} onPress={() => state.chooseReading(alternative)}>
          {alternative.label}
        </Chip>
      ))}
    </span>
  );
}

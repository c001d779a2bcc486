// Days to choose from, each with its date on it, and a field for any other words.
import { useState } from "preact/hooks";
import { dayChoices } from "../model/actions";
import { dayLabel, dayNumber, today } from "../model/clock";
import * as dates from "../text/dates";
import * as shared from "../text/shared";
import { Chip } from "./Chip";

interface Props {
  /** The day that is set now, if one. */
  value?: string | null;
  onDay: (date: string | null) => void;
  onWords: (words: string) => void;
  placeholder?: string;
  autofocus?: boolean;
}

export function DayList({ value, onDay, onWords, placeholder = shared.dueExamples, autofocus = false }: Props) {
  const [words, setWords] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    if (words.trim()) onWords(words.trim());
  };
  // By key, not as a form alone: in the frame of a chat host no form is submitted.
  const onKey = (event: KeyboardEvent) => event.key === "Enter" && !event.isComposing && send(event);
  return (
    <form class="day-list" onSubmit={send}>
      <input class="field wide" aria-label={shared.dueInWords} placeholder={placeholder} value={words} data-autofocus={autofocus || undefined} onInput={(event) => setWords(event.currentTarget.value)} onKeyDown={onKey} />
      <div class="chips">
        {dayChoices(today.value).map(({ date, word }) => (
          <Chip key={date} pressed={value === date} onPress={() => onDay(date)}>
            {word ? dates.dayNumbered(word, dayNumber(date)) : dayLabel(date, today.value)}
          </Chip>
        ))}
        <Chip pressed={value === null} onPress={() => onDay(null)}>
          {shared.noDateButton}
        </Chip>
      </div>
    </form>
  );
}

// A field for a tag's or project's name: what exists is offered, a new one is made by typing it.
import { useState } from "preact/hooks";

interface Props {
  label: string;
  names: readonly string[];
  onChoose: (name: string) => void;
}

const SHOWN = 8;

export function NameField({ label, names, onChoose }: Props) {
  const [words, setWords] = useState("");
  const typed = words.trim();
  const fitting = names.filter((name) => name.toLocaleLowerCase().includes(typed.replace(/^[#@]/, "").toLocaleLowerCase())).slice(0, SHOWN);
  return (
    <form
      class="name-field"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed) onChoose(typed);
      }}
    >
      <input class="field wide" data-autofocus aria-label={label} placeholder={label} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      {fitting.map((name) => (
        <button type="button" class="menu-item" key={name} onClick={() => onChoose(name)}>
          {name}
        </button>
      ))}
    </form>
  );
}

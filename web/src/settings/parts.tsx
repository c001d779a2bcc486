// What every section of the settings is made of: a heading, lines of name and value, fields that save when left.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { showToast } from "../model/toast";
import * as say from "../text/settings";

export function Set({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="set" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

export function Line({ name, children, inline }: { name: string; children: ComponentChildren; inline?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={inline ? "inline" : undefined}>{children}</dd>
    </div>
  );
}

interface TextProps {
  label: string;
  value: string;
  placeholder?: string;
  class?: string;
  /** Names offered while typing. */
  options?: readonly string[];
  /** What is wrong with it, or nothing. */
  check?: (value: string) => boolean;
  onSave: (value: string) => void;
}

/** Saved when left or with Enter; Esc, and what does not fit, brings the old value back. */
export function TextField({ label, value, placeholder, class: extra = "", options, check, onSave }: TextProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const settle = () => {
    const next = typed.trim();
    if (next === value) return;
    if (!check || check(next)) return onSave(next);
    setTyped(value);
    showToast(say.doesNotFit(next), null, true);
  };
  const list = options ? `list-${label.replace(/\W+/g, "-")}` : undefined;
  return (
    <>
      <input
        class={`field ${extra}`}
        aria-label={label}
        value={typed}
        placeholder={placeholder}
        list={list}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === "Enter") settle();
          if (event.key === "Escape") setTyped(value);
        }}
      />
      {options && (
        <datalist id={list}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  );
}

export const isTime = (value: string) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(value);

/** `9:00` is `09:00`. */
export const padded = (value: string) => value.padStart(5, "0");

export function Check({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

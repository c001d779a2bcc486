// What the server reads in words, as the wire has it: quick add's marks, a rule's next dates.
import type { Due, Priority } from "./types";

export type MarkKind = "date" | "time" | "repeat" | "remind" | "tag" | "project" | "priority" | "number" | "zone" | "parent";

/** A recognised fragment; offsets count code points. */
export interface Span {
  start: number;
  end: number;
  kind: MarkKind;
  label: string;
  value: unknown;
}

/** Another reading: put `words` in place of text[start:end]. */
export interface Alternative {
  start: number;
  end: number;
  label: string;
  words: string;
}

export interface Parsed {
  spans: Span[];
  task: {
    title: string;
    due: Pick<Due, "date" | "time" | "zone"> | null;
    repeat: { rule: string; start: string; words: string } | null;
    reminders: string[];
    priority: Priority;
    tags: string[];
    project: string | null;
  };
  echo: string;
  alternatives: Alternative[];
  assumptions: string[];
  unread: string[];
  command: { say: string; confidence: number } | null;
  count: number;
}

export interface DueLabel {
  date: string;
  time: string | null;
  zone: string | null;
  label: string;
}

export interface Preview {
  words: string;
  rule: string;
  next: DueLabel[];
}

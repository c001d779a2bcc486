// The shapes that cross the wire: the one task JSON, the answers of /api and the messages of /live.

import type { DueLabel } from "./types-read";

export type * from "./types-read";

export type Priority = "high" | "medium" | "low" | "none";
export type Status = "open" | "done" | "deleted";

/** `date` and `time` as said; `zone` null floats with the person; `at` is the instant of a timed due. */
export interface Due {
  date: string;
  time: string | null;
  zone: string | null;
  at: string | null;
  late_at: string | null;
}

export interface Repeat {
  rule: string;
  start: string;
  words: string;
  anchor: "schedule" | "completion";
  month_end: "skip" | "backward";
  holidays: "none" | "skip" | "before" | "after";
  pile_up: "collapse" | "keep";
  pause_until: string | null;
  missed: string[];
}

export interface Reminder {
  id: number;
  words: string;
  fire_at: string | null;
  state: string;
}

export interface Task {
  id: number;
  number: number;
  title: string;
  notes: string;
  priority: Priority;
  tags: string[];
  project: string | null;
  parent: number | null;
  rank: number;
  due: Due | null;
  repeat: Repeat | null;
  reminders: Reminder[];
  status: Status;
  series: number | null;
  occurrence: string | null;
  completed_at: string | null;
  created_at: string;
  updated_at: string;
  version: number;
  seq: number;
}

/** A coming occurrence that has no row yet. */
export interface Ghost {
  task: number;
  number: number;
  title: string;
  due: Pick<Due, "date" | "time" | "zone">;
  occurrence: string;
  priority: Priority;
  tags: string[];
  project: string | null;
  repeat_words: string;
}

export interface TaskPage {
  now: string;
  seq: number;
  total: number;
  next: string | null;
  tasks: Task[];
  ghosts: Ghost[];
  /** Done and all subtasks, by the parent's id. */
  subtasks: Record<string, [number, number]>;
}

export interface NamedCount {
  name: string;
  open: number;
}

/** The person, their settings, and what the rail shows. */
export interface Me {
  zone: string;
  zone_source: "default" | "browser" | "person" | "environment";
  away: { zone: string; until: string } | null;
  week_start: number;
  day_start: string;
  locale: string;
  clock24: boolean;
  theme: "system" | "light" | "dark";
  shortcuts: boolean;
  quiet: [string, string] | null;
  named_times: Record<string, string>;
  holidays: string;
  default_reminder: number | null;
  plain_words: string[];
  readings: Record<string, string>;
  pinned: Pinned[];
  settings_version: number;
  now: string;
  today: string;
  projects: NamedCount[];
  tags: NamedCount[];
  /** Unknown until the rail's counts were asked for. */
  counts?: { today: number; inbox: number };
  connected: Record<string, string>;
}

export interface Note {
  kind: string;
  task: number | null;
  text: string;
}

/** The answer of every write. */
export interface Written {
  tasks: Task[];
  undo: string | null;
  said: string;
  notes: Note[];
  seq: number;
}

export interface Activity {
  at: string;
  actor: string;
  client: string;
  code: string | null;
  said: string;
  undone_by: string | null;
  fields: Record<string, [unknown, unknown]>;
  reason: string | null;
}

/** A change on the Changes screen, by anyone. */
export interface ChangeEntry extends Omit<Activity, "fields"> {
  number: number;
  /** The code of the change it follows. */
  cause: string | null;
  /** The first ten tasks it touched; `touched` counts all. */
  tasks: { id: number; number: number; title: string }[];
  touched: number;
  can_undo: boolean;
}

export interface ChangesPage {
  now: string;
  changes: ChangeEntry[];
  next: number | null;
}

/** A year of completions, what keeps slipping, and the load of the coming days. */
export interface Insights {
  now: string;
  today: string;
  /** The first day of the first of 52 weeks. */
  first: string;
  done: { day: string; count: number }[];
  total: number;
  slipping: { task: Task; times: number; first: DueLabel }[];
  load: { day: string; tasks: number; repeats: number }[];
  overdue: number;
}

/** The answer to a change of tags or projects. */
export interface Named {
  tags?: NamedCount[];
  projects?: NamedCount[];
  name: string | null;
  merged: boolean;
  changed: number;
  undo: string | null;
  said: string;
  seq: number;
}

export interface Imported {
  kind: string;
  dry_run: boolean;
  total: number;
  added: number;
  known: number;
  projects: string[];
  tasks: Task[];
  problems: string[];
  left: number;
  undo: string | null;
  said: string;
  seq: number;
}

/** A search that stands in the rail. */
export interface Pinned {
  name: string;
  q: string;
}

/** One task with everything the sheet shows. */
export interface Detail extends Omit<Task, "repeat"> {
  repeat: (Repeat & { next: DueLabel[] }) | null;
  subtasks: Task[];
  activity: Activity[];
}

export interface ModelSetting {
  kind: "offline" | "endpoint";
  model: string;
  url: string;
  key_set: boolean;
  key_found: boolean;
  source: { model: string; url: string; key: string };
  label: string;
}

export interface About {
  version: string;
  data: string;
  model: { name: string; source: string; kind: "offline" | "endpoint" };
  pipeline: { consumers: { name: string; lag: number }[]; dead_letters: number };
  connected: Record<string, string>;
}

export interface Notice {
  kind: string;
  reminder?: number;
  revision?: number;
  task?: number;
  task_id?: number;
  title?: string;
  due_at?: string | null;
  remind_at?: string;
  late?: boolean;
  attempt?: number;
}

export type LiveMessage =
  | { type: "hello"; seq: number; settings_version: number; unseen: Notice[]; version: string }
  | { type: "update"; seq: number; op: "upsert" | "remove"; task: Task; actor: string; client: string; change: number; cause: string | null }
  | { type: "notice"; notice: Notice }
  | { type: "resync" }
  | { type: "heartbeat"; seq: number };

/** What the person wants to change: values of the task JSON, or `{words}`. */
export interface Fields {
  title?: string;
  notes?: string;
  priority?: Priority;
  tags?: string[];
  project?: string | null;
  due?: Pick<Due, "date" | "time" | "zone"> | { words: string } | null;
  repeat?: Partial<Repeat> | { words: string } | null;
  reminders?: { words: string }[] | { words: string };
  parent?: number | null;
  today?: boolean;
}

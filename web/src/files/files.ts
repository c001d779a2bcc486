// Files in: a preview first, then one change with one undo.
import { signal } from "@preact/signals";
import { sayDone } from "../model/actions";
import { api } from "../model/api";
import { refetch } from "../model/board";
import { overlayOpen } from "../model/commands";
import type { Imported } from "../model/types";
import { remember } from "../model/undo";
import * as say from "../text/files";

/** The file that waits to be looked at. */
export const waiting = signal<File | null>(null);

/** Larger ones the server refuses too. */
export const MOST_BYTES = 10 * 1024 * 1024;

export type FileKind = keyof typeof say.kinds;

/** Opens the preview of a file, or asks for one. */
export function bring(file: File | null = null): void {
  waiting.value = file;
  overlayOpen.value = "import";
}

/** What is wrong with a file before anyone reads it. */
export function refusal(file: Pick<File, "size" | "name">): string | null {
  if (file.size === 0) return say.isEmpty(file.name);
  return file.size > MOST_BYTES ? say.isTooLarge(file.name) : null;
}

export const preview = (file: File, kind: FileKind | null, signal: AbortSignal): Promise<Imported> => api.importFile(file, { dry_run: "true", name: file.name, kind }, { signal });

export async function take(file: File, kind: FileKind | null, key: string): Promise<Imported> {
  const answer = await api.importFile(file, { name: file.name, kind }, { key });
  if (answer.undo) remember({ code: answer.undo, said: answer.said });
  sayDone(answer.said, answer.undo);
  refetch();
  return answer;
}

// What is seen first is painted first: the rest of a long board comes with the frame after it.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** More rows than a screen has room for. */
const A_SCREEN = 30;
/** A board of this page has been painted. */
const painted = signal(false);

/** All rows, but for the very first frame those of the first screen. */
export const firstRows = <T>(rows: readonly T[]): readonly T[] => (painted.value ? rows : rows.slice(0, A_SCREEN));

/** For the board that shows them. */
export function useFirstPaint(): void {
  useEffect(() => void requestAnimationFrame(() => setTimeout(() => (painted.value = true))), []);
}

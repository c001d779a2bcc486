// What is seen first is painted first: the rest of a long board comes with the frame after it.
import { begun } from "../model/board";

/** More rows than a screen has room for. */
const A_SCREEN = 30;

/** All rows, but for the very first frame those of the first screen. */
export const firstRows = <T>(rows: readonly T[]): readonly T[] => (begun.value ? rows : rows.slice(0, A_SCREEN));

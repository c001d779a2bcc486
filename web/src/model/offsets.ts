// The server counts code points, JavaScript counts UTF-16 units: this is the border between them, and what edits do to ranges.

export type Range = readonly [start: number, end: number];

/** Position in UTF-16 units of code point number `point`. */
export function toUnits(text: string, point: number): number {
  let units = 0;
  for (const character of text) {
    if (point-- <= 0) break;
    units += character.length;
  }
  return units;
}

/** Number of code points before UTF-16 position `unit`. */
export function toPoints(text: string, unit: number): number {
  let points = 0;
  let units = 0;
  for (const character of text) {
    if (units >= unit) break;
    units += character.length;
    points += 1;
  }
  return points;
}

/** Where ranges of `before` lie in `after`. One that the edit touched is gone, or with `shrink` keeps what stands before the edit. */
export function carry(ranges: readonly Range[], before: string, after: string, shrink = false): Range[] {
  if (before === after) return [...ranges];
  const limit = Math.min(before.length, after.length);
  let head = 0;
  while (head < limit && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < limit - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const cut = before.length - tail;
  const shift = after.length - before.length;
  return ranges.flatMap(([start, end]): Range[] => {
    if (end <= head) return [[start, end]];
    if (start >= cut) return [[start + shift, end + shift]];
    return shrink && start < head ? [[start, head]] : [];
  });
}

export interface Piece {
  text: string;
  /** Which range it belongs to, or null between ranges. */
  mark: number | null;
}

/** What parts a recognised word from the one before it. */
const PARTING = /^[\s,;]+/;

/** Cuts a text into marked and unmarked pieces; overlapping ranges lose to the first, and neighbours do not run together. */
export function pieces(text: string, ranges: readonly Range[]): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  const order = ranges.map((range, index) => ({ range, index })).sort((one, other) => one.range[0] - other.range[0]);
  for (const { range, index } of order) {
    const [from, end] = range;
    const start = from + (PARTING.exec(text.slice(from, end))?.[0].length ?? 0);
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) found.push({ text: text.slice(at, start), mark: null });
    found.push({ text: text.slice(start, end), mark: index });
    at = end;
  }
  if (at < text.length) found.push({ text: text.slice(at), mark: null });
  return found;
}

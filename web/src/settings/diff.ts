// A unified diff as numbered lines.

export interface DiffLine {
  number: number | null;
  sign: " " | "+" | "-";
  text: string;
}

/** Numbers are those of the new file; a removed line has none. */
export function diffLines(diff: string): DiffLine[] {
  let number = 1;
  const lines: DiffLine[] = [];
  for (const line of diff.replace(/\n$/, "").split("\n")) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(line);
    if (hunk) number = Math.max(1, Number(hunk[1]));
    if (hunk || /^(---|\+\+\+) /.test(line) || line.startsWith("\\")) continue;
    const sign = line[0] === "+" || line[0] === "-" ? line[0] : " ";
    lines.push({ number: sign === "-" ? null : number, sign, text: line.slice(1) });
    if (sign !== "-") number += 1;
  }
  return lines;
}

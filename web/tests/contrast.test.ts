// The ratios that the look promises, computed from the tokens themselves: no tool checks borders and rings.
import { expect, test } from "vitest";
import css from "../src/style/tokens.css?raw";

type Theme = "light" | "dark";

function token(name: string, theme: Theme): string {
  const value = css.match(new RegExp(`--${name}:\\s*([^;]+);`))?.[1]?.trim() ?? "";
  const pair = value.match(/^light-dark\((#\w+),\s*(#\w+)\)$/);
  return (pair ? (theme === "light" ? pair[1] : pair[2]) : value) ?? "";
}

function luminance(hex: string): number {
  const long = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = parseInt(long.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string, theme: Theme): number {
  const [low = 0, high = 0] = [luminance(token(one, theme)), luminance(token(other, theme))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const TEXT = 4.5;
const SHAPE = 3;
const GROUNDS = ["bg", "surface", "sunken"];
const TEXTS = ["ink", "ink-2", "ink-3"];
const MEANINGS = ["p1", "p2", "p3", "ok", "danger"];

for (const theme of ["light", "dark"] as const) {
  for (const ground of GROUNDS) {
    for (const text of TEXTS) test(`${theme}: ${text} can be read on ${ground}`, () => expect(ratio(text, ground, theme)).toBeGreaterThanOrEqual(TEXT));
  }
  for (const ground of ["bg", "surface"]) {
    for (const text of MEANINGS) test(`${theme}: ${text} can be read on ${ground}`, () => expect(ratio(text, ground, theme)).toBeGreaterThanOrEqual(TEXT));
    test(`${theme}: a control's border shows on ${ground}`, () => expect(ratio("line-strong", ground, theme)).toBeGreaterThanOrEqual(SHAPE));
  }
  test(`${theme}: words on signal, and ink on its soft ground, can be read`, () => {
    expect(ratio("on-signal", "signal", theme)).toBeGreaterThanOrEqual(TEXT);
    expect(ratio("ink", "signal-soft", theme)).toBeGreaterThanOrEqual(TEXT);
  });
  test(`${theme}: words on ink can be read`, () => expect(ratio("on-ink", "ink", theme)).toBeGreaterThanOrEqual(TEXT));
  test(`${theme}: danger can be read on its soft ground`, () => expect(ratio("danger", "danger-soft", theme)).toBeGreaterThanOrEqual(TEXT));
}

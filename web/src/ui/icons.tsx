// Icons as inline SVG: one stroke, 16 units, named by what they mean.

const PATHS = {
  plus: "M8 3v10M3 8h10",
  search: "M11.25 7a4.25 4.25 0 1 1-8.5 0 4.25 4.25 0 0 1 8.5 0zM10.2 10.2 13.5 13.5",
  bell: "M4.25 10.5V6.75a3.75 3.75 0 0 1 7.5 0v3.75l1.25 1.25H3zM6.75 13.75h2.5",
  repeat: "M3 7.25V6.5A2.5 2.5 0 0 1 5.5 4H12M10 2l2 2-2 2M13 8.75v.75a2.5 2.5 0 0 1-2.5 2.5H4M6 14l-2-2 2-2",
  check: "M3.5 8.5 6.5 11.5 12.5 4.75",
  down: "M4.5 6.5 8 10l3.5-3.5",
  right: "M6.5 4.5 10 8l-3.5 3.5",
  left: "M9.5 4.5 6 8l3.5 3.5",
  close: "M4 4l8 8M12 4l-8 8",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  day: "M2.75 4.75a1 1 0 0 1 1-1h8.5a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-8.5a1 1 0 0 1-1-1zM2.75 7h10.5M5.5 2.25v2.5M10.5 2.25v2.5",
  send: "M8 13V3.5M4 7.25 8 3.25l4 4",
  clock: "M13.25 8a5.25 5.25 0 1 1-10.5 0 5.25 5.25 0 0 1 10.5 0zM8 5v3.25l2 1.25",
  out: "M6 4h6v6M12 4 4.5 11.5",
  arrow: "M3 8h9.5M9 4.5 12.5 8 9 11.5",
  enter: "M12.5 4v4.25a1 1 0 0 1-1 1H3.75M6.5 6.25l-3 3 3 3",
  pin: "M8 9.5v4.25M5.25 2.5h5.5M6.25 2.5v3.25L4.25 9.5h7.5l-2-3.75V2.5",
  stop: "M5 5h6v6H5z",
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words, or inside a button that has its own label. */
export function Icon({ name, class: extra = "" }: { name: IconName; class?: string }) {
  return (
    <svg class={`icon ${extra}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} stroke-width={name === "more" ? 2 : undefined} />
    </svg>
  );
}

/** The brand mark: a lark. */
export function Mark() {
  return (
    <svg class="brand-mark" viewBox="0 0 24 20" aria-hidden="true">
      <circle cx="10" cy="11" r="6.75" />
      <path class="beak" d="M15.2 5.1 23 4.2 17.6 9.6z" />
    </svg>
  );
}

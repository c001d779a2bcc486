// Arrow keys walk from ring to ring; everything else is the Tab order.

export function walkRings(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const here = event.target as Element;
  if (step === 0 || here.closest("[popover], input")) return;
  const rings = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>("button.ring")];
  const row = here.closest(".row")?.querySelector<HTMLElement>("button.ring");
  const at = row ? rings.indexOf(row) + step : step > 0 ? 0 : rings.length - 1;
  const next = rings[at];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

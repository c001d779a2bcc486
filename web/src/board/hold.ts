// A changed row never moves under the pointer: while the mouse is at work over the rows, a new order waits 600 ms.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";

const HOLD_MS = 600;
/** A mouse that rests for longer than this is not about to click. */
const RESTING_MS = 1500;

const lastMove = signal(0);

/** For the element around all rows. */
export const watchPointer = {
  onPointerMove: (event: PointerEvent) => {
    if (event.pointerType === "mouse") lastMove.value = event.timeStamp;
  },
  onPointerLeave: letGo,
};

/** What the person just put somewhere goes there at once. */
export function letGo(): void {
  lastMove.value = 0;
}

/** `value`, but an order of another `shape` comes 600 ms later while the pointer is at work. */
export function useHeld<T>(value: T, shape: string): T {
  const shown = useRef({ value, shape });
  const [, redraw] = useState(0);
  const working = lastMove.peek() > 0 && performance.now() - lastMove.peek() < RESTING_MS;
  const waits = shape !== shown.current.shape && working;
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => {
      lastMove.value = 0;
      redraw((count) => count + 1);
    }, HOLD_MS);
    return () => clearTimeout(timer);
  }, [waits]);
  if (!waits) shown.current = { value, shape };
  return shown.current.value;
}

// Touch: swipe right is done, left is reschedule. The first 24 px belong to scrolling and to the system's own edge.
import { useRef, useState } from "preact/hooks";
import { toggle } from "../model/actions";
import { overlayOpen } from "../model/commands";
import { cursor, picked } from "../model/store";
import type { Task } from "../model/types";

const STARTS_AT = 24;
const ACTS_AT = 88;
const FARTHEST = 120;

export function useSwipe(task: Task) {
  const from = useRef<{ x: number; y: number } | null>(null);
  const [shift, setShift] = useState(0);

  const stop = () => {
    from.current = null;
    setShift(0);
  };

  const down = (event: PointerEvent) => {
    if (event.pointerType === "touch" && event.clientX > STARTS_AT) from.current = { x: event.clientX, y: event.clientY };
  };

  const move = (event: PointerEvent) => {
    if (!from.current) return;
    const x = event.clientX - from.current.x;
    const y = event.clientY - from.current.y;
    if (shift === 0 && Math.abs(y) > Math.abs(x)) return void (from.current = null);
    if (Math.abs(x) < STARTS_AT) return setShift(0);
    setShift(Math.max(-FARTHEST, Math.min(FARTHEST, x - Math.sign(x) * STARTS_AT)));
  };

  const up = () => {
    const far = shift;
    stop();
    if (far > ACTS_AT - STARTS_AT) void toggle(task);
    if (far < STARTS_AT - ACTS_AT) {
      picked.value = new Set();
      cursor.value = task.id;
      overlayOpen.value = "reschedule";
    }
  };

  return { shift, moving: shift !== 0, down, move, up, cancel: stop };
}

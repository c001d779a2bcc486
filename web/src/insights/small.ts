// Whether the pictures have little room: the board's own width counts, not the window's.
import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { narrow } from "../ui/media";

const SMALL_PX = 600;

export function useSmall(box: RefObject<HTMLElement>): boolean {
  const [small, setSmall] = useState(narrow.peek());
  useLayoutEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setSmall(entry.contentRect.width < SMALL_PX));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return small;
}

// Projects put in order by hand in the rail: dragged, or moved with Alt and an arrow.
import { namesOf, place } from "./naming";

const KIND = "application/x-tasklark-project";
const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

let dragged: string | null = null;

function moveTo(name: string, rank: number): void {
  const at = namesOf("project").indexOf(name);
  if (at >= 0 && rank >= 0 && rank < namesOf("project").length && rank !== at) void place(name, rank);
}

/** For the list item of a project. */
export function movable(name: string) {
  return {
    draggable: true,
    onDragStart(event: DragEvent) {
      dragged = name;
      event.dataTransfer?.setData(KIND, name);
    },
    onDragOver: (event: DragEvent) => dragged !== null && event.preventDefault(),
    onDrop(event: DragEvent) {
      if (dragged === null) return;
      event.preventDefault();
      moveTo(dragged, namesOf("project").indexOf(name));
      dragged = null;
    },
    onDragEnd: () => (dragged = null),
    onKeyDown(event: KeyboardEvent) {
      const step = event.altKey ? STEPS[event.key] : undefined;
      if (step === undefined) return;
      event.preventDefault();
      moveTo(name, namesOf("project").indexOf(name) + step);
    },
  };
}

// The walk through overdue tasks: which is next, what was decided, one step back. Pure.
import * as say from "../text/triage";

export type Decision = "moved" | "done" | "deleted" | "left";

export interface Walk {
  /** Row ids in order; what could not be saved comes again at the end. */
  queue: readonly number[];
  at: number;
  steps: readonly { id: number; decision: Decision }[];
}

export const begin = (ids: readonly number[]): Walk => ({ queue: ids, at: 0, steps: [] });

export function decide(walk: Walk, decision: Decision): Walk {
  const id = walk.queue[walk.at];
  if (id === undefined) return walk;
  return { ...walk, at: walk.at + 1, steps: [...walk.steps, { id, decision }] };
}

/** One step back: that task is asked about again. */
export function back(walk: Walk): Walk {
  if (walk.steps.length === 0) return walk;
  return { ...walk, at: walk.at - 1, steps: walk.steps.slice(0, -1) };
}

/** A decision that could not be saved counts for nothing; the task comes again at the end. */
export function failed(walk: Walk, id: number): Walk {
  const step = walk.steps.findIndex((one) => one.id === id);
  if (step === -1) return walk;
  return { queue: [...walk.queue, id], at: walk.at, steps: walk.steps.filter((_, at) => at !== step) };
}

const ORDER: readonly Decision[] = ["moved", "done", "deleted", "left"];

/** `2 moved, 1 finished, 1 left as they are` */
export function told({ steps }: Walk): string {
  return ORDER.flatMap((decision) => {
    const count = steps.filter((step) => step.decision === decision).length;
    return count ? [`${count} ${say.decisions[decision]}`] : [];
  }).join(", ");
}

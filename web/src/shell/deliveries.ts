// Changes that an earlier page made and this one sent: their answers come in like those of any other change.
import { sayDone } from "../model/actions";
import { refetch } from "../model/board";
import { deliveryListeners } from "../model/kept";
import { absorb } from "../model/store";
import { remember } from "../model/undo";
import type { Written } from "../model/types";

export function followDeliveries(): void {
  deliveryListeners.add((answer) => take(answer as Parameters<typeof take>[0]));
}

/** Of tasks, or of names and settings. */
function take(answer: Pick<Written, "undo" | "said"> & Partial<Written>): void {
  absorb(answer.tasks ?? []);
  if (answer.undo) remember({ code: answer.undo, said: answer.said });
  sayDone(answer.said, answer.undo);
  refetch();
}

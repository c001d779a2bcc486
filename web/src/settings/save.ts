// Settings save themselves, one by one, and can be taken back like everything else.
import { sayDone, sayFailed } from "../model/actions";
import { api } from "../model/api";
import { loadMe } from "../model/board";
import { me } from "../model/store";
import type { Me } from "../model/types";
import { remember } from "../model/undo";
import * as shared from "../text/shared";

/** Shows the new values at once; a failure puts the old ones back and says so. */
export async function saveMe(values: Partial<Me>): Promise<void> {
  const before = me.peek();
  if (before) me.value = { ...before, ...values };
  try {
    const answer = await api.saveMe(values, { person: values });
    await loadMe();
    if (answer.undo) remember({ code: answer.undo, said: answer.said });
    sayDone(answer.said || shared.saved, answer.undo);
  } catch (error) {
    me.value = before;
    sayFailed(error, () => void saveMe(values));
  }
}

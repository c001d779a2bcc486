// "While you were away: Claude Desktop added 3, Pay rent repeated · Show · Undo"
import { go } from "../model/route";
import * as say from "../text/away";
import * as shared from "../text/shared";
import { away, undoAway } from "./away";

export function AwayLine() {
  const what = away.value;
  return (
    <div role="status">
      {what && (
        <p class="notice">
          <span class="notice-word">{say.whileAway}</span>
          <span>{what.words}</span>
          <button
            type="button"
            class="link"
            onClick={() => {
              away.value = null;
              go("/changes");
            }}
          >
            {shared.show}
          </button>
          {what.codes.length > 0 && (
            <button type="button" class="link" onClick={() => void undoAway(what.codes)}>
              {shared.undo}
            </button>
          )}
          <button type="button" class="link" onClick={() => (away.value = null)}>
            {shared.hide}
          </button>
        </p>
      )}
    </div>
  );
}

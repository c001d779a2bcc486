// "While you were away: Claude Desktop added 3, Pay rent repeated · Show · Undo"
import { go } from "../model/route";
import { away, undoAway } from "./away";

export function AwayLine() {
  const what = away.value;
  return (
    <div role="status">
      {what && (
        <p class="notice">
          <span class="notice-word">While you were away</span>
          <span>{what.words}</span>
          <button
            type="button"
            class="link"
            onClick={() => {
              away.value = null;
              go("/changes");
            }}
          >
            Show
          </button>
          {what.codes.length > 0 && (
            <button type="button" class="link" onClick={() => void undoAway(what.codes)}>
              Undo
            </button>
          )}
          <button type="button" class="link" onClick={() => (away.value = null)}>
            Hide
          </button>
        </p>
      )}
    </div>
  );
}

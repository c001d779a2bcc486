// "Pin": the search in the field stands in the rail from now on.
import { me } from "../model/store";
import * as say from "../text/lists";
import { Icon } from "../ui/icons";
import { isPinned, turnPin } from "./pins";

export function PinButton({ query }: { query: string }) {
  const on = isPinned(me.value?.pinned ?? [], query);
  return (
    <button type="button" class="tool" aria-pressed={on} onClick={() => void turnPin(query)}>
      <Icon name="pin" />
      {on ? say.pinned : say.pin}
    </button>
  );
}

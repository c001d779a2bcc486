// Keys as people read them.
import { keyCaps } from "../model/commands";

/** `keys` in tinykeys notation, drawn as caps. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span class="keys" aria-hidden="true">
      {keyCaps(keys).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}

// The number on the app's icon, where the system shows one: what is overdue or due today.
import { effect } from "@preact/signals";
import { me } from "../model/store";

/** Follows the count that the rail shows at Today. */
export function followBadge(): void {
  if (!("setAppBadge" in navigator)) return;
  effect(() => {
    const count = me.value?.counts?.today ?? 0;
    // A browser may refuse outside of an installed app: then there is no icon to write on.
    void (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => undefined);
  });
}

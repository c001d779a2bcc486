// Narrow windows: Tasks | Assistant | Views.
import { assistantWaits, pane, showSide } from "../model/side";
import { closeBeside } from "../model/route";
import * as shared from "../text/shared";
import * as say from "../text/shell";
import { Views } from "./Rail";

export function BottomBar() {
  const tab = (name: "tasks" | "assistant" | "views", label: string) => (
    <button
      type="button"
      aria-current={pane.value === name ? "page" : undefined}
      onClick={() => {
        if (name === "tasks") closeBeside();
        if (name === "assistant") showSide("assistant");
        pane.value = name;
      }}
    >
      {label}
      {name === "assistant" && assistantWaits.value && <i class="waits" role="img" aria-label={shared.waitsForYou} />}
    </button>
  );
  return (
    <>
      {pane.value === "views" && (
        <main class="views-pane">
          <h1>{shared.views}</h1>
          <nav aria-label={shared.views}>
            <Views />
          </nav>
        </main>
      )}
      <nav class="bottom-bar" aria-label={say.panes}>
        {tab("tasks", shared.tasks)}
        {tab("assistant", shared.assistant)}
        {tab("views", shared.views)}
      </nav>
    </>
  );
}

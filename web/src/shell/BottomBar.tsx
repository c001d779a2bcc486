// Narrow windows: Tasks | Assistant | Views.
import { assistantWaits, pane, showSide } from "../model/side";
import { closeBeside } from "../model/route";
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
      {name === "assistant" && assistantWaits.value && <i class="waits" role="img" aria-label="waits for you" />}
    </button>
  );
  return (
    <>
      {pane.value === "views" && (
        <main class="views-pane">
          <h1>Views</h1>
          <nav aria-label="Views">
            <Views />
          </nav>
        </main>
      )}
      <nav class="bottom-bar" aria-label="Panes">
        {tab("tasks", "Tasks")}
        {tab("assistant", "Assistant")}
        {tab("views", "Views")}
      </nav>
    </>
  );
}

// The assistant: the log above, the composer below.
import * as shared from "../text/shared";
import "./assistant.css";
import { useEffect } from "preact/hooks";
import { open } from "./chat";
import { Composer } from "./Composer";
import { ChatLog } from "./Log";
import { loadLabel } from "./model-label";

export { AssistantTools } from "./Threads";

/** `thread`: the conversation the address names, or null for the newest. */
export function Assistant({ thread }: { thread: string | null }) {
  useEffect(() => void open(thread), [thread]);
  useEffect(() => void loadLabel(), []);
  return (
    <section class="assistant" aria-label={shared.assistant}>
      <ChatLog />
      <Composer />
    </section>
  );
}

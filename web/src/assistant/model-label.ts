// Which model answers, as the composer's foot says it.
import { signal } from "@preact/signals";
import { api } from "../model/api";
import * as say from "../text/assistant";

export const label = signal({ name: say.builtInPlanner, isOffline: true });

export async function loadLabel(): Promise<void> {
  try {
    const setting = await api.model();
    label.value = { name: setting.label, isOffline: setting.kind === "offline" };
  } catch (error) {
    console.warn(error);
  }
}

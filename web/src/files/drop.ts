// A file dragged over the window: the page says it can be dropped, and the drop opens its preview.
import { showToast } from "../model/toast";
import * as say from "../text/files";
import { bring } from "./files";

const isFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

export function start(): void {
  const { dataset } = document.documentElement;
  const hint = (on: boolean) => {
    if (on) dataset.drop = say.dropHere;
    else delete dataset.drop;
  };
  window.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    hint(true);
  });
  // The pointer left the window, not only one element of it.
  window.addEventListener("dragleave", (event) => event.relatedTarget === null && hint(false));
  window.addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    hint(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    const [first] = files;
    if (files.length > 1) showToast(say.oneAtATime);
    if (first) bring(first);
  });
}

// The frame: rail | board | side column, or one pane above a bottom bar when narrow.
import { begun } from "../model/board";
import { board } from "../model/route";
import { overlayOpen } from "../model/commands";
import { pane, sideHidden, sideWidth } from "../model/side";
import * as say from "../text/shell";
import { lazy } from "../ui/lazy";
import { Toasts } from "../ui/Toast";
import { Board } from "../views/Board";
import { BottomBar } from "./BottomBar";
import { OfflineBar } from "./OfflineBar";
import { Rail } from "./Rail";
import { Side } from "./Side";
import { QuickMenus } from "./QuickMenus";

const Palette = lazy(() => import("../palette/Palette").then((module) => module.Palette));
const Banners = lazy(() => import("../notify/Strip").then((module) => module.Banners));

const Help = lazy(() => import("./Help").then((module) => module.Help));

const Triage = lazy(() => import("../triage/Triage").then((module) => module.Triage));

const Import = lazy(() => import("../files/Import").then((module) => module.Import));

const closeOverlay = () => (overlayOpen.value = null);

export function Shell() {
  const bare = board.value.view === "settings" || sideHidden.value;
  return (
    <>
      <a class="skip" href="#board">
        {say.skipToTasks}
      </a>
      <div class="app" data-pane={pane.value} data-bare={bare || undefined} style={{ "--side": `${sideWidth.value}px` }}>
        <OfflineBar />
        <Rail />
        <Board />
        {!bare && <Side />}
        <BottomBar />
        <Toasts />
      </div>
      <QuickMenus />
      {begun.value && <Banners />}
      {overlayOpen.value === "palette" && <Palette onClose={closeOverlay} />}
      {overlayOpen.value === "triage" && <Triage onClose={closeOverlay} />}
      {overlayOpen.value === "import" && <Import onClose={closeOverlay} />}
      {overlayOpen.value === "help" && <Help onClose={closeOverlay} />}
    </>
  );
}

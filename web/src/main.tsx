// Starts the page: styles, address, keys, clock, then the person and their tasks.
import { effect } from "@preact/signals";
import { render } from "preact";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/parts.css";
import "./style/shell.css";
import "./style/quick.css";
import "./style/rows.css";
import "./style/floating.css";
import "./style/first-run.css";
import "./style/narrow.css";
import { begun, refreshMe, start } from "./model/board";
import { startClock } from "./model/clock";
import { keepChanges } from "./model/kept";
import { keepPictures } from "./model/pictures";
import { followKeys } from "./model/keys";
import { followAddress } from "./model/route";
import { me } from "./model/store";
import { followDays } from "./model/rollover";
import { followTheme } from "./model/theme";
import { startWithPatience } from "./shell/begin";
import { followDeliveries } from "./shell/deliveries";
import { takeCaptured } from "./quick/captured";
import { followElsewhere } from "./quick/elsewhere";
import { followBoard } from "./shell/follow-board";
import { Shell } from "./shell/Shell";
import { followKeyboard } from "./ui/media";

followTheme();
followAddress();
takeCaptured();
followKeys();
keepChanges();
keepPictures();
followDeliveries();
startClock(refreshMe);
followDays();
followKeyboard();
followBoard();
followElsewhere();
const root = document.getElementById("app");
if (root) render(<Shell />, root);
startWithPatience(start);

const stop = effect(() => {
  // Reminders wait until the person is known, and the board's own questions come first: a browser asks six at a time.
  if (!me.value || !begun.value) return;
  void import("./notify/notify").then((notify) => notify.start());
  void import("./shell/updates").then((updates) => updates.followUpdates());
  void import("./shell/badge").then((badge) => badge.followBadge());
  void import("./files/drop").then((drop) => drop.start());
  void import("./away/away").then((away) => away.start());
  queueMicrotask(() => stop());
});

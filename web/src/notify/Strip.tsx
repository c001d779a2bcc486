// What notifications show in the page: the question under the first reminder's row, and the banner that rings.
import * as dates from "../text/dates";
import * as say from "../text/notify";
import * as shared from "../text/shared";
import "./notify.css";
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { openTask } from "../model/route";
import { ringAnswered } from "../model/ring-ask";
import { Icon } from "../ui/icons";
import { permission, ringTest, systemSteps, turnOn } from "./browser";
import { bodyOf, dismiss, finish, rings, snooze, toTomorrow, type Ring } from "./ring";

/** The browser has asked: the row may leave the board and come back, the question does not. */
const asked = signal(false);

/** Stands under the row of the first reminder: "Ring on this computer?". */
export function PermissionStrip(_: { task: number }) {
  const ask = async () => {
    const answer = await turnOn();
    asked.value = true;
    if (answer === "on") await ringTest();
  };
  return (
    <div class="strip" role="region" aria-label={say.notifications}>
      <span class="strip-icon">
        <Icon name="bell" />
      </span>
      {asked.value ? (
        permission.value === "on" ? (
          <DidYouSee onDone={ringAnswered} />
        ) : (
          <>
            <p>
              <b>{say.keptOff}</b> {say.inOpenPage} {say.howToUnblock}
            </p>
            <button type="button" class="btn quiet" onClick={ringAnswered}>
              {shared.close}
            </button>
          </>
        )
      ) : (
        <>
          <p>
            <b>{say.ringHere}</b> {say.asksOnce}
          </p>
          <button type="button" class="btn primary" onClick={() => void ask()}>
            {shared.turnOn}
          </button>
          <button type="button" class="btn quiet" onClick={ringAnswered}>
            {say.notNow}
          </button>
        </>
      )}
    </div>
  );
}

/** After a test ring: Yes closes, No says where the system may hold it back. */
export function DidYouSee({ onDone }: { onDone: () => void }) {
  const [no, setNo] = useState(false);
  if (no) {
    return (
      <>
        <p role="status">
          <b>{say.heldBack}</b> {systemSteps()}
        </p>
        <button type="button" class="btn" onClick={() => void ringTest().then(() => setNo(false))}>
          {say.ringAgain}
        </button>
        <button type="button" class="btn quiet" onClick={onDone}>
          {shared.close}
        </button>
      </>
    );
  }
  return (
    <>
      <p role="status">
        <b>{say.didYouSee}</b> {say.testWasShown}
      </p>
      <button type="button" class="btn primary" onClick={onDone}>
        {say.yes}
      </button>
      <button type="button" class="btn quiet" onClick={() => setNo(true)}>
        {say.no}
      </button>
    </>
  );
}

/** This many at once become one summary. */
const SUMMARY_FROM = 3;

/** Reminders that ring in this tab. */
export function Banners() {
  const shown = rings.value;
  return (
    <div class="banners" role="alert" aria-live="assertive">
      {shown.length >= SUMMARY_FROM ? <Summary shown={shown} /> : shown.map((ring) => <Banner key={ring.reminder} ring={ring} />)}
    </div>
  );
}

function Banner({ ring }: { ring: Ring }) {
  return (
    <div class="banner">
      <Icon name="bell" />
      <p>
        <a
          href={`/task/${ring.number}`}
          onClick={(event) => {
            event.preventDefault();
            dismiss([ring]);
            openTask(ring.number);
          }}
        >
          {ring.title}
        </a>
        <span class="num">
          {bodyOf(ring)}
          {ring.late && say.rangLate}
        </span>
      </p>
      <div class="banner-actions">
        <button type="button" class="btn primary" onClick={() => void finish(ring)}>
          {shared.done}
        </button>
        <button type="button" class="btn" onClick={() => void snooze(ring, shared.snoozeWords)}>
          {shared.snooze}
        </button>
        <button type="button" class="btn" onClick={() => void toTomorrow(ring)}>
          {dates.tomorrow}
        </button>
        <button type="button" class="icon-btn" aria-label={say.closeRing(ring.title)} onClick={() => dismiss([ring])}>
          <Icon name="close" />
        </button>
      </div>
    </div>
  );
}

/** After a sleep: one line for all, not one ring each. */
function Summary({ shown }: { shown: readonly Ring[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div class="banner">
        <Icon name="bell" />
        <p>
          <b>{say.remindersRang(shown.length)}</b>
          <span>{shown.map((ring) => ring.title).join(", ")}</span>
        </p>
        <div class="banner-actions">
          <button type="button" class="btn" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? shared.hide : shared.show}
          </button>
          <button type="button" class="btn primary" onClick={() => dismiss(shown)}>
            {say.allSeen}
          </button>
        </div>
      </div>
      {open && (
        <div class="banner-list">
          {shown.map((ring) => (
            <Banner key={ring.reminder} ring={ring} />
          ))}
        </div>
      )}
    </>
  );
}

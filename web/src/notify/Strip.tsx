// What notifications show in the page: the question under the first reminder's row, and the banner that rings.
import "./notify.css";
import { useState } from "preact/hooks";
import { openTask } from "../model/route";
import { ringAnswered } from "../model/ring-ask";
import { Icon } from "../ui/icons";
import { howToUnblock, permission, ringTest, systemSteps, turnOn } from "./browser";
import { bodyOf, dismiss, finish, rings, snooze, toTomorrow, type Ring } from "./ring";

/** Stands under the row of the first reminder: "Ring on this computer?". */
export function PermissionStrip(_: { task: number }) {
  const [asked, setAsked] = useState(false);
  const ask = async () => {
    const answer = await turnOn();
    setAsked(true);
    if (answer === "on") await ringTest();
  };
  return (
    <div class="strip" role="region" aria-label="Notifications">
      <span class="strip-icon">
        <Icon name="bell" />
      </span>
      {asked ? (
        permission.value === "on" ? (
          <DidYouSee onDone={ringAnswered} />
        ) : (
          <>
            <p>
              <b>Your browser keeps them off</b> Reminders show in the open page. {howToUnblock}
            </p>
            <button type="button" class="btn quiet" onClick={ringAnswered}>
              Close
            </button>
          </>
        )
      ) : (
        <>
          <p>
            <b>Ring on this computer?</b> Your browser asks once. Without it a reminder shows only in an open page.
          </p>
          <button type="button" class="btn primary" onClick={() => void ask()}>
            Turn on
          </button>
          <button type="button" class="btn quiet" onClick={ringAnswered}>
            Not now
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
          <b>Then the system holds it back</b> {systemSteps()}
        </p>
        <button type="button" class="btn" onClick={() => void ringTest().then(() => setNo(false))}>
          Ring again
        </button>
        <button type="button" class="btn quiet" onClick={onDone}>
          Close
        </button>
      </>
    );
  }
  return (
    <>
      <p role="status">
        <b>Did you see it?</b> A test was just shown by your browser.
      </p>
      <button type="button" class="btn primary" onClick={onDone}>
        Yes
      </button>
      <button type="button" class="btn quiet" onClick={() => setNo(true)}>
        No
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
          {ring.late && " · rang late: Tasklark was not running"}
        </span>
      </p>
      <div class="banner-actions">
        <button type="button" class="btn primary" onClick={() => void finish(ring)}>
          Done
        </button>
        <button type="button" class="btn" onClick={() => void snooze(ring, "in 10 minutes")}>
          Snooze 10 min
        </button>
        <button type="button" class="btn" onClick={() => void toTomorrow(ring)}>
          Tomorrow
        </button>
        <button type="button" class="icon-btn" aria-label={`Close: ${ring.title}`} onClick={() => dismiss([ring])}>
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
          <b>{shown.length} reminders rang</b>
          <span>{shown.map((ring) => ring.title).join(", ")}</span>
        </p>
        <div class="banner-actions">
          <button type="button" class="btn" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Hide" : "Show"}
          </button>
          <button type="button" class="btn primary" onClick={() => dismiss(shown)}>
            All seen
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

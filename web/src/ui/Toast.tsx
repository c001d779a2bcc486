// The one line that says what happened and offers to take it back.
import { useRef } from "preact/hooks";
import { closeToast, holdToast, restartToast, toast } from "../model/toast";

/** Always mounted, so that screen readers hear what comes into it. */
export function Toasts() {
  const shown = toast.value;
  const box = useRef<HTMLDivElement>(null);
  return (
    <div role={shown?.urgent ? "alert" : "status"} class="toasts" ref={box}>
      {shown && (
        <div key={shown.id} class="toast" onPointerEnter={holdToast} onPointerLeave={restartToast} onFocusCapture={holdToast} onBlurCapture={restartToast}>
          <p>{shown.text}</p>
          {shown.action && (
            <button
              type="button"
              class="link"
              onClick={() => {
                closeToast();
                shown.action?.run();
              }}
            >
              {shown.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

// The settings page: everything under its title line.
import * as say from "../text/settings";
import * as shared from "../text/shared";
import "./settings.css";
import { useEffect, useState } from "preact/hooks";
import { Data } from "../files/Data";
import { About } from "./About";
import { Connect } from "./Connect";
import { DayAndClock } from "./DayAndClock";
import { LookAndKeys } from "./LookAndKeys";
import { Model } from "./Model";
import { Notifications } from "./Notifications";
import { Tokens } from "./Tokens";

export function Settings() {
  const [current, setCurrent] = useState(location.hash.slice(1) || "notifications");
  useEffect(() => {
    const named = location.hash.slice(1);
    if (named) requestAnimationFrame(() => document.getElementById(named)?.scrollIntoView());
  }, []);
  return (
    <div class="settings">
      <nav class="settings-nav" aria-label={shared.settings}>
        {Object.entries(say.sections).map(([id, label]) => (
          <a
            key={id}
            href={`#${id}`}
            aria-current={id === current ? "true" : undefined}
            onClick={(event) => {
              event.preventDefault();
              setCurrent(id);
              document.getElementById(id)?.scrollIntoView();
            }}
          >
            {label}
          </a>
        ))}
      </nav>
      <div>
        <Notifications />
        <Model />
        <Connect />
        <Tokens />
        <DayAndClock />
        <LookAndKeys />
        <Data />
        <About />
      </div>
    </div>
  );
}

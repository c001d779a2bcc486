// Versions, where the data lies, and whether events flow.
import { useEffect, useState } from "preact/hooks";
import { api } from "../model/api";
import type { About as Facts } from "../model/types";
import * as say from "../text/settings";
import * as shared from "../text/shared";
import { Line, Set } from "./parts";

export function About() {
  const [facts, setFacts] = useState<Facts | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    api.about().then(setFacts, (error: unknown) => setProblem(error instanceof Error ? error.message : shared.couldNotLook));
  }, []);
  return (
    <Set id="about" title={say.sections.about}>
      {problem && <p class="set-problem">{problem}</p>}
      {facts && (
        <dl>
          <Line name={say.version}>{say.productVersion(facts.version)}</Line>
          <Line name={shared.yourData}>
            <span class="mono path">{facts.data}</span>
          </Line>
          <Line name={say.events}>{health(facts)}</Line>
        </dl>
      )}
    </Set>
  );
}

function health({ pipeline }: Facts): string {
  const behind = pipeline.consumers.filter((consumer) => consumer.lag > 0);
  const words = behind.length ? behind.map((consumer) => say.behind(consumer.name, consumer.lag)).join(", ") : say.caughtUp;
  return pipeline.dead_letters ? say.notHandled(words, pipeline.dead_letters) : words;
}

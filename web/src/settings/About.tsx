// Versions, where the data lies, and whether events flow.
import { useEffect, useState } from "preact/hooks";
import { api } from "../model/api";
import type { About as Facts } from "../model/types";
import { Line, Set } from "./parts";

export function About() {
  const [facts, setFacts] = useState<Facts | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    api.about().then(setFacts, (error: unknown) => setProblem(error instanceof Error ? error.message : "Could not look."));
  }, []);
  return (
    <Set id="about" title="About">
      {problem && <p class="set-problem">{problem}</p>}
      {facts && (
        <dl>
          <Line name="Version">Tasklark {facts.version}</Line>
          <Line name="Your data">
            <span class="mono path">{facts.data}</span>
          </Line>
          <Line name="Events">{health(facts)}</Line>
        </dl>
      )}
    </Set>
  );
}

function health({ pipeline }: Facts): string {
  const behind = pipeline.consumers.filter((consumer) => consumer.lag > 0);
  const words = behind.length ? `${behind.map((consumer) => `${consumer.name} has ${consumer.lag} to do`).join(", ")}` : "all caught up";
  return pipeline.dead_letters ? `${words}; ${pipeline.dead_letters} could not be handled` : words;
}

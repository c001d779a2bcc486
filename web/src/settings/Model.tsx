// Which model answers: the built-in planner, or any address that speaks like OpenAI's.
import { useEffect, useState } from "preact/hooks";
import { sayDone, sayFailed } from "../model/actions";
import { api } from "../model/api";
import type { ModelSetting } from "../model/types";
import { Select } from "../ui/Select";
import { Line, Set } from "./parts";

const PRESETS = [
  ["", "Own address"],
  ["https://api.openai.com/v1", "OpenAI"],
  ["https://openrouter.ai/api/v1", "OpenRouter"],
  ["http://127.0.0.1:11434/v1", "Ollama"],
  ["http://127.0.0.1:1234/v1", "LM Studio"],
] as const;

interface Draft {
  model: string;
  url: string;
  key: string;
}

export function Model() {
  const [setting, setSetting] = useState<ModelSetting | null>(null);
  const [problem, setProblem] = useState("");
  const fetchIt = () => api.model().then(setSetting, (error: unknown) => setProblem(error instanceof Error ? error.message : "Could not fetch it."));
  useEffect(() => void fetchIt(), []);
  return (
    <Set id="model" title="Model">
      {problem && <p class="set-problem">{problem}</p>}
      {setting && (
        <dl>
          <Line name="Answers now" inline>
            <b>{setting.label}</b>
            <span class="muted">{setting.kind === "offline" ? "no key, works offline; reads dates, repeats and the usual requests" : setting.url}</span>
            {setting.source.model === "environment" && <span class="muted">set by the environment</span>}
          </Line>
          <Form key={`${setting.model}${setting.url}`} setting={setting} onSaved={setSetting} />
        </dl>
      )}
    </Set>
  );
}

function Form({ setting, onSaved }: { setting: ModelSetting; onSaved: (setting: ModelSetting) => void }) {
  const [draft, setDraft] = useState<Draft>({ model: setting.model, url: setting.url, key: "" });
  const [answer, setAnswer] = useState<{ ok: boolean; said: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const save = async (values: object, said: string) => {
    setBusy(true);
    setAnswer(null);
    try {
      onSaved(await api.saveModel(values));
      sayDone(said, null);
    } catch (error) {
      sayFailed(error, () => void save(values, said));
    } finally {
      setBusy(false);
    }
  };
  const test = async () => {
    setBusy(true);
    try {
      setAnswer(await api.testModel());
    } catch (error) {
      setAnswer({ ok: false, said: error instanceof Error ? error.message : "No answer." });
    } finally {
      setBusy(false);
    }
  };
  const preset = PRESETS.find(([url]) => url === draft.url)?.[0] ?? "";
  const fixed = setting.source.model === "environment";
  return (
    <>
      <Line name={setting.kind === "offline" ? "Add a model" : "Change it"} inline>
        <form
          class="model-form"
          onSubmit={(event) => {
            event.preventDefault();
            void save({ model: draft.model.trim(), url: draft.url.trim(), ...(draft.key ? { key: draft.key } : {}) }, draft.model.trim() ? `${draft.model.trim()} answers from now on.` : "Saved.");
          }}
        >
          <Select label="Provider" value={preset} options={PRESETS} onChoose={(url) => set({ url })} />
          <input class="field" aria-label="Address" placeholder="https://…/v1" value={draft.url} disabled={fixed} onInput={(event) => set({ url: event.currentTarget.value })} />
          <input class="field" aria-label="Model" placeholder="model name" value={draft.model} disabled={fixed} onInput={(event) => set({ model: event.currentTarget.value })} />
          <input
            class="field secret"
            type="password"
            aria-label="Key"
            autocomplete="off"
            placeholder={setting.key_set ? "key kept" : setting.key_found ? "key found" : "key"}
            value={draft.key}
            disabled={setting.source.key === "environment"}
            onInput={(event) => set({ key: event.currentTarget.value })}
          />
          <button type="submit" class="btn primary" disabled={busy || fixed || !draft.model.trim()}>
            Save
          </button>
        </form>
      </Line>
      <Line name="" inline>
        <button type="button" class="btn" disabled={busy} onClick={() => void test()}>
          Test
        </button>
        {setting.kind === "endpoint" && !fixed && (
          <button type="button" class="link" onClick={() => void save({ model: "", url: "", key: "" }, "The built-in planner answers again.")}>
            Back to the built-in planner
          </button>
        )}
        {setting.key_found && setting.kind === "offline" && <span class="muted">A model key was found. It is used only when you name a model here.</span>}
        {answer && (
          <span role="status" class={answer.ok ? "ok" : "p-high"}>
            {answer.said}
          </span>
        )}
      </Line>
    </>
  );
}

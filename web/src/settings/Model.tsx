// Which model answers: the built-in planner, or any address that speaks like OpenAI's.
import { useEffect, useState } from "preact/hooks";
import { sayDone, sayFailed } from "../model/actions";
import { api } from "../model/api";
import type { ModelSetting } from "../model/types";
import * as say from "../text/settings";
import * as shared from "../text/shared";
import { Select } from "../ui/Select";
import { Line, Set } from "./parts";

const PRESETS = [
  ["", say.ownAddress],
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
  const fetchIt = () => api.model().then(setSetting, (error: unknown) => setProblem(error instanceof Error ? error.message : say.couldNotFetch));
  useEffect(() => void fetchIt(), []);
  return (
    <Set id="model" title={say.sections.model}>
      {problem && <p class="set-problem">{problem}</p>}
      {setting && (
        <dl>
          <Line name={say.answersNow} inline>
            <b>{setting.label}</b>
            <span class="muted">{setting.kind === "offline" ? say.offlineModel : setting.url}</span>
            {setting.source.model === "environment" && <span class="muted">{shared.setByEnvironment}</span>}
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
      setAnswer({ ok: false, said: error instanceof Error ? error.message : say.noAnswer });
    } finally {
      setBusy(false);
    }
  };
  const preset = PRESETS.find(([url]) => url === draft.url)?.[0] ?? "";
  const fixed = setting.source.model === "environment";
  return (
    <>
      <Line name={setting.kind === "offline" ? shared.addModel : say.changeIt} inline>
        <form
          class="model-form"
          onSubmit={(event) => {
            event.preventDefault();
            void save({ model: draft.model.trim(), url: draft.url.trim(), ...(draft.key ? { key: draft.key } : {}) }, draft.model.trim() ? say.answersFromNow(draft.model.trim()) : shared.saved);
          }}
        >
          <Select label={say.provider} value={preset} options={PRESETS} onChoose={(url) => set({ url })} />
          <input class="field" aria-label={say.address} placeholder={say.addressExample} value={draft.url} disabled={fixed} onInput={(event) => set({ url: event.currentTarget.value })} />
          <input class="field" aria-label={say.sections.model} placeholder={say.modelExample} value={draft.model} disabled={fixed} onInput={(event) => set({ model: event.currentTarget.value })} />
          <input
            class="field secret"
            type="password"
            aria-label={say.key}
            autocomplete="off"
            placeholder={setting.key_set ? say.keyStates.kept : setting.key_found ? say.keyStates.found : say.keyStates.none}
            value={draft.key}
            disabled={setting.source.key === "environment"}
            onInput={(event) => set({ key: event.currentTarget.value })}
          />
          <button type="submit" class="btn primary" disabled={busy || fixed || !draft.model.trim()}>
            {say.save}
          </button>
        </form>
      </Line>
      <Line name="" inline>
        <button type="button" class="btn" disabled={busy} onClick={() => void test()}>
          {say.test}
        </button>
        {setting.kind === "endpoint" && !fixed && (
          <button type="button" class="link" onClick={() => void save({ model: "", url: "", key: "" }, say.plannerAnswers)}>
            {say.backToPlanner}
          </button>
        )}
        {setting.key_found && setting.kind === "offline" && <span class="muted">{say.keyFound}</span>}
        {answer && (
          <span role="status" class={answer.ok ? "ok" : "p-high"}>
            {answer.said}
          </span>
        )}
      </Line>
    </>
  );
}

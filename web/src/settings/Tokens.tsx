// Access tokens: what lets a program act for the person; made, shown once, ended.
import { useEffect, useState } from "preact/hooks";
import { sayDone, sayFailed } from "../model/actions";
import { read, send } from "../model/api";
import { dayLabel, dayPerson, today, wallOf } from "../model/clock";
import { showToast } from "../model/toast";
import * as say from "../text/settings";
import * as shared from "../text/shared";
import { options, Select } from "../ui/Select";
import { Line, Set } from "./parts";

export interface Token {
  id: string;
  name: string;
  scopes: string[];
  state: "live" | "expired" | "revoked";
  expires_at: string;
  used_at: string | null;
}

interface Tokens {
  tokens: Token[];
}

type Scope = "read" | "write";
const PATH = "/api/tokens";

export function Tokens() {
  const [tokens, setTokens] = useState<Token[] | null>(null);
  const [made, setMade] = useState("");
  const [problem, setProblem] = useState("");
  useEffect(() => {
    read<Tokens>(PATH).then(
      (found) => setTokens(found.tokens),
      (error: unknown) => setProblem(error instanceof Error ? error.message : shared.couldNotLook),
    );
  }, []);
  const revoke = async (token: Token) => {
    try {
      setTokens((await send<Tokens>("DELETE", `${PATH}/${token.id}`)).tokens);
      setMade("");
      sayDone(say.opensNothing(token.name), null);
    } catch (error) {
      sayFailed(error, () => void revoke(token));
    }
  };
  return (
    <Set id="tokens" title={say.sections.tokens}>
      {problem && <p class="set-problem">{problem}</p>}
      {tokens && (
        <dl>
          <NewToken
            onMade={(answer) => {
              setTokens(answer.tokens);
              setMade(answer.token);
            }}
          />
          {made && <Shown token={made} />}
          {tokens.filter((token) => token.state === "live").map((token) => (
            <Line key={token.id} name="" inline>
              <b>{token.name}</b>
              <span class="muted">{tokenWords(token, dayOf)}</span>
              <span class="set-actions">
                <button type="button" class="link" aria-label={say.revokeToken(token.name)} onClick={() => void revoke(token)}>
                  {say.revoke}
                </button>
              </span>
            </Line>
          ))}
        </dl>
      )}
    </Set>
  );
}

function NewToken({ onMade }: { onMade: (answer: Tokens & { token: string }) => void }) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Scope>("read");
  const [days, setDays] = useState<"7" | "90" | "365">("90");
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      onMade(await send("POST", PATH, { name: name.trim(), scope, days: Number(days) }));
      setName("");
    } catch (error) {
      sayFailed(error, () => void make());
    } finally {
      setBusy(false);
    }
  };
  return (
    <Line name={say.aProgram} inline>
      <form
        class="model-form"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <input class="field" aria-label={say.tokenPurpose} placeholder={say.tokenExample} maxLength={60} value={name} autocomplete="off" onInput={(event) => setName(event.currentTarget.value)} />
        <Select label={say.tokenScope} value={scope} options={options(say.scopes)} onChoose={setScope} />
        <Select label={say.tokenLasts} value={days} options={options(say.lasts)} onChoose={setDays} />
        <button type="submit" class="btn primary" disabled={busy || !name.trim()}>
          {say.makeToken}
        </button>
      </form>
    </Line>
  );
}

function Shown({ token }: { token: string }) {
  const copy = () =>
    navigator.clipboard.writeText(token).then(
      () => showToast(shared.copied),
      () => showToast(shared.couldNotCopy, null, true),
    );
  return (
    <Line name={say.theToken} inline>
      <code class="mono path" role="status">
        {token}
      </code>
      <span class="muted">{say.shownOnce}</span>
      <span class="set-actions">
        <button type="button" class="btn" onClick={() => void copy()}>
          {shared.copy}
        </button>
      </span>
    </Line>
  );
}

/** `may read · until Fri 27 Feb · never used` */
export function tokenWords(token: Token, day: (instant: string) => string): string {
  const may = token.scopes.includes("tasks:write") ? say.scopes.write : say.scopes.read;
  const used = token.used_at ? say.lastUsed(day(token.used_at)) : say.neverUsed;
  return say.tokenIs(may, day(token.expires_at), used);
}

function dayOf(instant: string): string {
  return dayLabel(wallOf(Date.parse(instant), dayPerson.value).date, today.value);
}

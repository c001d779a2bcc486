// Words kept plain, the theme, and single-key shortcuts.
import { overlayOpen } from "../model/commands";
import { me } from "../model/store";
import type { Me } from "../model/types";
import { Chip } from "../ui/Chip";
import { Icon } from "../ui/icons";
import { Check, Line, Set, TextField } from "./parts";
import { saveMe } from "./save";

const THEMES: readonly [Me["theme"], string][] = [["system", "as the system"], ["light", "light"], ["dark", "dark"]];

export function LookAndKeys() {
  const person = me.value;
  if (!person) return null;
  const words = person.plain_words;
  return (
    <>
      <Set id="words" title="Words">
        <dl>
          <Line name="Kept plain" inline>
            <div class="chips">
              {words.map((word) => (
                <button type="button" class="chip" key={word} aria-label={`Read “${word}” again`} onClick={() => void saveMe({ plain_words: words.filter((one) => one !== word) })}>
                  {word}
                  <Icon name="close" />
                </button>
              ))}
              <TextField label="A word that is never a date" class="w-160" value="" placeholder="may, sat" onSave={(word) => word && void saveMe({ plain_words: [...words, word] })} />
            </div>
            <span class="muted">never read as a date</span>
          </Line>
        </dl>
      </Set>
      <Set id="look" title="Look">
        <dl>
          <Line name="Theme" inline>
            <div class="chips">
              {THEMES.map(([theme, label]) => (
                <Chip key={theme} pressed={person.theme === theme} onPress={() => void saveMe({ theme })}>
                  {label}
                </Chip>
              ))}
            </div>
          </Line>
        </dl>
      </Set>
      <Set id="keys" title="Keys">
        <dl>
          <Line name="Single keys" inline>
            <Check label="On" on={person.shortcuts} onChange={(shortcuts) => void saveMe({ shortcuts })} />
            <button type="button" class="link" onClick={() => (overlayOpen.value = "help")}>
              All keys
            </button>
          </Line>
        </dl>
      </Set>
    </>
  );
}

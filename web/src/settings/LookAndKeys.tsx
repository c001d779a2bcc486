// Words kept plain, the theme, and single-key shortcuts.
import { overlayOpen } from "../model/commands";
import { me } from "../model/store";
import type { Me } from "../model/types";
import * as say from "../text/settings";
import * as shared from "../text/shared";
import { Chip } from "../ui/Chip";
import { Icon } from "../ui/icons";
import { options } from "../ui/Select";
import { Check, Line, Set, TextField } from "./parts";
import { saveMe } from "./save";

export function LookAndKeys() {
  const person = me.value;
  if (!person) return null;
  const words = person.plain_words;
  return (
    <>
      <Set id="words" title={say.sections.words}>
        <dl>
          <Line name={say.keptPlain} inline>
            <div class="chips">
              {words.map((word) => (
                <button type="button" class="chip" key={word} aria-label={say.readAgain(word)} onClick={() => void saveMe({ plain_words: words.filter((one) => one !== word) })}>
                  {word}
                  <Icon name="close" />
                </button>
              ))}
              <TextField label={say.neverDate} class="w-160" value="" placeholder={say.neverDateExamples} onSave={(word) => word && void saveMe({ plain_words: [...words, word] })} />
            </div>
            <span class="muted">{say.neverRead}</span>
          </Line>
        </dl>
      </Set>
      <Set id="look" title={say.sections.look}>
        <dl>
          <Line name={say.theme} inline>
            <div class="chips">
              {options<Me["theme"]>(say.themes).map(([theme, label]) => (
                <Chip key={theme} pressed={person.theme === theme} onPress={() => void saveMe({ theme })}>
                  {label}
                </Chip>
              ))}
            </div>
          </Line>
        </dl>
      </Set>
      <Set id="keys" title={shared.keys}>
        <dl>
          <Line name={say.singleKeys} inline>
            <Check label={shared.on} on={person.shortcuts} onChange={(shortcuts) => void saveMe({ shortcuts })} />
            <button type="button" class="link" onClick={() => (overlayOpen.value = "help")}>
              {say.allKeys}
            </button>
          </Line>
        </dl>
      </Set>
    </>
  );
}

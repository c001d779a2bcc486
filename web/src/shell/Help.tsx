// The list of keys, on "?".
import { COMMANDS, type Command } from "../model/commands";
import { me } from "../model/store";
import { groups } from "../text/commands";
import * as shared from "../text/shared";
import * as say from "../text/shell";
import { Dialog } from "../ui/Dialog";
import { Keys } from "../ui/Keys";

const GROUPS: readonly Command["group"][] = ["find", "move", "task", "go", "rest"];

export function Help({ onClose }: { onClose: () => void }) {
  const off = me.value?.shortcuts === false;
  return (
    <Dialog label={shared.keys} class="help" onClose={onClose}>
      <header>
        <h2>{shared.keys}</h2>
        <button type="button" class="tool" onClick={onClose}>
          {shared.close}
          <kbd>Esc</kbd>
        </button>
      </header>
      {off && <p class="muted">{say.singleKeysOff}</p>}
      <div class="help-groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{groups[group]}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group).map((command) => (
                <div key={command.id}>
                  <dt>{command.label}</dt>
                  <dd>
                    <span class="sr">{command.keys}</span>
                    <Keys keys={command.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

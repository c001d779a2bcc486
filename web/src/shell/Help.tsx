// The list of keys, on "?".
import { COMMANDS, type Command } from "../model/commands";
import { me } from "../model/store";
import { Dialog } from "../ui/Dialog";
import { Keys } from "../ui/Keys";

const GROUPS: readonly Command["group"][] = ["Add and find", "Move", "Task", "Go to", "Everything else"];

export function Help({ onClose }: { onClose: () => void }) {
  const off = me.value?.shortcuts === false;
  return (
    <Dialog label="Keys" class="help" onClose={onClose}>
      <header>
        <h2>Keys</h2>
        <button type="button" class="tool" onClick={onClose}>
          Close<kbd>Esc</kbd>
        </button>
      </header>
      {off && <p class="muted">Single keys are switched off in Settings.</p>}
      <div class="help-groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
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

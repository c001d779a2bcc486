// The menu of a tag's or project's title line: rename, merge, move, delete.
import { useRef, useState } from "preact/hooks";
import * as say from "../text/naming";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { Menu } from "../ui/Menu";
import { NameField } from "../ui/NameField";
import { Popover } from "../ui/Popover";
import { cleanName, drop, mergesInto, namesOf, place, rename, signed, type Kind } from "./naming";

export function NameMenu({ kind, name }: { kind: Kind; name: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"menu" | "rename" | "merge" | null>(null);
  const close = () => setOpen(null);
  const others = namesOf(kind).filter((one) => one !== name);
  // The menu closes itself first; what it opens comes after.
  const then = (what: "rename" | "merge") => setTimeout(() => setOpen(what));
  const items = [
    { label: say.renameMore, run: () => void then("rename") },
    ...(others.length ? [{ label: say.mergeMore, run: () => void then("merge") }] : []),
    ...(kind === "project" ? moves(name) : []),
    { label: say.removeName(signed(kind, name)), hint: say.tasksStay, danger: true, run: () => void drop(kind, name) },
  ];
  return (
    <>
      <button ref={button} type="button" class="icon-btn name-menu" aria-label={say.menuOf(signed(kind, name))} aria-expanded={open !== null} onClick={() => setOpen("menu")}>
        <Icon name="more" />
      </button>
      {open === "menu" && <Menu anchor={button} label={signed(kind, name)} align="end" items={items} onClose={() => setOpen((now) => (now === "menu" ? null : now))} />}
      {open === "rename" && (
        <Popover anchor={button} label={say.renameName(signed(kind, name))} align="end" class="menu" onClose={close}>
          <RenameField kind={kind} name={name} onDone={close} />
        </Popover>
      )}
      {open === "merge" && (
        <Popover anchor={button} label={say.mergeName(signed(kind, name))} align="end" class="menu" onClose={close}>
          <p class="popover-head">{say.mergeName(signed(kind, name))}</p>
          <NameField label={kind === "tag" ? shared.tag : shared.project} names={others} onChoose={(typed) => (close(), void rename(kind, name, cleanName(kind, typed)))} />
        </Popover>
      )}
    </>
  );
}

/** Its place in the rail. */
function moves(name: string): { label: string; run: () => void }[] {
  const all = namesOf("project");
  const at = all.indexOf(name);
  return [
    ...(at > 0 ? [{ label: shared.moveUp, run: () => void place(name, at - 1) }] : []),
    ...(at >= 0 && at < all.length - 1 ? [{ label: shared.moveDown, run: () => void place(name, at + 1) }] : []),
  ];
}

function RenameField({ kind, name, onDone }: { kind: Kind; name: string; onDone: () => void }) {
  const [typed, setTyped] = useState(name);
  const next = cleanName(kind, typed);
  const other = mergesInto(namesOf(kind), name, next);
  return (
    <form
      class="name-field"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
        void rename(kind, name, next);
      }}
    >
      <input class="field wide" data-autofocus aria-label={say.newName} value={typed} spellcheck={false} autocomplete="off" onFocus={(event) => event.currentTarget.select()} onInput={(event) => setTyped(event.currentTarget.value)} />
      <button class="btn primary" disabled={!next || next === name}>
        {other ? say.mergeInto(signed(kind, other)) : shared.rename}
      </button>
    </form>
  );
}

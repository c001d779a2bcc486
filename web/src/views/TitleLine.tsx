// The title line: the page's one h1, a small line beside it, tools at the right.
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { openSearch } from "../model/commands";
import * as shared from "../text/shared";
import { Icon } from "../ui/icons";
import { Popover } from "../ui/Popover";
import { Views } from "../shell/Rail";

interface Props {
  title: string;
  sub?: ComponentChildren;
  /** Beside the search button. */
  tools?: ComponentChildren;
  /** Search shows its own "Close" instead. */
  search?: boolean;
}

export function TitleLine({ title, sub, tools, search = true }: Props) {
  return (
    <header class="title-line">
      <h1>{title}</h1>
      <ViewSwitch />
      <p class="sub">{sub}</p>
      <div class="title-tools">
        {tools}
        {search && (
          <button type="button" class="tool search-tool" aria-label={shared.search} onClick={openSearch}>
            <Icon name="search" />
            <kbd>/</kbd>
          </button>
        )}
      </div>
    </header>
  );
}

/** Where the rail is folded away, its views open here. */
function ViewSwitch() {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button ref={button} type="button" class="icon-btn view-switch" aria-label={shared.views} aria-expanded={open} onClick={() => setOpen(true)}>
        <Icon name="down" />
      </button>
      {open && (
        <Popover anchor={button} label={shared.views} onClose={() => setOpen(false)} class="views-menu">
          <div onClick={() => setOpen(false)}>
            <Views />
          </div>
        </Popover>
      )}
    </>
  );
}

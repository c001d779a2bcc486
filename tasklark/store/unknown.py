"""Why tasks that were named are not found: all of them at once, in one refusal."""

from collections.abc import Sequence

from tasklark.domain.errors import Refusal
from tasklark.store.port import Ref

_TOLD = 10


def not_there(missing: Sequence[Ref]) -> Refusal:
    """The refusal of kind `unknown` for these; there is at least one."""
    numbers = [f"#{ref.number}" for ref in missing if ref.occurrence is None]
    others = [ref for ref in missing if ref.occurrence is not None]
    whats = [f"There is no task {_listed(numbers)}."] if numbers else []
    whats += [f"Task #{ref.number} has no occurrence {ref.occurrence}." for ref in others[:_TOLD]]
    looked = dict.fromkeys(f"#{ref.number}" for ref in others[:_TOLD])
    hint = f"Look at {_listed(list(looked))} for its dates." if others else "Search for it."
    return Refusal(" ".join(whats), hint, kind="unknown")


def _listed(names: Sequence[str]) -> str:
    """`#7, #8 or #9`."""
    shown = list(names[:_TOLD])
    if len(names) > _TOLD:
        shown.append(f"{len(names) - _TOLD} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"

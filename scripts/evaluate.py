"""`make eval`: every measure of words and calendar against its floor; the goal stands beside it.

A figure below its floor fails. Floors only rise: `FLOORS=raise make eval` lifts them to the
figures of this run. The speed has a goal and no floor: a busy machine is no fault.
"""

import json
import os
import sys
from pathlib import Path

from evals.corpora import CORPORA, Figures
from evals.own import missed, own

FLOORS = Path(__file__).parents[1] / "evals" / "floors.json"
GOALS = {
    "dates core": 90.0,
    "repeats core": 96.0,
    "commands whole right": 92.0,
    "commands not wrong unasked": 96.0,
    "commands due right": 98.0,
    "intents right or asked": 92.0,
    "intents held back": 92.0,
    "small talk not a task": 98.0,
    "p95 under 2 ms": 95.0,
    "recurrence vectors": 100.0,
}
OWN_GOAL = 95.0
SPEED = "p95 under 2 ms"


def main() -> int:
    """Print the table; 1 when a figure is below its floor."""
    if len(sys.argv) > 2 and sys.argv[1] == "missed":
        return _show(sys.argv[2])
    figures: Figures = {}
    for corpus in (*CORPORA, own):
        figures |= corpus()
    floors: Figures = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    low = [name for name, figure in figures.items() if figure < floors.get(name, 0.0)]
    print(table(figures, floors))
    if os.environ.get("FLOORS") == "raise":
        _raise(figures, floors)
    for name in low:
        print(f"below its floor: {name}")
    return 1 if low else 0


def table(figures: Figures, floors: Figures) -> str:
    """The figures as lines: measure | figure | floor | goal."""
    lines = [f"{'measure':<28} | figure |  floor |   goal"]
    for name, figure in figures.items():
        goal = GOALS.get(name, OWN_GOAL if name.startswith("own ") else 0.0)
        mark = "" if figure >= goal else "  below the goal"
        floor = f"{floors[name]:6.1f}" if name in floors else "     –"
        said = f"{goal:6.1f}" if goal else "     –"
        lines.append(f"{name:<28} | {figure:6.1f} | {floor} | {said}{mark}")
    return "\n".join(lines)


def _raise(figures: Figures, floors: Figures) -> None:
    steady = {name: figure for name, figure in figures.items() if name != SPEED}
    risen = {name: max(figure, floors.get(name, 0.0)) for name, figure in steady.items()}
    FLOORS.write_text(json.dumps({**floors, **risen}, indent=2) + "\n", "utf-8")


def _show(name: str) -> int:
    """The wrong rows of an own set, with what was said."""
    for text, said in missed(name):
        print(text, "|", json.dumps(said, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())

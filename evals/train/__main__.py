"""`python -m evals.train`: makes the weights of `tasklark.language.guess`.

Multinomial logistic regression by stochastic gradient descent with adaptive steps, on the part of
the utterances that is not held back, and only on sets with a Creative Commons BY licence.
"""

import json
import math
import random
from pathlib import Path

from evals.corpora import SHARED, held, rows
from evals.judge import Json, plain
from evals.kinds import accepted
from evals.train.sentences import sentences
from tasklark.language import guess

WEIGHTS = Path(__file__).parents[2] / "tasklark" / "language" / "weights.json"
CLEAN = frozenset(["clinc150", "hwu64", "slurp", "home_assistant"])
"""CC BY 3.0 and 4.0; the licence of TOPv2 itself was not seen."""
ROUNDS, STEP, SHRINK, SMALL = 24, 0.35, 2e-5, 9
Row = tuple[str, tuple[str, ...]]


def main() -> None:
    """Train, prune, write; print how many weights stay."""
    learning = list(_rows())
    kinds = sorted({kind for kind, _ in learning})
    weights = _trained(learning, kinds)
    kept = {name: row for name, row in _rounded(weights).items() if _matters(name, row)}
    text = json.dumps({"kinds": kinds, "weights": kept}, separators=(",", ":"), ensure_ascii=False)
    WEIGHTS.write_text(text + "\n", "utf-8")
    print(f"{len(learning)} sentences, {len(kept)} features, {len(text) // 1024} KiB")


def _rows() -> list[Row]:
    judged = {
        plain(row["text"])
        for name in ("dev.jsonl", "dev_extra.jsonl")
        for row in rows(SHARED / "language" / name)
    }
    found = [
        (_kind(row), tuple(set(guess.features(str(row["text"])))))
        for row in rows(SHARED / "language" / "utterances.jsonl")
        if row["source"] in CLEAN and not held(row) and plain(row["text"]) not in judged
    ]
    own = [(kind, tuple(set(guess.features(text)))) for kind, text in sentences()]
    return [row for row in (*found, *own) if row[0]]


def _kind(row: Json) -> str:
    """The one kind of a row; empty when its label allows several."""
    kinds = accepted(row) - {"search"}
    return kinds.pop() if len(kinds) == 1 else ""


def _trained(learning: list[Row], kinds: list[str]) -> dict[str, list[float]]:
    chance = random.Random(7)
    size = len(kinds)
    weights: dict[str, list[float]] = {"*": [0.0] * size}
    steps: dict[str, list[float]] = {"*": [1e-6] * size}
    for _ in range(ROUNDS):
        chance.shuffle(learning)
        for kind, names in learning:
            every = ("*", *names)
            for name in every:
                if name not in weights:
                    weights[name], steps[name] = [0.0] * size, [1e-6] * size
            _learn(kinds.index(kind), every, weights, steps)
    return weights


def _learn(
    right: int,
    names: tuple[str, ...],
    weights: dict[str, list[float]],
    steps: dict[str, list[float]],
) -> None:
    scores = [sum(column) for column in zip(*(weights[name] for name in names), strict=True)]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    slopes = [share / total - (at == right) for at, share in enumerate(shares)]
    for name in names:
        row, pace = weights[name], steps[name]
        for at, slope in enumerate(slopes):
            pull = slope + SHRINK * row[at]
            pace[at] += pull * pull
            row[at] -= STEP * pull / math.sqrt(pace[at])


def _rounded(weights: dict[str, list[float]]) -> dict[str, list[int]]:
    return {name: [round(guess.SCALE * one) for one in row] for name, row in weights.items()}


def _matters(name: str, row: list[int]) -> bool:
    return name == "*" or max(row) - min(row) >= SMALL * 10


if __name__ == "__main__":
    main()

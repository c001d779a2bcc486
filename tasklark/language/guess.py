"""What kind of message it is likely to be: a small linear model over words and pairs of words.

The rules decide wherever they are sure; the guess settles messages that no rule knows. Weights are
made by `evals/train`, from data whose licences are in `weights.md`.
"""

import json
import math
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

Guess = tuple[str, float]
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
LIMIT = 40
"""Words that are looked at: what a message wants is said early."""


def features(text: str) -> Iterator[str]:
    """Words and neighbouring words; every number is the same word."""
    words = [word if word.isalpha() else "#" if word.isdigit() else word for word in _words(text)]
    yield from words
    for left, right in zip(["^", *words], [*words, "$"], strict=True):
        yield f"{left} {right}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))[:LIMIT]


def guess(text: str) -> Guess:
    """The likeliest kind of an English message (`add`, `list`, `none`, …), and how sure."""
    kinds, weights = _model()
    scores = list(weights["*"])
    for feature in set(features(text)):
        for at, weight in enumerate(weights.get(feature, ())):
            scores[at] += weight
    top = max(scores)
    shares = [math.exp((score - top) / SCALE) for score in scores]
    best = scores.index(top)
    return kinds[best], shares[best] / sum(shares)


SCALE = 100
"""Weights are whole hundredths."""


@cache
def _model() -> tuple[list[str], dict[str, list[int]]]:
    text = resources.files("tasklark.language").joinpath("weights.json").read_text("utf-8")
    model = json.loads(text)
    return model["kinds"], model["weights"]

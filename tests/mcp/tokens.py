"""How much of a model's context a text costs: counted with o200k_base where that is at hand."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NODE = ROOT / ".cache" / "bin" / "node"
_HOMES = (ROOT / "web", ROOT / ".cache" / "judges")
"""Where `make web` or `make judges` may have put the tokenizer."""
_COUNT = """
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { readFileSync } from "node:fs";
const texts = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => encode(text).length)));
"""
_PIECES = re.compile(r" ?[A-Za-z]+|\d{1,3}| ?[^\sA-Za-z\d]{1,3}|\s+")
_LETTERS = 9
"""Letters of a word that one token holds, in the English of our texts."""


def exact() -> bool:
    """Whether the tokenizer is at hand."""
    return _NODE.exists() and _home() is not None


def _home() -> Path | None:
    return next((p for p in _HOMES if (p / "node_modules" / "gpt-tokenizer").is_dir()), None)


def counted(texts: Sequence[str]) -> list[int]:
    """Tokens of each text by o200k_base."""
    ran = subprocess.run(
        [str(_NODE), "--input-type=module", "-e", _COUNT],
        cwd=_home(),
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[int] = json.loads(ran.stdout)
    return found


def estimated(text: str) -> int:
    """Tokens by the shape of the text alone; within a few per cent on our schemas."""
    return sum(-(-len(piece.strip()) // _LETTERS) or 1 for piece in _PIECES.findall(text))

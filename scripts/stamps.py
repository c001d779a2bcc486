"""Which steps are already done: a stamp per step holds the hash of what the step read."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from scripts.progress import ROOT

_STAMPS = ROOT / ".cache" / "stamps"


def fingerprint(paths: Iterable[Path], *facts: str) -> str:
    """Return a hash over names and contents of `paths` and over `facts`."""
    seen = hashlib.sha256("\0".join(facts).encode())
    for path in sorted(paths):
        if path.is_file():
            name = str(path.relative_to(ROOT)).encode()
            seen.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


def is_done(name: str, key: str) -> bool:
    """Say whether the step was last finished with the same input."""
    stamp = _STAMPS / name
    return stamp.is_file() and stamp.read_text() == key


def mark_done(name: str, key: str) -> None:
    """Remember that the step was finished with this input."""
    _STAMPS.mkdir(parents=True, exist_ok=True)
    (_STAMPS / name).write_text(key)


def forget(name: str) -> None:
    """Drop the stamp: a step that breaks half way is done again."""
    (_STAMPS / name).unlink(missing_ok=True)

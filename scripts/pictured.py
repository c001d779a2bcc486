"""What is pictured, how large pictures may be, and the page that shows them."""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from scripts.camera import ffmpeg
from scripts.progress import StepFailed

_ALL = 10_000_000
_COLOURS = 96
"""Enough for two faces' grey edges and a dozen flat colours."""
_HEAD = """# Every screen

Taken of the real page on a sample day by `make demo`, which also makes
[the film](film/tasklark.webm). Every screen can be used with keys alone: `?` lists them.
"""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A screen: what it is, where, and what is done on it before the picture is taken."""

    title: str
    address: str
    prepare: Callable[[Page], None]
    narrow: bool = True
    """Whether it is also pictured as on a telephone, where there are no keys."""


def smaller(path: Path) -> None:
    """Few flat colours are all there is: a palette says them in a third of the bytes.

    Raises:
        StepFailed: If there is no ffmpeg.
    """
    few = path.with_suffix(".few.png")
    made = f"palettegen=max_colors={_COLOURS}:reserve_transparent=0"
    drawn = f"split[a][b];[a]{made}[p];[b][p]paletteuse=dither=none"
    options = ["-vf", drawn, "-pred", "mixed", "-compression_level", "9"]
    subprocess.run([ffmpeg(), "-y", "-loglevel", "error", "-i", path, *options, few], check=True)
    few.replace(path)


def all_within(folder: Path) -> None:
    """Check that a clone stays small.

    Raises:
        StepFailed: If the pictures together are larger than they may be.
    """
    size = sum(path.stat().st_size for path in folder.glob("*.png"))
    if size > _ALL:
        raise StepFailed(f"The pictures are {size / 1e6:.1f} MB together; 10 MB is the limit.")


def page_of(screens: Mapping[str, Pictured]) -> str:
    """The page that shows them all."""
    parts = [_HEAD, _rows("First run", "first-run", narrow=False)]
    parts += [_rows(one.title, name, narrow=one.narrow) for name, one in screens.items()]
    parts.append(_rows("S12 Offline", "offline", narrow=False))
    return "\n".join(parts)


def _rows(title: str, name: str, *, narrow: bool) -> str:
    looks = ["light", "dark", *(["narrow"] if narrow else [])]
    shown = [f"![{title}, {look}](pictures/{name}-{look}.png)" for look in looks]
    head = " | ".join(looks)
    rule = " | ".join("---" for _ in looks)
    return f"## {title}\n\n| {head} |\n| {rule} |\n| {' | '.join(shown)} |\n"

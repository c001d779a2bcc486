"""Cost over size, drawn as SVG: both axes logarithmic, ours drawn through, the limit dashed."""

import math
from collections.abc import Sequence

from benchmarks.timing import Line

_DRAWN = (
    "add, 1 client, p50", "complete, p50", "list 50 of a week", "today's list again",
    "search a word, p50", "search with a typo, p50",
)  # fmt: skip
_COLOURS = {"sqlite": "#3b7dd8", "postgres": "#c2571a", "postgres-18": "#2f8f5b"}
_WIDE, _HIGH = 340, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 24, 34, 34
_LEAST, _MOST = 0.01, 1000.0
"""Milliseconds at the foot and at the top."""


def curves(lines: Sequence[Line]) -> str:
    """A small picture for each of a few operations, and what the colours mean."""
    drawn = [
        _picture(name, [line for line in lines if line.name == name], place)
        for place, name in enumerate(_DRAWN)
    ]
    high = (len(_DRAWN) + 1) // 2 * _HIGH
    body = "\n".join([*drawn, _key(lines, high)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * _WIDE} {high + 28}"'
        f' font-family="system-ui, sans-serif" font-size="11" role="img">'
        f'<title>Cost over size</title>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f"{body}\n</svg>\n"
    )


def _key(lines: Sequence[Line], y: int) -> str:
    words = [
        f'<tspan fill="{_COLOURS.get(engine, "#666")}">{engine}  </tspan>'
        for engine in dict.fromkeys(line.engine for line in lines)
    ]
    told = "".join(words) + "<tspan>solid: ours; dashed: the raw limit</tspan>"
    return f'<text x="{_LEFT}" y="{y + 12}" xml:space="preserve">{told}</text>'


def _picture(name: str, lines: Sequence[Line], place: int) -> str:
    x, y = place % 2 * _WIDE, place // 2 * _HIGH
    sizes = sorted({line.tasks for line in lines})
    parts = [f'<g transform="translate({x},{y})"><text x="{_LEFT}" y="20">{name}</text>']
    parts += [_rule(ms) for ms in (0.01, 0.1, 1, 10, 100, 1000)]
    parts += [_below(size, sizes) for size in sizes]
    for engine in dict.fromkeys(line.engine for line in lines):
        mine = sorted((one for one in lines if one.engine == engine), key=lambda one: one.tasks)
        parts += [_curve(engine, "ours", mine, sizes), _curve(engine, "raw", mine, sizes)]
    return "\n".join([*parts, "</g>"])


def _curve(engine: str, kind: str, lines: Sequence[Line], sizes: Sequence[int]) -> str:
    points = " ".join(
        f"{_across(line.tasks, sizes):.0f},{_up(line.ours if kind == 'ours' else line.raw):.1f}"
        for line in lines
    )
    dash = "" if kind == "ours" else ' stroke-dasharray="4 3"'
    colour = _COLOURS.get(engine, "#666")
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6"{dash}>'
        f"<title>{engine} {kind}</title></polyline>"
    )


def _rule(ms: float) -> str:
    at = _up(ms)
    return (
        f'<path d="M{_LEFT} {at:.1f}H{_WIDE - _RIGHT}" stroke="#ddd"/>'
        f'<text x="{_LEFT - 4}" y="{at + 4:.1f}" text-anchor="end">{ms:g} ms</text>'
    )


def _below(size: int, sizes: Sequence[int]) -> str:
    at = _across(size, sizes)
    return f'<text x="{at:.0f}" y="{_HIGH - 16}" text-anchor="middle">{size:,}</text>'


def _across(size: int, sizes: Sequence[int]) -> float:
    room = _WIDE - _LEFT - _RIGHT - 40
    return _LEFT + 20 + sizes.index(size) * room / max(1, len(sizes) - 1)


def _up(ms: float) -> float:
    held = min(max(ms, _LEAST), _MOST)
    share = (math.log10(held) - math.log10(_LEAST)) / (math.log10(_MOST) - math.log10(_LEAST))
    return _HIGH - _BOTTOM - share * (_HIGH - _TOP - _BOTTOM)

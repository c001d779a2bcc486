"""From when until when a question about the past looks."""

from datetime import timedelta

from tasklark.domain.clock import today
from tasklark.domain.errors import Refusal
from tasklark.language.reading import Context
from tasklark.language.stretches import read_past_span


def bounds(words: str, ctx: Context) -> dict[str, object]:
    """`since` and `until` as dates; empty when the words are no stretch of days."""
    try:
        span = read_past_span(words, ctx).value
    except Refusal:
        return {}
    out: dict[str, object] = {}
    if span.low is not None:
        out["since"] = today(span.low, ctx.here).isoformat()
    if span.high is not None and span.high <= ctx.now:
        # The end is exclusive; the day that the tool wants is the last one inside.
        out["until"] = today(span.high - timedelta(seconds=1), ctx.here).isoformat()
    return out

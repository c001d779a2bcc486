"""Words that stay plain for this person: un-marked twice, they are no date or tag any more."""

import re

from tasklark.domain.person import Person
from tasklark.language.quoting import quoted_spans


def plain_spans(text: str, person: Person) -> tuple[tuple[int, int], ...]:
    """Where the person's plain words stand in a text, and what is in quotes."""
    out: list[tuple[int, int]] = list(quoted_spans(text))
    for word in person.plain_words:
        if word:
            pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
            out.extend(found.span() for found in re.finditer(pattern, text, re.IGNORECASE))
    return tuple(out)

"""Taking courtesy off a sentence: what is left begins with the command."""

import re

from tasklark.language.verbs import Verbs


def strip_polite(text: str, table: Verbs) -> str:
    """The sentence without greetings, “can you please” and “, thanks”."""
    text = tightened(text)
    text = _off_end(text, table)
    for _ in range(6):
        shorter = _off_front(text, table)
        if shorter == text:
            break
        text = shorter
    return text


_APART = re.compile(
    r"(?<=\w)\s+['’]\s*(?=(?:s|d|m|t|re|ve|ll|clock)\b)|(?<=\w)\s+(?=['’](?:s|d|m|t|re|ve|ll)\b)"
    r"|(?<=\d)\s*:\s+(?=\d\d\b)|(?<=\d)\s+:\s*(?=\d\d\b)",
    re.IGNORECASE,
)


def tightened(text: str) -> str:
    """The text on one line, with `I ' d` and `6 : 30` as one writes them."""
    return _APART.sub(lambda found: found.group().strip(), " ".join(text.split()))


def _off_front(text: str, table: Verbs) -> str:
    for polite in table.polite:
        found = table.pattern(polite).match(text)
        if found is not None and found.end() < len(text):
            return text[found.end() :]
    return text


def _off_end(text: str, table: Verbs) -> str:
    for _ in range(4):
        before = text
        for closing in table.closing:
            shorter = table.pattern(closing).sub("", text)
            text = shorter or text
        if text == before:
            break
    return text

"""From text to words with kinds; every word keeps its place in the text as it was given."""

import re
from collections.abc import Iterable
from functools import cache

from tasklark.language import numbers
from tasklark.language.grammar import Token
from tasklark.language.literals import BUILDERS, numeric_pattern
from tasklark.language.vocabulary import Vocabulary
from tasklark.language.zones import CITIES

LIMIT = 2_000
"""Characters that are looked at: nobody says a date behind the second page."""
_QUOTES = {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "−": "-", "\u00a0": " "}
_SIGNS = {
    ",": "comma",
    "@": "at",
    "&": "and",
    "+": "plus",
    "-": "minus",
    ".": "dot",
    ";": "stop",
    "\n": "stop",
    "?": "stop",
    "!": "strict",
    "/": "stroke",
    "'": "quote",
    "~": "about",
}


def fold(text: str) -> str:
    """The text in lower case, plain quotes and spaces, with every character in its place."""
    if text.isascii():
        return "".join(" " if ch < " " else ch for ch in text.lower())
    return "".join(_fold_char(ch) for ch in text)


def _fold_char(ch: str) -> str:
    if ch in _QUOTES:
        return _QUOTES[ch]
    if ch < " " or not ch.isprintable():
        return " "
    lower = ch.lower()
    return lower if len(lower) == 1 else ch


def tokens(text: str, table: Vocabulary) -> list[Token]:
    """The words of a text with their kinds in one language."""
    raw = list(_raw(fold(text[:LIMIT]), table))
    merged = numbers.merge(_phrases(raw, table), table)
    return _settle(merged, table)


def _raw(text: str, table: Vocabulary) -> Iterable[Token]:
    for found in numeric_pattern().finditer(text):
        group = found.lastgroup or "sign"
        start, end = found.span()
        builder = BUILDERS.get(_group(found, group))
        token = builder(found, start, end) if builder else None
        if token is not None:
            yield token
        elif group == "word":
            yield _word(found.group(), start, end, table)
        else:
            yield Token(_plain(found.group()), found.group(), None, start, end)


def _group(_found: re.Match[str], last: str) -> str:
    return {"hmx": "hm", "hamx": "ham", "sep": "dmy"}.get(last, last)


def _plain(sign: str) -> str:
    kind = _SIGNS.get(sign, "word")
    return "word" if kind == "quote" else kind


def _word(text: str, start: int, end: int, table: Vocabulary) -> Token:
    if "_" in text and text.replace("_", " ") in CITIES:
        return Token("zone", text, CITIES[text.replace("_", " ")], start, end)
    word = _spelled(text, table)
    kind, value = table.words.get(word, ("word", None))
    return Token(kind, word, value, start, end)


def _spelled(text: str, table: Vocabulary) -> str:
    """A word without its possessive, accents (where the language drops them) and typos."""
    word = text
    if word not in table.words and word.endswith(("'s", "s'")):
        word = word[:-2] if word.endswith("'s") else word[:-1]
    if table.accents:
        word = unaccented(word)
    word = table.typos.get(word, word)
    if len(word) >= 6 and word not in table.words and word not in table.innocent:
        return next((name for name in table.guessed if _one_off(word, name)), word)
    return word


@cache
def _accent_table() -> dict[int, int]:
    return str.maketrans("áéíóúüàèìòùâêîôûäëïö", "aeiouuaeiouaeiouaeio")


def unaccented(word: str) -> str:
    """A word without accents; ñ stays."""
    return word if word.isascii() else word.translate(_accent_table())


def _one_off(word: str, name: str) -> bool:
    """Whether one letter is wrong, missing, too many or two neighbours are swapped."""
    if word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    at = next((i for i, pair in enumerate(zip(word, name, strict=False)) if pair[0] != pair[1]), -1)
    if at < 0:
        return False
    rest_word, rest_name = word[at:], name[at:]
    return (
        rest_word[1:] == rest_name[1:]
        or rest_word == rest_name[1:]
        or rest_word[1:] == rest_name
        or rest_word[1::-1] + rest_word[2:] == rest_name
    )


def _phrases(raw: list[Token], table: Vocabulary) -> list[Token]:
    """Several words that mean one thing become one token."""
    out: list[Token] = []
    at = 0
    while at < len(raw):
        token, used = _phrase(raw, at, table)
        out.append(token)
        at += used
    return out


def _phrase(raw: list[Token], at: int, table: Vocabulary) -> tuple[Token, int]:
    for words, (kind, value) in table.longest(raw[at].text):
        stretch = raw[at : at + len(words)]
        if tuple(token.text for token in stretch) == words:
            text = " ".join(words)
            return Token(kind, text, value, stretch[0].start, stretch[-1].end), len(words)
    return raw[at], 1


def _settle(merged: list[Token], table: Vocabulary) -> list[Token]:
    """Decide words that mean something only beside certain others."""
    out: list[Token] = []
    for at, token in enumerate(merged):
        before = out[-1] if out else None
        if before is not None and before.kind == "every" and _tight_strict(before, token):
            # “every! 3 days” counts from completion: one word, told by its sign.
            out[-1] = Token(
                "every", before.text + token.text, before.value, before.start, token.end
            )
            continue
        after = merged[at + 1] if at + 1 < len(merged) else None
        out.append(_settled(token, before, after, table))
    return out


SITTERS = frozenset(["we", "he", "she", "they", "it", "who", "i", "cat", "dog", "you"])
"""Words before a “sat” that is no Saturday."""


def _tight_strict(before: Token, token: Token) -> bool:
    return token.text == "!" and token.start == before.end


def _settled(token: Token, before: Token | None, after: Token | None, table: Vocabulary) -> Token:
    behind_number = table.after_number.get(token.text)
    if (
        behind_number
        and before
        and before.kind
        in ("number", "half", "couple", "clock", "hour", "oclock", "slash", "dotted", "dashed")
    ):
        return Token(behind_number[0], token.text, behind_number[1], token.start, token.end)
    rule = table.doubtful.get(token.text)
    if rule is None:
        return token
    befores, afters = rule
    if before is not None and before.kind in befores:
        return token
    if after is not None and after.kind in afters:
        return token
    if before is None and after is None:
        return token
    last = after is None and token.text in ("sat", "mon")
    if last and before is not None and before.kind == "word" and before.text not in SITTERS:
        return token
    return Token("word", token.text, None, token.start, token.end)

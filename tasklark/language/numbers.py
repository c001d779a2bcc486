"""Numbers in words: `twenty nine`, `two thousand and thirty two`, `twenty second`."""

from tasklark.language.grammar import Token
from tasklark.language.vocabulary import Vocabulary

HUNDRED, THOUSAND = 100, 1000


def is_year(value: int) -> bool:
    """Whether a number alone reads as a year."""
    return 1900 <= value < 2200


def merge(tokens: list[Token], _table: Vocabulary) -> list[Token]:
    """Join number words that make one number; digits stay as they are."""
    out: list[Token] = []
    for token in tokens:
        joined = _joined(out, token) if out else None
        if joined is not None:
            out.pop()
            out.append(joined)
        else:
            out.append(token)
    return _hyphens(out)


def _joined(out: list[Token], token: Token) -> Token | None:
    left = out[-1]
    if not (_worded(left) and isinstance(left.value, int) and isinstance(token.value, int)):
        return None
    if token.kind == "number" and token.text.isalpha() and token.value in (HUNDRED, THOUSAND):
        return _made(left, token, left.value * token.value)
    if token.kind not in ("number", "ordinal") or not token.text.isalpha():
        return None
    if _fits(left.value, token.value):
        return _made(left, token, left.value + token.value)
    return None


def _worded(token: Token) -> bool:
    return token.kind in ("number", "year") and not token.text[:1].isdigit()


def _fits(left: int, right: int) -> bool:
    """Whether the right number fills the zeros of the left one."""
    if left >= THOUSAND:
        return left % THOUSAND == 0 and right < THOUSAND
    if left >= HUNDRED:
        return left % HUNDRED == 0 and right < HUNDRED
    return 20 <= left < HUNDRED and left % 10 == 0 and 0 < right < 10


def _made(left: Token, right: Token, value: int) -> Token:
    kind = "year" if right.kind == "number" and is_year(value) else right.kind
    return Token(kind, f"{left.text} {right.text}", value, left.start, right.end)


def _hyphens(tokens: list[Token]) -> list[Token]:
    """`twenty-seven` and `two thousand and thirty two`: a joint between two fitting numbers."""
    out: list[Token] = []
    for token in tokens:
        if len(out) > 1 and out[-1].kind in ("minus", "and") and _across(out, token):
            out.pop()
            left = out.pop()
            assert isinstance(left.value, int)
            assert isinstance(token.value, int)
            out.append(_made(left, token, left.value + token.value))
        else:
            out.append(token)
    return out


def _across(out: list[Token], token: Token) -> bool:
    left, joint = out[-2], out[-1]
    if not (_worded(left) and isinstance(left.value, int) and isinstance(token.value, int)):
        return False
    if token.kind not in ("number", "ordinal") or token.text[:1].isdigit():
        return False
    if joint.kind == "and" and left.value < HUNDRED:
        return False
    tight = joint.kind == "and" or (joint.start == left.end and token.start == joint.end)
    return tight and _fits(left.value, token.value)

"""Undo codes: a change's number in base32 (Crockford's letters) with a check character."""

from functools import lru_cache

from tasklark.domain.errors import Refusal

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_CHECKS = 31
"""The largest prime that one letter can tell: a wrong or swapped letter is noticed."""
_SPREAD = 17
"""Neighbouring numbers get quite different check letters."""
_SHORTEST = 2
_USUAL = 1024
"""Codes that are remembered: a change's is asked for more than once, and a list's again."""
_SAME = str.maketrans("oil", "011")


@lru_cache(_USUAL)
def code_of(number: int) -> str:
    """The code of a change."""
    digits = ""
    rest = number
    while rest:
        rest, digit = divmod(rest, len(_LETTERS))
        digits = _LETTERS[digit] + digits
    return digits.rjust(_SHORTEST, "0") + _LETTERS[(number * _SPREAD + _SPREAD) % _CHECKS]


def number_of(code: str) -> int:
    """The number of the change that has this code; case and look-alike letters do not matter.

    Raises:
        Refusal: Of kind `unknown` for what cannot be a code.
    """
    plain = code.strip().lower().translate(_SAME)
    if len(plain) < 2 or len(plain) > 14 or any(letter not in _LETTERS for letter in plain):
        raise _no_code(code)
    number = 0
    for letter in plain[:-1]:
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    if code_of(number) != plain:
        raise _no_code(code)
    return number


def _no_code(code: str) -> Refusal:
    return Refusal(
        f"“{code[:20]}” is not an undo code.",
        "Take the one a change answered with, such as “a7k”.",
        kind="unknown",
    )

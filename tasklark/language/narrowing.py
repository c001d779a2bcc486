"""What a target says beside its title: `tagged home`, `in the garden project`, `but keep #1`."""

import re

_TAGGED = re.compile(
    r"\b(?:(?:that (?:are|is)\s+)?(?:tagged|labell?ed)(?:\s+(?:as|with))?|with (?:the )?(?:tag|"
    r"label)"
    r"|(?:con|de) la etiqueta|etiquetad[oa]s?(?:\s+(?:con|como))?)\s+[#“\"]?(?P<tag>[^\W\d_][\w-]*)"
    r"[”\"]?",
    re.IGNORECASE,
)
_PROJECT = re.compile(
    r"\b(?:in|from|of|under|en|de|del)\s+(?:(?:the|my|el)\s+)?(?:(?:project|"
    r"proyecto)\s+@?(?P<one>[^\W\d_]"
    r"[\w-]*)|@?(?P<two>[^\W\d_][\w-]*)\s+project)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:(?:(?<=[,;] )|\b(?:but|and|pero|y)\s+)"
    r"(?:keep|leave|spare|not|don't (?:delete|touch|do)|no|deja)\s+(?P<after>.+)"
    r"|(?:except(?:\s+for)?|(?<=\ball )but|(?<=\beverything )but|besides|apart from|other than|"
    r"excepto|menos|salvo)\s+(?P<but>.+)"
    r"|(?:and\s+|but\s+|the\s+)*(?P<before>#\d+)\s+(?:stays?|is kept|remains?|not|se queda))\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"#?\b(\d+)\b")


def with_sigils(body: str) -> str:
    """The words with `#home` for `tagged home` and `@Garden` for `in the Garden project`."""
    body = _TAGGED.sub(lambda found: f"#{found['tag']}", body)
    return _PROJECT.sub(lambda found: f"@{found['one'] or found['two']}", body)


def kept(body: str) -> tuple[str, tuple[str, ...], bool]:
    """The target without what is to be left alone, the numbers of that, and whether it was said."""
    found = _KEPT.search(body)
    if found is None or not body[: found.start()].strip():
        return body, (), False
    words = found["after"] or found["but"] or found["before"]
    return body[: found.start()], tuple(_NUMBER.findall(words)), True

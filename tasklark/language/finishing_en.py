"""How English commands begin that finish a task or open it again."""

FINISHING: tuple[tuple[str, str], ...] = (
    (
        "reopen",
        (
            r"mark (?P<body>.+?) (?:as )?(?:not done|undone|open|incomplete|unfinished|"
            r"not complete(?:d)?)$"
        ),
    ),
    (
        "reopen",
        (
            r"(?:reopen|re-open|uncheck|untick|unmark|un-complete|uncomplete)"
            r"\s+(?P<body>.+)$"
        ),
    ),
    (
        "complete",
        (
            r"(?:mark|tick|check|cross|flag|put|set|"
            r"strike)\s+(?:off\s+)?(?P<body>.+?)\s+(?:as\s+|to\s+)?(?:done|"
            r"complete|completed|finished|off as done)(?P<tail>\s+.*)?$"
        ),
    ),
    ("complete", r"(?:check|tick|cross|strike|mark|scratch)\s+off\s+(?:of\s+)?(?P<body>.+)$"),
    (
        "complete",
        (
            r"(?:check|tick|cross|strike|mark|"
            r"scratch)\s+(?P<body>.+?)\s+off(?:\s+(?:of|from|"
            r"on))?(?:\s+(?P<tail>.+))?$"
        ),
    ),
    (
        "complete",
        r"(?:complete|finish|tick|close)\s+(?P<body>(?:the|my|task|#\d).+)$",
    ),
    ("complete", r"mark\s+(?P<body>(?:task\s+)?#?\d+|(?:the|my)\s+\S+(?:\s+(?:one|task))?)$"),
    (
        "complete",
        (
            r"i\s+(?:just\s+|finally\s+)?(?:took(?: out)?|bought|paid|called|sent|cleaned|"
            r"washed|fed|walked|"
            r"watered|booked|picked up|dropped off|mailed|emailed|returned|submitted|ordered|"
            r"fixed)\s+"
            r"(?P<body>(?:the|my|task)\s+(?!.*\b(?:remind|add|but|again)\b).+)$"
        ),
    ),
    (
        "complete",
        (
            r"i(?:'ve| have)?\s+already\s+(?!have|want|need)\w+(?:ed|t|id|ade|ought|aught|ne|"
            r"ote|oke)\s+"
            r"(?P<body>.+)$"
        ),
    ),
    (
        "complete",
        (
            r"i(?:'ve| have)\s+(?:just\s+|already\s+|now\s+)?(?:\w+ed|paid|bought|sent|done|"
            r"taken|written|"
            r"read|fed|told|given|got|found|seen)\s+"
            r"(?P<body>(?!to\b|enough\b)(?!.*\b(?:mind|that|it|you|question|no|not)\b).+)$"
        ),
    ),
    ("complete", r"(?:finished|completed)\s+(?P<body>\w+ing\b.+|(?:the|my)\s+.+)$"),
    ("complete", r"(?:completed|finished|did|done)\s+(?P<body>(?:task\s+)?(?:#?\d+|#\d+\s.+))$"),
    (
        "complete",
        r"i\s+(?:just\s+|finally\s+)?(?!(?:need|want|miss|lov|lik|hat|enjoy|tri|plan|ask|us|"
        r"happen|watch|"
        r"intend|decid|wonder|start|add|hop)ed\b)[a-z]{2,}(?:ed|ought|ent|aid|ote|ook|ade|ixed)\s+"
        r"(?P<body>(?:the|my)\s+(?!.*\b(?:remind|add|but|again|and)\b).+?\s+(?:yesterday|today|"
        r"this morning|"
        r"last (?:night|week|\w+day)|on \w+day|(?:a|\d+|two|three) (?:days?|weeks?) ago))$",
    ),
    (
        "complete",
        (
            r"(?P<body>(?!(?:what|which|who|how|i|you|nothing|everything|all|"
            r"that'?s)\b).{3,60}?)\s+"
            r"(?:is|are)\s+(?:now\s+|already\s+|all\s+|finally\s+)?(?:done|finished|completed)$"
        ),
    ),
    (
        "complete",
        (
            r"(?:done|finished|all done|i'?m (?:all )?(?:done|finished)|i am "
            r"(?:done|finished))(?:\s+(?:with|on)|:)\s+(?P<body>.+)$"
        ),
    ),
    (
        "complete",
        (
            r"(?:i(?:'ve| have)?|we(?:'ve| have)?) (?:already |just |finally "
            r")?(?:finished|completed|done|did)\s+(?P<body>(?!not|n't|i |you|what|"
            r"well).+)$"
        ),
    ),
    (
        "complete",
        (
            r"(?P<body>(?:#?\d+|it|that|(?:the|my) .+?))\s+(?:is|are|was|has been|"
            r"got)\s+(?:now |already |all |finally )?(?:done|finished|completed?|"
            r"taken care of)(?P<tail>.*)$"
        ),
    ),
    ("complete", r"(?:complete|done)\s+(?P<body>(?!command|it done).+)$"),
)

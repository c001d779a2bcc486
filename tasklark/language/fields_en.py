"""How English commands begin that take a field from a task or give it a reminder."""

FIELDS: tuple[tuple[str, str], ...] = (
    # fields taken away, before whole tasks are
    (
        "clear",
        (
            r"(?:clear|remove|delete|drop|unset|take(?: away| off)?)\s+(?:the\s+|its\s+)?"
            r"(?P<new>due date|date|due|time|deadline|repeat|recurrence|priority|project)\s+"
            r"(?:of|from|off|on)\s+(?P<body>.+)$"
        ),
    ),
    (
        "clear",
        (
            r"(?:clear|remove|delete|drop|turn off)\s+(?:the\s+|all\s+|its\s+)*"
            r"(?P<new>reminders?|alarms?)\s+(?:of|from|off|on|for)\s+(?:task\s+)?(?P<body>#?\d+)$"
        ),
    ),
    (
        "clear",
        (
            r"(?:stop|quit|don't|do not|no longer|no more)\s+(?P<new>remind)(?:ing|"
            r"ers?)?\s+(?:me\s+)?"
            r"(?:about|of|to|for)\s+(?P<body>.+)$"
        ),
    ),
    # reminders of tasks that are there already
    (
        "remind",
        (
            r"(?:remind|ping|nudge|tell|alert)\s+me\s+(?:about|of)\s+"
            r"(?P<body>(?:tasks?\s+)?#\d+(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)#\d+)*|it|that|this|"
            r"them|"
            r"these|those|the (?:first|second|third|last)(?: one)?)\b"
            r"\s*(?P<new>(?!again\b).*)$"
        ),
    ),
    (
        "remind",
        (
            r"(?:add|set|put|create)\s+(?:an?\s+|another\s+)?(?:reminder|alarm)\s+(?P<new>.+?)\s+"
            r"(?:to|for|on)\s+(?P<body>(?:task\s+)?#\d+|it|that|this)$"
        ),
    ),
    (
        "remind",
        (
            r"(?:add|set|put|create)\s+(?:an?\s+|another\s+)?(?:reminder|alarm)\s+"
            r"(?:to|for|on)\s+(?P<body>(?:task\s+)?#\d+)\s+(?P<new>.+)$"
        ),
    ),
    (
        "remind",
        (
            r"(?:remind|ping|nudge|tell|alert)\s+me\s+(?P<new>(?:(?:\d+|an?|half an|one|two|"
            r"three|"
            r"five|ten|fifteen|twenty|thirty)\s+(?:minutes?|mins?|hours?|days?|weeks?)"
            r"|the\s+(?:day|evening|night|morning|week))\s+(?:before|prior to|ahead of))\s+"
            r"(?P<body>(?!.*\bto\s+[a-z])(?!.*\b(?:today|tomorrow|tonight|at \d|on|every|next|"
            r"this|in \d)\b).+)$"
        ),
    ),
    (
        "remind",
        (
            r"(?:remind|ping|nudge|alert)\s+me\s+(?:about|of)\s+(?P<body>(?:the|my)\s+"
            r"(?!.*\b(?:today|tomorrow|tonight|on|every|next|this|in \d)\b)(?!.*\bat "
            r"\d.*\bbefore\b).+?)\s+"
            r"(?P<new>(?:(?:\d+|an?|half an|one|two|three|five|ten|fifteen|twenty|thirty)\s+"
            r"(?:minutes?|mins?|hours?|days?|weeks?)|the\s+(?:day|evening|night|morning|week))\s+"
            r"(?:before|prior|ahead|in advance|beforehand)(?:\s+at\s+[\w:]+)?)$"
        ),
    ),
)

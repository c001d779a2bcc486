"""How English commands about what is there already begin: undo, snooze, done, change."""

from tasklark.language.fields_en import FIELDS
from tasklark.language.finishing_en import FINISHING

COMMANDS: tuple[tuple[str, str], ...] = (
    # undo, redo, history, help, settings
    (
        "redo",
        (
            r"(?:redo|re-do|undo (?:the|that) undo|put it back again)\b(?: (?:that|"
            r"it|the last (?:one|change)))?$"
        ),
    ),
    (
        "undo",
        r"(?:undo|revert|roll back)\s+(?P<body>(?:change\s+|code\s+)?(?=\w*\d)[0-9a-z]{2,14})$",
    ),
    (
        "undo",
        (
            r"(?:(?:that|this|it) was (?:a|my) mistake.*|that was wrong|my mistake|"
            r"oops.*|whoops.*)$"
        ),
    ),
    (
        "undo",
        (
            r"(?:undo|revert|roll back|take back|"
            r"reverse)\b(?!.*\balarms?\b)(?:\s+(?:that|it|this|the|my|what you "
            r"(?:just )?did|last|change|changes|action|command|all of that|"
            r"everything|thing|one|edit|delete|deletion|completion|move|again|what "
            r"i (?:just )?did))*$"
        ),
    ),
    (
        "undo",
        (
            r"(?:(?:no|wait|actually|sorry|hmm|oh)[,.!]*\s*)*(?:put (?:it|that|"
            r"them|everything) back|bring (?:it|that|them) back|take (?:it|that) "
            r"back|change (?:it|that) back|go back|restore (?:it|that|them))(?: "
            r"(?:the way it was|again|to (?:what|how) it was))?$"
        ),
    ),
    (
        "undo",
        (
            r"(?:cancel|abort|scrap|drop|nix)\s+(?:that|the|my|this|it)?\s*(?:last|"
            r"previous)?\s*(?:request|command|action|that|instruction|order|"
            r"change)(?: please)?$"
        ),
    ),
    (
        "history",
        (
            r"(?:what|which)(?:\s+\w+)?\s+(?:did i|have i|i)\s+(?:get |gotten "
            r")?(?:done|do|finish|finished|complete|completed|accomplish|"
            r"accomplished|get done)\b(?P<body>.*)$"
        ),
    ),
    (
        "history",
        (
            r"(?:show|list|tell)?(?: me)?\s*(?:what|everything)(?: that)? i(?:'ve| "
            r"have)? (?:did|done|finished|completed|got done)(?P<body>.*)$"
        ),
    ),
    (
        "history",
        r"(?:what|which)(?:\s+\w+)?\s+(?:did i|have i|i)\s+(?:add|added|create|created|change|"
        r"changed|"
        r"edit|edited|move|moved|update|updated|delete|deleted|remove|removed|reopen|reopened)\b"
        r"(?P<body>(?!.*\blist\b).*)$",
    ),
    (
        "history",
        (
            r"(?:what (?:has |have |was |were )?(?:changed|happened|keeps slipping|"
            r"got moved)|show (?:me )?(?:the |my )?(?:history|activity|changes|"
            r"log)|history|what keeps slipping|what did (?:you|claude) (?:do|"
            r"change))\b(?P<body>.*)$"
        ),
    ),
    ("history", r"(?:restore|undelete|bring back|recover)\s+(?P<body>.*#?\d.*)$"),
    (
        "list",
        (
            r"(?:plan|organi[sz]e|prioriti[sz]e|sort out)\s+(?:out\s+)?(?:my|the)\s+"
            r"(?:day|week|morning|afternoon|evening|weekend)\b(?P<body>.*)$"
        ),
    ),
    (
        "list",
        (
            r"(?:(?:my|the|all|any|open|overdue|late|undated|urgent|important|"
            r"(?:high|medium|low)(?:[ -]priority)?)\s+)*(?:tasks|to-?dos|agenda)"
            r"(?:\s+(?:for|on|in|due|without|with|tagged|from|this|next|today|tomorrow|overdue|"
            r"that are)\b.*)?$"
        ),
    ),
    (
        "preferences",
        (
            r"(?:my |the )?(?:week (?:starts|begins)|day (?:starts|begins)|time "
            r"?zone is|quiet(?: hours)?\b)(?=.*\d|.*day).*$"
        ),
    ),
    (
        "preferences",
        r"(?:(?:set |change |switch )?my |set the |change the )(?:time ?)?zone (?:is|to) \S.*$",
    ),
    (
        "preferences",
        (
            r"(?:i'?m|i am|i'll be|i will be) (?:now |going to be )?(?:in|back "
            r"home)(?! a\b| the\b| my\b| bed\b| trouble\b)\s*[A-Z].*$"
        ),
    ),
    (
        "preferences",
        (
            r"(?:set |change )?(?:my |the )?(?:time ?zone|quiet hours|named times?|"
            r"default reminder|week start|day start|theme|holidays? calendar)\b.*$"
        ),
    ),
    ("preferences", r"(?:show (?:me )?(?:my |the )?)?(?:settings|preferences)$"),
    # snooze
    ("snooze", r"(?:hit (?:the )?)?snooze\b(?! settings?)(?P<body>.*)$"),
    (
        "snooze",
        (
            r"(?:remind|ring|ping|nudge) me (?:of (?:that|it|this) |about (?:that|"
            r"it|this) )?again\b(?P<body>.*)$"
        ),
    ),
    (
        "snooze",
        (
            r"(?:give me|i need|just)\s+(?P<body>(?:\d+|five|ten|fifteen|a few|"
            r"another \d+|another ten|another five)\s+more\s+min\w*)$"
        ),
    ),
    (
        "snooze",
        (
            r"(?:put|set) (?:this|that|the|my) (?:alarm|reminder)\w* (?:on|to|for) "
            r"(?:a |the )?(?P<body>.*\bsnooze\b.*)$"
        ),
    ),
    (
        "snooze",
        r"(?P<body>(?:\d+|an?|one|two|five|ten|fifteen|twenty|thirty|"
        r"half an?)\s+more\s+(?:min\w*|hours?))$",
    ),
    (
        "snooze",
        (
            r"give (?:it|me|that)\s+(?P<body>(?:another\s+)?(?:an?|\d+|five|ten|fifteen|twenty|"
            r"thirty)\s+"
            r"(?:more\s+)?(?:min\w*|hours?))$"
        ),
    ),
    ("snooze", r"not now,? (?P<body>(?:in|later|after|tomorrow|tonight)\b.*)$"),
    *FINISHING,
    ("update", r"mark\s+(?P<body>(?:task\s+)?#\d+\s+(?!.*\bpriority\b)\S.*)$"),
    # repeats of an existing task
    ("skip", r"skip\s+(?P<body>.+)$"),
    (
        "pause",
        (
            r"(?:pause|suspend|hold)\s+(?P<body>(?!.*\b(?:timer|alarm|stopwatch|"
            r"countdown|music)s?\b).+)$"
        ),
    ),
    (
        "unpause",
        (
            r"(?:resume|unpause|continue)\s+(?P<body>(?!.*\b(?:timer|alarm|"
            r"stopwatch|countdown)s?\b).+)$"
        ),
    ),
    ("stop", r"(?:stop|end)\s+(?:repeating|the series(?: of| for)?)\s+(?P<body>.+)$"),
    (
        "repeat",
        (
            r"(?:repeat|make|have|let)\s+(?!(?:an?|another|new|some|me|up|reminders?|"
            r"alarms?|timers?|"
            r"sure)\b)(?P<body>.+?\s+(?:repeat(?:ing)?\s+)?(?:every|daily|weekly|"
            r"monthly|yearly|recur|repeat)\b.*)$"
        ),
    ),
    (
        "update",
        (
            r"(?:make|set)\s+(?P<body>(?:the|my|that|this)\s+.+?\s+(?:an?|\d+|one|two|three|"
            r"half an?)\s+"
            r"(?:hours?|minutes?|mins?|days?|weeks?)\s+(?:earlier|later|sooner))$"
        ),
    ),
    ("repeat", r"(?:set|change)\s+(?P<body>(?:the|my)\s+.+?\s+to\s+(?:repeat|recur|happen)\b.*)$"),
    *FIELDS,
    # changing
    ("update", r"(?:bring|pull)\s+(?P<body>(?!up\b).+?\s+(?:forward|back|ahead)\b.*)$"),
    (
        "rename",
        r"(?:change|update|edit|modify)\s+(?P<body>.+?)\s+to\s+(?:say|read|"
        r"be called)\s+(?P<new>.+)$",
    ),
    ("rename", r"(?:rename|retitle|call)\s+(?P<body>.+?)\s+(?:to|as|into)\s+(?P<new>.+)$"),
    (
        "rename",
        (
            r"change\s+(?:the\s+)?(?:title|name|wording|"
            r"text)\s+of\s+(?P<body>.+?)\s+(?:to|into|as)\s+(?P<new>.+)$"
        ),
    ),
    (
        "priority",
        (
            r"(?:make|mark|set|flag|change|bump)\s+(?:the\s+)?(?:priority\s+(?:of|"
            r"for|on)\s+)?(?P<body>.+?)\s+(?:to\s+|as\s+|a\s+|"
            r"with\s+)*(?P<new>(?:high|medium|low|top|no|urgent|"
            r"highest)(?:\s+priority)?|priority\s+(?:high|medium|low|[1-4])|p[1-4]|"
            r"urgent|important)$"
        ),
    ),
    ("tag", r"(?:tag|label)\s+(?P<body>.+?)\s+(?:with\s+|as\s+)(?P<new>#?[\w-]+)$"),
    (
        "tag",
        (
            r"(?:add|put)\s+(?:the\s+)?(?:tag|label)\s+(?P<new>#?[\w-]+)\s+(?:to|"
            r"on)\s+(?P<body>.+)$"
        ),
    ),
    ("tag", r"(?:add|put)\s+(?P<new>#[\w-]+)\s+(?:to|on)\s+(?P<body>.+)$"),
    (
        "untag",
        (
            r"(?:remove|take|"
            r"delete)\s+(?:the\s+)?(?:tag\s+)?(?P<new>#[\w-]+)\s+(?:from|"
            r"off)\s+(?P<body>.+)$"
        ),
    ),
    (
        "project",
        (
            r"(?:move|put|file)\s+(?P<body>.+?)\s+(?:to|into|in|"
            r"under)\s+(?:the\s+)?(?:project\s+(?P<new>[\w -]+)|"
            r"(?P<new2>[\w-]+)\s+project|(?P<new3>@[\w-]+))$"
        ),
    ),
    ("note", r"add\s+(?:a\s+)?notes?\s+(?:to|on|for)\s+(?P<body>.+?)\s*[:\-,]\s*(?P<new>.+)$"),
)

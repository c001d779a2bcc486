"""How English wishes to add, delete, change and see begin; tried after the commands."""

from tasklark.language.nouns_en import ALTER, ART, BOX, LIST, LOSE, MAKE, NOUN, TELL

WISHES: tuple[tuple[str, str], ...] = (
    # adding, where the words leave no doubt
    ("add", r"(?:don't|do not|dont)\s+(?:let me\s+)?forget\s+(?:to|about)?\s*(?P<body>.+)$"),
    (
        "add",
        (
            r"i\s+(?:don't|do not|dont|can't|cannot)\s+(?:want to\s+)?(?:forget|"
            r"miss)\s+(?:to\s+|about\s+)?(?P<body>.+)$"
        ),
    ),
    (
        "add",
        (
            r"(?:i|we)\s+(?:really\s+|also\s+)?(?:need|want|have|must|"
            r"should)\s+(?:to\s+)?remember\s+to\s+"
            r"(?P<body>.+)$"
        ),
    ),
    (
        "add",
        r"(?:make|be) sure (?:that )?(?:i|we) (?:remember|don't forget|"
        r"do not forget)\s+(?:to\s+)?(?P<body>.+)$",
    ),
    ("add", r"(?:never )?let me (?:not )?forget\s+(?:to\s+)?(?P<body>.+)$"),
    (
        "add",
        (
            r"(?:note to self|new (?:task|to-?do|reminder|item)|to-?do|task|"
            r"reminder|remember)\s*(?::|-|,|\bto\b)\s*(?P<body>.+)$"
        ),
    ),
    (
        "list",
        (
            r"(?:remind me|tell me)\s+(?:of\s+)?what\s+.*\b(?:list|reminders?|"
            r"tasks?|to-?dos?|today|tomorrow|schedule|remember|calendar)\b.*$"
        ),
    ),
    (
        "list",
        (
            r"remind me (?:of|about)\s+(?:all\s+|everything\s+)*(?:of\s+)?(?:the\s+|"
            r"my\s+)?(?:tasks|"
            r"items|things|stuff|appointments|events|meetings)\b.*\b(?:on|in|for|that i)\b.*$"
        ),
    ),
    ("add", r"remind(?:er)?\b(?P<body>.*)$"),
    ("add", r"(?:be|get)\s+reminded\s*(?P<body>.*)$"),
    (
        "add",
        (
            r"(?:alert|notify|ping|nudge|ring|warn|wake|buzz)\s+(?:me|us|him|her|"
            r"them|my|the|[A-Z]\w+)\b(?P<body>.*)$"
        ),
    ),
    ("add", r"(?:alert|notify)\b(?P<body>.*)$"),
    (
        "add",
        (
            r"(?:give|send|shoot)\s+me\s+an?\s+(?:little\s+)?(?:nudge|ping|shout|heads[- ]?up|"
            r"buzz|poke|"
            r"kick|call)\b(?P<body>.*)$"
        ),
    ),
    (
        "add",
        (
            r"tell me\s+(?:(?:later|tomorrow|tonight|today|(?:at|in|on)\s+[\w: ]+?)\s+)?to\s+"
            r"(?P<body>.+)$"
        ),
    ),
    ("add", r"(?:wake (?:me )?up|get me up)\b(?P<body>.*)$"),
    ("add", r"(?:(?:how about|new)\s+)(?:an?\s+)?(?:new\s+)?(?:task|to-?do|reminder|alarm)$"),
    (
        "delete",
        (
            r"(?:i\s+)?(?:don't|do not|dont|no longer|won't)\s+(?:need|want|"
            r"have)\s+(?:to\s+(?:be reminded|remember|do|see|have)\s*(?:about|of|"
            r"to)?\s*|to\s+)?(?P<body>.+?)(?:\s+(?:any ?more|any longer|now))?$"
        ),
    ),
    (
        "delete",
        (
            r"(?:i|we)\s+(?:want|need|would like|"
            r"'d like)\s+(?P<body>.+?)\s+(?:to be\s+)?(?:deleted|"
            r"removed|cancell?ed|erased|cleared|taken off)\b(?P<tail>.*)$"
        ),
    ),
    (
        "add",
        (
            rf"{MAKE}\s+(?:{ART}\s+)*(?P<body>(?:(?!{NOUN})[\w:.'’-]+\s+){{0,5}}?(?"
            rf":{NOUN})\b(?!\s+(?:off|list|to\s+(?:silent|vibrate))).*)$"
        ),
    ),
    (
        "add",
        rf"(?:i|we|i'd|i'll)\s+(?:really\s+|also\s+)?(?:need|want|would like|"
        rf"like|'d like|wanna have|gotta have|have to have|could use|would "
        rf"love)\s+(?:{ART}\s+)*"
        rf"(?P<body>(?:(?!{NOUN})[\w:.'’-]+\s+){{0,5}}?(?:{NOUN})\b.*)$",
    ),
    (
        "list",
        (
            r"(?:.*\b(?:i|we)\s+(?:wanted|want|needed|need|was|were|had|"
            r"have)\s+(?:trying\s+)?to\s+remember\b.*|.*\btrying to remember\b.*)$"
        ),
    ),
    (
        "delete",
        (
            r"take\s+(?:out\s+)?(?P<body>.+?)\s+(?:off|out|from)(?:\s+(?:of|"
            r"from))?\s+(?P<tail>.+)$"
        ),
    ),
    ("delete", rf"{LOSE}\s+(?P<body>.+)$"),
    (
        "delete",
        (
            r"(?:on|in|from)\s+(?P<tail>(?:my|the)\s+.*?(?:list|calendar|"
            r"to-?\s?dos?))\s*,?\s*(?:delete|remove|take off|"
            r"erase)\s+(?P<body>.+)$"
        ),
    ),
    ("delete", rf"{LOSE}$"),
    (
        "update",
        (
            r"(?:add|remove|take)\s+(?P<body>(?:\d+|a|an|another|ten|five|"
            r"twenty)\s+(?:more\s+|extra\s+)?(?:minutes?|hours?|mins?|seconds?|"
            r"days?)\s+(?:to|on|from|off)\s+.+)$"
        ),
    ),
    (
        "add",
        (
            rf"(?:add|put|include|insert|place|append|stick|throw|write|jot|note|"
            rf"get|enter|pencil|log|tack on|have(?!\s+(?:i|you|we)\b))"
            rf"(?:\s+(?:down|"
            rf"in))?\s+(?P<body>.+?)\s+(?:to|on|onto|in|into|for|down on|under|up "
            rf"on|down in)\s+(?P<tail>{LIST})(?P<after>\s+.*)?$"
        ),
    ),
    (
        "add",
        (
            r"(?:add|jot down|write down|note down|note|pencil in|append|capture|"
            r"log|put down|put in|book|schedule|plan|pencil)\b\s*(?::\s*)?(?P<body>.*)$"
        ),
    ),
    ("add", rf"(?:add|put|include|enter)\s+(?:to|on|in|into)\s+(?P<tail>{LIST})\s+(?P<body>.+)$"),
    (
        "add",
        rf"(?:make|be) sure (?:that )?(?P<body>(?!there\b).+?)\s+(?:is|are|"
        rf"gets?)\s+(?:added\s+|put\s+)?"
        rf"(?:on|to|in)\s+(?P<tail>{LIST})$",
    ),
    (
        "add",
        (
            r"(?:set|create|make|schedule|arrange|put|book|organi[sz]e)\s+(?:up\s+|me\s+|in\s+)*"
            r"(?:an?\s+|another\s+)(?P<body>(?:[\w'-]+\s+){0,3}?(?:meeting|birthday|party|call|"
            r"lunch|"
            r"dinner|interview|session|anniversary|visit|date)\b.*)$"
        ),
    ),
    (
        "add",
        (
            rf"(?:on|to|in|into|for)\s+(?P<tail>{LIST})\s*,?\s*(?:please\s+|can you\s+|i\s+)*"
            rf"(?:add|put|include|write|place|need|want)\s+(?P<body>.+?)(?:\s+added)?$"
        ),
    ),
    (
        "add",
        (
            r"(?:create|make|start|begin|open|put together|set up|new)\s+(?:me\s+)?(?:an?|"
            r"another|my|"
            r"this week's|the)?\s*(?:new\s+)?(?:[\w'-]+\s+){0,2}?list\b"
            r"(?:\s+(?:of|for|with|called|named|about))?(?P<body>.*)$"
        ),
    ),
    # looking
    (
        "list",
        r".*\b(?:at|for|on|is|are|contains?|includes?)\s+(?:what|when|which)(?:\s+(?:time|day|"
        r"date))?$",
    ),
    (
        "list",
        (
            r"(?:i (?:want|need)\s+(?:to see\s+)?)?(?:my|the|today's|"
            r"tomorrow's)?\s*(?:current\s+)?"
            r"(?:(?:shopping|grocery|to-?do|chores?|packing|wish)\s+lists?|schedule|agenda|"
            r"calendar)\b"
            r"(?:\s+(?:for|on|of)\b.*)?$"
        ),
    ),
    (
        "list",
        (
            r"(?:meetings|appointments|events|reminders|alarms|tasks)\s+(?:(?:for|on|this|next|"
            r"in|the)\s+)*"
            r"(?:today|tomorrow|tonight|week|weekend|month|\w+day|morning|afternoon|evening)$"
        ),
    ),
    (
        "add",
        (
            r"set\s+(?P<body>(?:(?!the\b|my\b)[\w']+\s+){0,2}?(?:meeting|lunch|dinner|"
            r"breakfast|birthday|"
            r"party|call)\b(?!.*\s+to\s+).*)$"
        ),
    ),
    ("update", rf"{ALTER}\s+(?P<body>.+)$"),
    ("update", r"(?:make)\s+(?P<body>(?:my|the|that|it|this)\b.+)$"),
    (
        "search",
        r"(?:search(?: for)?|find|look (?:up|for)|where is|where's|locate)\s+(?P<body>.+)$",
    ),
    ("list", rf"(?:{TELL})\b(?P<body>.*)$"),
    (
        "list",
        (
            r"(?:what(?:'s|s| is| are| was| were| do| does| did| have| has| about| "
            r"tasks?| reminders?| things?| items?| chores?| alarms?| events?| "
            r"meetings?| appointments?| else| all| time| day| date| kind| types? "
            r"of (?:reminders?|tasks?)|ever| on| in)?|which|when(?:'s| is| are| do|"
            r" does| did)?|how (?:many|much|long|busy)|do|does|did|is|are|am|have|"
            r"has|anything|any|where|who)\b(?P<body>.*)$"
        ),
    ),
    (
        "list",
        (
            r"(?:overdue|agenda|today|tomorrow|this week|next week|my (?:tasks|day|"
            r"list|agenda|week|reminders|to-?dos?))$"
        ),
    ),
    (
        "list",
        (
            rf"(?:(?:my|the|all|any|upcoming|next|pending|today's|tomorrow's|current)\s+)+"
            rf"(?:[\w-]+\s+)?(?:{NOUN}|{BOX})(?:\s+for\s+.+)?$"
        ),
    ),
    (
        "add",
        (
            rf"(?:(?:an?|new|"
            rf"another)\s+)?(?P<body>(?:(?!{NOUN})[\w:.'’-]+\s+){{0,3}}?(?:reminder"
            rf"|alarm|timer|notification)\s+(?:to|for|about|at|on|in)\b.*)$"
        ),
    ),
    (
        "list",
        (
            r".*\b(?:what(?:'s| is| are| do i)?|how many|are there|is there|do i have|have i|"
            r"if i have|"
            r"when is|when are|when my)\b.*\b(?:lists?|reminders?|calendar|schedule|meetings?|"
            r"appointments?|events?|birthdays?|tasks?|alarms?|to-?dos?|scheduled|planned)\b.*$"
        ),
    ),
)

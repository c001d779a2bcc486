"""English words for tasks and lists, and for making, telling, losing and changing them."""

NOUN = (
    r"(?:reminders?|remidners?|remainders?|tasks?|to-?\s?dos?|alarms?|alerts?|timers?|"
    r"notifications?|events?|items?|things?|"
    r"entry|entries|appointments?|chores?|errands?|notes?|stuff)"
)


BOX = r"(?:list|lists|calendar|agenda|schedule|diary|planner|inbox|board)"


LIST = (
    r"(?:(?:my|the|our|your|a|this|that|today's|"
    r"tomorrow's)\s+(?:(?P<list>[\w'-]+(?:\s[\w'-]+)?)\s+)??"
    r"(?:list|lists|calendar|agenda|schedule|inbox|planner|"
    r"(?:chores|to-?\s?dos?|todos|reminders|tasks|shopping|groceries)(?!\s+lists?\b))"
    r"|(?:[\w'-]+\s+)?(?:list|lists|calendar))"
    r"(?:\s+of\s+[\w\s]+?)?"
)


MAKE = (
    r"(?:(?!get\s+rid\b|(?:turn|take|shut|switch|cut)\s+(?:it\s+|my\s+|the\s+)?off\b"
    r"|(?:do|have)\s+(?:i|we|you)\b"
    r"|(?:get|give|send|have|pull)\s+(?:me\s+)?(?:all|any|my|every|a list|both|each|"
    r"everything)\b)"
    r"(?:set|create|make|schedule|start|put|place|give|send|get|need|want|"
    r"have|establish|prepare|begin|turn|initiate|setting|"
    r"program|arrange|produce|sound|record|enter|save|input|gotta have|setup|do))"
)


ART = (
    r"(?:an?|another|one|the|some|new|up|me|us|my|for me|for|in|down|out|"
    r"to have|additional|of|up a)"
)


TELL = (
    r"(?:(?:repeat(?=\s+(?:(?:back|me|all|my|the|that)\s+)*(?:[\w-]+\s+)?"
    r"(?:lists?|reminders|calendar|schedule|agenda)\b)|check|confirm|verify)(?=.*\b(?:lists?|"
    r"reminders?|calendar|schedule|agenda|alarms?|"
    r"appointments?|meetings?|events?|tasks|to-?dos?)\b)|know|"
    r"show|list|read(?!\s+(?:the\s+|my\s+)?(?:chapters?|pages?|book|paper|article|report|"
    r"contract)\b)|"
    r"tell|display|give|find|get|pull up|bring up|look "
    r"up|look for|search(?: for)?|view|see|hear|check|"
    r"recite|pull|iterate|go thr?ough|go though|open|play back|go over|go through|review|"
    r"remind me what|fetch|"
    r"locate|print|state|speak|say|"
    r"run down|run through|iterate over|let me (?:see|know|hear)|i want to "
    r"(?:see|know|hear)|see see)"
)


LOSE = (
    r"(?:delete|remove|cancel|erase|clear|drop|get rid o(?:f|ff)|scratch|"
    r"nuke|trash|discard|eliminate|wipe(?: out)?|"
    r"dismiss|dump|kill|bin|throw (?:out|away)|abort|destroy|scrap|take "
    r"(?:away|out)|turn off|shut off|forget(?: about)?|"
    r"empty|exclude|nix|abolish|strike|purge|unset|disable|lose|toss|no more|rid|"
    r"(?:take|switch|cut|clear) off|blank out|turn (?:it|that|this) off)"
)


ALTER = (
    r"(?:change|move|reschedule|re-schedule|push|postpone|delay|update|"
    r"edit|rename|modify|switch|shift|bring forward|"
    r"prepone|adjust|alter|defer|amend|tweak|bump|replace|extend|convert|"
    r"revise|put off|correct|reset|set)"
)

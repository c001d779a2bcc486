"""English commands: what people say first, what they call things, what is small talk."""

from tasklark.language.chatter_en import CHATTER
from tasklark.language.commands_en import COMMANDS
from tasklark.language.nouns_en import LIST, NOUN
from tasklark.language.verbs import Verbs
from tasklark.language.wishes_en import WISHES

VERBS = Verbs(
    code="en",
    polite=(
        r"(?:hey|hi|hello|ok|okay|yo|alexa|siri|google|cortana|olly|assistant|"
        r"tasklark|computer|ai|bot|hey there)"
        r"(?:\s+(?:google|siri|olly|alexa|tasklark|there))?[,!.\s]+(?=\S)",
        (
            r"(?:please|pls|plz|kindly|just|now|so|well|also|and|then|um|uh|oh|"
            r"actually|alright|right|great|thanks|cool|ups|sorry|hmm|wait),?\s+(?=\S)"
        ),
        (
            r"(?:can|could|would|will|wil|won't|may|might|should)\s+(?:you|u|i|we|"
            r"ya)\s+(?:please\s+|kindly\s+|help me\s+|also\s+|just\s+|possibly\s+|"
            r"maybe\s+|go ahead and\s+)*(?=\w)"
        ),
        r"(?:i\s+(?:want|need|must|should|have|would like|'d like|wish|wanted|would love|am "
        r"going to need)|i'd (?:like|love)|we need|i wanna|i gotta|let's|let "
        r"us|lets)\s+"
        r"(?:(?:for\s+)?you\s+)?(?:to\s+)?(?=(?:please\s+)?(?:(?:set|create|"
        r"make|add|put|delete|remove|cancel|erase|clear|drop|change|move|"
        r"reschedule|push|postpone|delay|update|edit|rename|modify|switch|show|"
        r"list|read|see|know|hear|find|check|mark|complete|snooze|"
        r"undo|remind|schedule|start|tell|get rid|tack|get me up|take .+ off|cross|look|skip|"
        r"pause|be reminded|get reminded|wake|alert|notify|get a|have a)\b))",
        (
            r"(?:i (?:said|say|asked you to|told you to)|you (?:should|must|"
            r"could))\s+(?=(?:remind|set|add|delete|cancel|move|change)\b)"
        ),
        r"(?:go ahead and|be sure to|make sure (?:to|you)|do me a favor and|"
        r"help me(?: to)?|is it possible to|would you mind|you can|"
        r"you (?:need|have) to|try to|feel free to|i'm asking you to|it's time "
        r"to|time to|provide assistance by)\s+"
        r"(?=(?:set|sett|creat|mak|add|put|delet|remov|cancel|chang|mov|show|"
        r"list|remind|mark|snooz|undo|renam|reschedul|eras|clear|tak|cross|tick|nix|drop)\w*\b)",
    ),
    closing=(
        (
            r"[\s,]+(?:please|pls|plz|thanks|thank you|thx|olly|alexa|siri|for me|"
            r"if you can|if possible|will you|would you|ok|okay|now please|right "
            r"now|asap)[\s.!?]*$"
        ),
        r"[\s.!?,;]+$",
    ),
    templates=(*COMMANDS, *WISHES),
    chatter=CHATTER,
    lead=(
        r"(?:everyone|everybody|(?:my|the|our)\s+(?:[\w']+\s+){0,3}?(?:group|"
        r"team|family|class|club|crew|guys|kids|boys|girls|members|staff))"
        r"(?:\s+in\s+(?:my|the|our)\s+[\w' ]+?(?=\s+(?:that|to|about|"
        r"of)\b))?\s*(?:(?:to|that|about|of)\b)?\s+(?=\S)",
        r"(?:me|us|him|her|them|everyone|everybody|myself|(?:my|the|"
        r"our)\s+[\w']+(?:\s+[\w']+)?|(?!(?:go|goes|buy|call|get|pick|take|pay|send|do|make|ta"
        r"lk|listen|write|come|walk|drive|head|speak|run|reply|have|"
        r"need)\b)[\w']+(?:\s+and\s+[\w']+)?)?\s*"
        r"(?:in\s+advance\s+)?(?:\blater\s+)?\b(?:to|that|about|of|regarding)\b\s+(?=\S)",
        r"(?:me|us|him|her|them|everyone)\b\s*(?:when|on|for|in)?\b\s*",
    ),
    after_noun=(
        r"\s*(?:set(?: up)?|created?|made|scheduled|going|please|up|named|called|in)?\s*"
        r"(?:for\s+(?:me|us|him|her|them|everyone|myself|my\s+[\w']+|"
        r"the\s+(?!.*ing\b)[\w']+|"
        r"(?![\w']+ing\b)(?!(?:go|goes|buy|call|get|pick|take|pay|send|do|make|ta"
        r"lk|listen|write|come|walk|drive|head|speak|run|reply|have|"
        r"need)\b)[\w']+(?:\s+and\s+[\w']+)?)\s+to\b"
        r"|to\s+(?-i:[A-Z][\w']+)(?:\s+and\s+(?-i:[A-Z][\w']+))?\s+to\b|"
        r"(?:that\s+(?:tells|reminds|says)|telling|reminding)\s+(?:me|"
        r"us)\s+(?:to|that)\b"
        r"|for\s+(?:me|us)\s+(?:about|that|of|for)\b|(?:to|for|about|that|of|"
        r"saying|called|named|with|on|regarding|which says|that says|:|-))?\s*"
    ),
    who=r"",
    backwards=(
        r"(?:i\s+(?:need|have|want|must|should|ought|got|'ve got|am supposed|"
        r"gotta)\s*(?:to)?|i'?ve got to|we\s+(?:need|have)\s+to|there'?s|"
        r"i'?m)\s+(?P<body>.+?)[\s,;.]*"
        r"(?:\bso\b|\band\b)?[\s,;]*(?:please\s+|can you\s+|could you\s+|would you\s+|"
        r"will you\s+)*"
        r"(?:(?:give|send|set|create|make|"
        r"put)\s+(?:me\s+)?(?:up\s+)?an?\s+(?:reminder|alert|alarm|note)|"
        r"(?:remind|alert|notify)\s+me|"
        r"(?:add|put|include|place)\s+(?:it|that|this|them)\s+(?:to|on|onto|"
        r"in)\s+(?:my|the)\b.*?list)\b(?P<tail>.*)$",
        (
            r"(?:i\s+(?:need|want|have to get|am out of|ran out of|have no|lack)|"
            r"we\s+(?:need|are out of))\s+(?P<body>.+?)\s+(?:added\s+)?(?:on|to|"
            r"in)\s+(?:my|the)\s+[\w' -]*(?:list|calendar|schedule|agenda)\b(?P<tail>.*)$"
        ),
        (
            r"(?P<body>.+?)\s+(?:needs? to be|should be|is to be|has to be|must be|"
            r"goes|belongs?|need to go|needs to go)\s+(?:added\s+)?(?:on|to|"
            r"in)\s+(?:my|the)\s+[\w' -]*(?:list|calendar|schedule|"
            r"agenda)(?P<tail>)(?:\s+of\b.*)?$"
        ),
        (
            r"(?:i|we)\s+(?:have no|need|am out of|are out of)\s+(?P<body>[\w' "
            r"]+?),\s*(?:so\s+)?(?:add|put)\s+(?:it|them|that)\b(?P<tail>).*$"
        ),
    ),
    searches=(
        r"^(?:when|what time|what day)\s+(?:do|did|am|will|should)\s+i\s+(?:(?:have|need|"
        r"supposed|going|"
        r"got)\s+to\s+)(?P<body>(?!have\b|need\b|do\b|be\b).+)$",
        r"\b(?:my|the|our)\s+[\w' -]*?lists?\s+(?:already\s+|currently\s+)?(?:has|have|includes?|"
        r"contains?|got|says?|shows?)\s+(?P<body>(?!what\b).+?)(?:\s+(?:on|in)\s+it)?$",
        r"\b(?:note|notes)\b.*?\bto\s+(?P<body>.+)$",
        r"\banything\b.*?\b(?:for|about|regarding|to do with|involving|called)\s+(?P<body>.+)$",
        (
            r"^(?:do|does|has|have|will)\s+(?:my|the|our)\b.*?\b(?:list|lists|"
            r"calendar|schedule|agenda|reminders?)\s+(?:currently\s+|"
            r"already\s+)?(?:have|has|include|includes|contain|say|got|"
            r"show)\s+(?P<body>.+?)(?:\s+(?:on|in)\s+it)?$"
        ),
        (
            r"^(?:is|are|was|were)\s+(?P<body>(?!there\b).+?)\s+(?:already\s+|"
            r"currently\s+|still\s+)?(?:on|in|part of|included (?:on|in)|listed "
            r"(?:on|in)|one of)\s+(?:my|the|our)\s+.*?(?:list|lists|calendar|"
            r"schedule|agenda|chores|tasks)\b.*$"
        ),
        (
            r"^(?:is|are)\s+there\s+(?P<body>(?!any(?:thing)?\b|"
            r"a\s+reminder).+?)\s+(?:on|in)\s+(?:my|the|our)\s+.*?(?:list|lists|"
            r"calendar|schedule)\b.*$"
        ),
        (
            r"^(?:do|did|have)\s+i\s+(?:already\s+|ever\s+)?(?:have|put|add|added|"
            r"include|included|write|got|get|remember to put|remember to add|"
            r"make)\s+(?P<body>(?!any(?:thing)?\b|some(?:thing)?\b).+?)\s+(?:on|to|"
            r"in|down on)\s+(?:my|the|our)\s+.*?(?:list|lists|calendar|"
            r"schedule)\b.*$"
        ),
        (
            r"\b(?:reminders?|remidners?|tasks?|to-?dos?|alarms?|items?|events?|"
            r"notes?)\s+(?:(?:i|that i|which i)\s+(?:have|set|made|created|"
            r"put)\s+)?(?:set\s+)?(?:to|for|about|of|with|regarding|involving|"
            r"called|named|labell?ed|that (?:says?|mentions?|include|involve|"
            r"contain|are about|have)|containing|including|related to|concerning|"
            r"tagged|say(?:ing)?(?: about)?)\s+(?:do i (?:have|need)(?: "
            r"to)?\s*)?(?P<body>.+)$"
        ),
        (
            r"\b(?:my|the|any|all|our|of|some|those|these|every|each|see|show|have|"
            r"find|get)\s+(?:of\s+)?(?:my\s+|the\s+)?(?P<body>(?:(?!(?:my|the|all|"
            r"of|for|to|me)\b)[\w'’&/-]+\s+){1,5}?)(?:reminders?|remidners?|tasks?|"
            r"to-?dos?|alarms?|alerts?)\b"
        ),
        (
            r"^(?:what|which|how many|any|how much)\s+(?P<body>(?:(?!(?:of|my|the|"
            r"are|is|do)\b)[\w'’&/-]+\s+){1,4}?)(?:reminders?|remidners?|tasks?|"
            r"to-?dos?|alarms?|alerts?|appointments?)\b"
        ),
        (
            r"^(?:(?:can you\s+)?(?:tell me|let me know|do you know|know)\s+)?(?:when|where|"
            r"what time|what day|what date|which day|at what "
            r"time)(?:'s|\s+(?:is|are|do|does|did|was|will|"
            r"should))?\s+(?:i\s+(?:have|need)\s+(?:to\s+)?|i\s+)?(?:my|the|"
            r"our)\s+(?:next\s+|last\s+)?(?P<body>.+?)(?:\s+(?:reminders?|"
            r"alarms?))?(?:\s+(?:is|are|was|set|scheduled|due|start|starts|happening|going "
            r"off|supposed|at|on|for|going|sent|planned|take place|say|says|falls?|"
            r"to be|be)\b.*)?$"
        ),
        r"^(?:my|our)\s+(?P<body>.+?)\s+reminders?\s+(?:is|are|falls|fall|goes|for|set)\b.*$",
        (
            r"^(?:do|does|did|is|are|have|has|am)\s+i\s+(?:have|got|meeting|"
            r"supposed|need|going)\s+(?:an?\s+|the\s+|to\s+|any\s+)(?!thing\b|be anywhere|be\b|"
            r"reminders?\b|tasks?\b|events?\b|alarms?\b|meetings?\b|"
            r"appointments?\b|plans?\b)(?P<body>.+)$"
        ),
    ),
    plain_nouns=(
        r"(?:next|last|upcoming|all|new|current|currently|active|existing|"
        r"scheduled|set|pending|remaining|other|more|open|many|any|"
        r"due|overdue|recent|important|total|first|latest|previous|different|"
        r"types?|kinds?|sorts?|kind of|type of|today'?s?|tomorrow'?s?|my|the|"
        r"daily|every|each|of|list|up|me|i|left|left in|there|saved|available|"
        r"have|do|both|single|details?|detail of|pre-?set|week'?s|day'?s|"
        r"month'?s|"
        r"work'?s?\s*$^|what|which|for|in|on|to|please|number|amount|schedule|"
        r"outstanding|unfinished|incomplete|completed|finished|done|old|early|"
        r"late|see|show|read|hear|view|get|tell)"
    ),
    nothing=(
        r"(?:something|some ?thing|anything|stuff|things?|it|this|that|them|"
        r"(?:a |an |the |my |another |some |new )*(?:new )?(?:items?|tasks?|"
        r"reminders?|to-?dos?|"
        r"entry|things?|events?|notes?|note|alerts?|notifications?)|one|for me|"
        r"up|me|us|a|an|the|please|later|to|do this|in a bit|do it|made|set|"
        r"for|about|of|do something|something later|list|lists|my list|these)?"
    ),
    to=r"\s+(?:to|until|till|for|into|as|on|by)\s+",
    from_=r"\b(?:from|instead of|rather than)\b",
    later=(
        r"\b(?P<sign>back|later|out|further|forward|earlier|up|ahead|sooner|"
        r"another|more|extra)\b"
    ),
    nouns=NOUN,
    lists=LIST,
    every=r"\b(?:all|every|everything|each|any|both|entire|whole)\b",
    that=r"(?:(?:all|both) (?:of )?)?(?:that|it|this|them|those|these)"
    r"(?: (?:ones?|tasks?|reminders?|alarms?|things?))?",
    those=r"(?:(?:all|both) (?:of )?)?(?:them|those|these)\b.*",
    wishes=r"(?:delete|remove|complete|mark|move|reschedule|undo|redo|list|show|snooze|reopen|"
    r"rename|what(?:'s)?|which|find|search|skip|pause)\b",
    shift="move",
    moving=r"(?:please\s+)?(?:snooze|move|postpone|push|reschedule|shift|delay|put off)\b"
    r".*\b(?:to|till|until|for|by)\b",
    follows=(
        (
            r"(?:(?:that|it|this)(?:'s|s| is| has been)?|they(?:'re| are)|(?:these|those|all of "
            r"them)"
            r" are)\s+(?:now\s+|all\s+|already\s+)*(?:done|finished|complete[d]?|taken care of)$"
            r"|(?:all\s+)?(?:done|finished)$",
            "complete {it}",
        ),
        (
            r"(?:make|set|mark|put)\s+(?:it|that|this|them)\s+(?:as\s+|back "
            r"to\s+)?open(?:\s+again)?$"
            r"|open\s+(?:it|that|this|them)\s+again$|(?:it|that|this)(?:'s| "
            r"is)\s+not\s+done(?:\s+yet)?$",
            "reopen {it}",
        ),
    ),
    moves=("move it to {}", "make it repeat {}", "remind me about it {}"),
    yes=(
        r"(?:yes|yeah|yep|yup|sure|ok|okay|y|do it|go ahead|please do|add it|"
        r"of course|right|correct|exactly|fine|yes,? please|confirm)[.! ]*"
    ),
    no=(
        r"(?:no|nope|nah|n|don't|cancel|never ?mind|stop|leave it|no,? thanks?|"
        r"forget it|not now)[.! ]*"
    ),
    join=(
        r"\s*(?:[,;]\s*(?:and\s+)?(?:then\s+)?(?:also\s+)?|[.?!]\s+(?:and\s+|"
        r"then\s+|also\s+)?|\s+and\s+(?:then\s+|also\s+)?|\s+then\s+|"
        r"\s+also\s+|\n+)"
    ),
    add="add",
    doing=(
        r"(?:call|ring|phone|text|email|e-mail|mail|message|write|send|buy|get|"
        r"pick|order|pay|book|reserve|clean|wash|vacuum|mop|sweep|dust|tidy|"
        r"fix|repair|"
        r"replace|change|check|finish|submit|prepare|plan|read|review|water|"
        r"feed|walk|take|make|bring|meet|visit|see|return|renew|file|sign|"
        r"print|pack|cook|"
        r"bake|study|practice|learn|exercise|run|stretch|jog|swim|go|attend|"
        r"watch|do|build|install|update|organize|organise|sort|throw|empty|"
        r"charge|refill|"
        r"schedule|talk|ask|tell|invite|register|apply|drop|collect|deliver|"
        r"ship|research|look|find|mow|rake|trim|cut|paint|hang|move|sell|"
        r"donate|cancel|"
        r"back|backup|download|upload|publish|draft|edit|proofread|test|deploy|"
        r"merge|close|open|start|begin|drink|eat|sleep|wake|pray|meditate|"
        r"journal|"
        r"declare|vote|withdraw|deposit|transfer|invoice|wish|congratulate|"
        r"thank|babysit|haircut|dentist|doctor|gym|groceries|laundry|dishes|"
        r"homework|report)\b"
    ),
    talk=(
        r"(?:i|you|it|that|this|we|he|she|they|there|what|who|why|when|where|"
        r"how|which|is|are|am|was|were|do|does|did|can|could|would|should|will|"
        r"may|has|have|had|"
        r"not|no|yes|ok|okay|maybe|whatever|any|anything|nothing|everything|"
        r"well|um|oh|ah|wow|hi|hello|hey|thanks|thank|sorry|please|let|if|"
        r"because|so|but|isn't|i'm|i've|i'd|i'll|"
        r"it's|that's|you're|you've|don't|doesn't|olly|alexa|siri|just)\b"
    ),
    asks=(
        r"what (?:did|have) i (?:ask|tell|told)\w*\b.*|"
        r"(?!.*\b(?:you|your|u)\b.*\b(?:do|know|help|can|capable|able)\b)(?!.*\bask\b)"
        r"(?!.*\bhow (?:do|can|to|should)\b)"
        r"(?:.*\b(?:what|what's|whats|which|how many|when|is|are|do|does|did|have|has|check|"
        r"confirm|"
        r"see|know|tell|show|read|list|repeat|hear|any|anything|remind)\b.*\b(?:reminders?|"
        r"remidners?|tasks?|to-?\s?dos?|list|lists|calendar|schedule|agenda|appointments?|"
        r"meetings?|events?|alarms?|chores?|plans?|planned|scheduled|errands?|birthdays?)\b.*"
        r"|(?:anything|something|what'?s?)\b.*\b(?:due|overdue|left|today|tonight|tomorrow|"
        r"week|weekend|\w+day)\b.*"
        r"|.*\bi\b.*\b(?:remember|be reminded|reminded)\b.*|what (?:all |else |exactly )?(?:do|"
        r"did|am|have|should) i (?:have|need|got|supposed)\b.*)$"
    ),
    starts=(
        r"(?:please\s+)?(?:add|put|remind|set|create|make|delete|remove|cancel|"
        r"erase|clear|change|move|reschedule|push|postpone|delay|update|"
        r"rename|show|list|what|find|search|mark|complete|finish|tick|check "
        r"off|cross|snooze|undo|skip|pause|resume|schedule|tag|"
        r"reopen|stop repeating|i (?:did|finished|completed))\b"
    ),
)

"""English small talk, as whole sentences with what it is about."""

CHATTER: tuple[tuple[str, str], ...] = (
    (
        "thanks",
        (
            r"(?:(?:ok|okay|great|awesome|perfect|nice|cool|wow|good|excellent|"
            r"wonderful|ah|oh)[,!. ]+)*(?:many |much |big |a lot of )?(?:thanks?|"
            r"thank you|thx|ty|cheers|appreciate|appreciated|much obliged|i "
            r"(?:really |do |can ?not |can't )?(?:appreciate|thank)|you(?:'ve| "
            r"have)? (?:been|are|were|did|done)|gracias)\b(?!.*\b(?:remind|list|"
            r"task|alarm)\b).*$"
        ),
    ),
    (
        "hello",
        (
            r"(?:hi|hello|hey|howdy|yo|greetings|good (?:morning|afternoon|evening|"
            r"day|night)|(?:what'?s|what is) (?:up|happening|new|going on)|sup|hiya|morning|"
            r"evening|aloha|hola)(?:[,! "
            r"]+(?:there|you|ai|olly|all|everyone|friend|again|buddy|how.*|what'?s "
            r"up|bot|tasklark|to you|and .*|i .*))*[!. ?]*$"
        ),
    ),
    (
        "hello",
        (
            r"(?:.*\bhow (?:are|r|have|is|'s|was|ya|you)\b.*(?:you|u|ya|your|going|"
            r"doin|life|everything|things|day|been|feeling)\b.*|how(?:'s| is|s) "
            r"(?:it|life|everything|your|things).*|tell me how you.*|i want to "
            r"know how you.*|(?:are you|you) (?:ok|okay|well|good|doing|feeling).*|"
            r"(?:is|are) (?:everything|things|all|you)\b.*\b(?:ok|okay|well|good|fine|feeling|"
            r"going)\b.*|"
            r"(?:tell|let) me (?:know )?how (?:you|the ai|it).*)$"
        ),
    ),
    (
        "bye",
        (
            r"(?:(?:ok|okay|well|alright|thanks?|thank you)[,!. ]+)*(?:good ?bye|"
            r"bye|see (?:you|ya)|later|cya|farewell|adios|ciao|so long|take care|"
            r"until next time|talk (?:to you )?(?:later|soon)|gotta go|i(?:'m| am|"
            r"’m) (?:leaving|off|going|out(?! of))|have a (?:good|nice|great)|it was "
            r"(?:nice|good|great|enjoyable|a pleasure)|nice (?:talking|chatting|"
            r"speaking|meeting)|i(?:'ll| will| must| have to| gotta| need to) "
            r"(?:talk|see|speak|be going|go|leave|say)\b)(?!.*\bremind\b).*$"
        ),
    ),
    ("praise", r"you(?:'re| are)(?: \w+){0,2} \w+"),
    ("help", r"(?:tell me|talk) about (?:yourself|you)\b.*"),
    (
        "praise",
        r"i (?:really )?(?:love|like|enjoy|adore) (?:this|you|it|the app|your|tasklark)\b.*",
    ),
    ("yes", r"(?:(?:what|that) you (?:just )?said\b.*|do (?:that|it|so))[.! ]*$"),
    (
        "yes",
        (
            r"(?:yes|yeah|yep|yeap|yea|yup|sure|correct|right|indeed|affirmative|"
            r"absolutely|definitely|of course|certainly|true|exactly|roger|ok|okay|"
            r"fine|agreed|uh huh|totally|you got it|very well|precisely|obviously|"
            r"without a doubt)\b(?:[,. !]|$)(?!.*\b(?:remind|reminder|add|delete|"
            r"remove|set|change|move|list|task|alarm)\b).*$"
        ),
    ),
    (
        "yes",
        (
            r"(?:that(?:'s| is| would be| sounds| is the|s| works| makes)|i (?:do|"
            r"agree|think so|believe so|am|concur|would|can confirm|said yes)|you "
            r"(?:are|got|have got|have done|understood|may)|it (?:is|sounds|was|"
            r"would)|this is|sounds)\b(?!.*\b(?:remind|reminder|done|finished|list|"
            r"task|alarm|undo|mistake|snooze)\b)(?!.*\b(?:at|by|on) \d).*$"
        ),
    ),
    (
        "no",
        (
            r"(?:no|nope|nah|negative|negatory|never|not (?:really|at all|that|"
            r"right|correct|true|quite|exactly|now|today|a chance|sure|certain)|no "
            r"way|wrong|incorrect|false|hardly|absolutely not|definitely not|"
            r"certainly not|of course not|heck no|i (?:don't|do not|gotta say|must "
            r"say|said|think|thought|wouldn't|disagree|refuse|believe|doubt|didn't|"
            r"am not|'m not|cannot|can't|have to|couldn't|would say|did not|don’t|"
            r"guess|really))\b(?!.*\b(?:remind|reminder|list|task|alarm|event|"
            r"calendar|meeting|appointment|need .*any ?more|want .*any "
            r"?more)s?\b).*$"
        ),
    ),
    (
        "maybe",
        (
            r"(?:maybe|perhaps|possibly|who knows|could be|it (?:could|might|"
            r"depends)|not sure|i'?m not|um+|hmm+|i (?:guess|don't know|can't|am "
            r"not|wouldn't)|well,? (?:i|maybe)|that i don't|there's a chance|"
            r"either|50|we'll see|probably|it's possible|hard to say|whatever|"
            r"whichever|doesn'?t (?:really )?matter|does not (?:really )?matter|"
            r"do(?:n't| not) (?:really )?(?:mind|care|bother)|any (?:one|of)|"
            r"anything|either|no preference|i'm (?:unsure|undecided|okay|fine|"
            r"pretty|not)|up to you|your (?:choice|call)|no (?:matter|idea|clue)|"
            r"this (?:doesn't|does not|is (?:unimportant|not|maybe))|let me think|"
            r"not certain|wouldn't)\b(?!.*\b(?:remind|list|task)\b).*$"
        ),
    ),
    (
        "stop",
        (
            r"(?:(?:please|just|ok|okay|olly|ai|would you|could you|can you|will "
            r"you|hey|now|that'?s enough|that is enough)[,. ]*)*(?:please "
            r")?(?:stop(?: (?:it|now|talking|that|this|please|process|the process|"
            r"right there|everything|doing that|speaking|responding).*)?|halt|"
            r"quiet.*|silence|be quiet|hush|shut (?:up|it|down).*|enough.*|"
            r"that(?:'s| is| will be| would be| would|s) (?:all|it|enough|be "
            r"all).*|never ?mind.*|cease.*|no more talking|don't (?:talk|say|"
            r"speak).*|hold (?:on|it|up).*|wait.*|quit(?: (?:it|that|talking|"
            r"now).*)?|forget (?:it|about it|that)|cancel(?: (?:it|this|that|now|"
            r"everything|please).*)?|just cancel.*|drop it|abort|end (?:it|this|"
            r"that)|pause|skip it)[.! ]*(?:please)?[.!]*$"
        ),
    ),
    (
        "repeat",
        (
            r"(?:.*\b(?:repeat|say|said)\b.*\b(?:that|again|last|what|you|said|it|"
            r"once more|question|phrase|sentence|yourself)\b.*|(?:pardon|come "
            r"again|what was (?:that|said)|excuse me|huh|sorry|i (?:did ?n[o']t|"
            r"didn't|didnt|couldn't|can't) (?:catch|hear|get|understand).*|one "
            r"more time.*|rephrase.*|restate.*|what|again)|.*\b(?:hear|know|tell me|say|ask|"
            r"mention)\b.*\bagain|"
            r"what (?:did|do) you (?:just )?(?:ask|mention|say|mean).*)[?.! ]*$"
        ),
    ),
    (
        "confirm",
        (
            r"(?:.*\b(?:confirm|check|double.?check|verify|correct|rectify|right|"
            r"clarify|explain|understand|recheck)\b.*\b(?:please|instruction|"
            r"command|question|said|say|what|it|that|details|this|me|answer|"
            r"response|last)\b.*)$"
        ),
    ),
    (
        "help",
        (
            r"(?:help(?: me)?|what can (?:you|i)\b.*|how (?:do|can|does|should) "
            r"(?:i|you|this|it)\b.*|what (?:do|are|else can) you (?:know|do|able|"
            r"capable|good).*|what (?:type|types|kind|kinds|sort|sorts|questions?|"
            r"topics?|subjects?|things?|areas?|all|else|am i|commands?|stuff|"
            r"information|are (?:some|the)|can|could|may|should|would|"
            r"do|did)\b.*\b(?:you|i|ask|know|help|answer|talk)\b.*|(?:can|may|could) i "
            r"ask.*|(?:show|tell|give|inform|list|explain|let) (?:me )?(?:to "
            r")?(?:know )?(?:please )?(?:what|how|all|the|some|of|"
            r"about)\b.*\b(?:ask|help|you (?:can|know|do)|capab|commands?|"
            r"questions?|topics|schedule a meeting)\b.*|what should i .*|(?:which|"
            r"what) .*\b(?:questions?|topics?|subjects?|abilities|capabilities|"
            r"skills?|features?)\b.*|.*\b(?:help me with|can you help|your "
            r"(?:capabilities|abilities|skills|expertise|knowledge|functions?)|you "
            r"capable|able to (?:help|answer|ask|assist)|can you (?:do|answer|"
            r"assist)|familiar with|what you (?:do|know|can|are))\b.*|do you (?:know|"
            r"have|only|answer|understand|accept|speak).*)$"
        ),
    ),
    (
        "praise",
        (
            r"(?:.*\b(?:awesome|amazing|fantastic|wonderful|excellent|brilliant|"
            r"great|good|nice|well|perfect|superb|lovely|helpful|smart|cool|best|"
            r"impressive|terrific)\b[,! ]*(?:job|work|one|done|response|answer|"
            r"stuff|olly|effort|thing|assistant|bot|you|command|to me|that|it|"
            r"thanks|as always|indeed|going)?\b[.! ]*)$"
        ),
    ),
    (
        "weather",
        (
            r"(?:.*\b(?:weather|joke|sing|song|news|stock|score|recipe|movie|music|"
            r"lights?|temperature|birth ?date|your (?:mood|name|age|favou?rite)|"
            r"are you (?:human|real|a robot|single|alive)|who (?:are|made|created) "
            r"you|meaning of life|capital of|president|love me|marry)\b.*)$"
        ),
    ),
)

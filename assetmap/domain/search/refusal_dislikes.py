"""The words that tell of dislike or fear before the thing: "fed up with bingo", "scared of dogs".

Sources of regular expressions, see `refusal_grammar`; `refusal_triggers` has the other words.
"""

from assetmap.domain.search.refusal_grammar import DO_NOT, IS_NOT, QUITE, WHOM, WHOSE, any_of

# Who says so behind "I'm hopeless at drawing" would like to.
_WILLING = (
    "(?!.* (?:learn|learning|teach|lessons?|class|classes|course|beginners?|loves?|enjoys?|help"
    "|improve|better|try|trying|still|anyway|want to|wants to|like to|would like|willing)(?: |$))"
)
DISLIKE = any_of(
    "(?:hat|despis)(?:e|es|ed|ing)",
    "(?:detest|loath|dislik|shun|resent|scorn|abhor)(?:e|es|s|ed|ing)?",
    "dread(?:s|ed|ing)?(?! (?:evenings?|nights?|mornings?|weekends?|christmas)(?: |$))",
    "(?:opposed|averse|an aversion) to|object(?:s|ed)? to|(?:cant|never) get "
    f"{WHOSE} head (?:a)?round",
    "wouldnt be seen dead(?: (?:at|in|doing|with))?",
    "(?:cant|cannot|can not|couldnt) (?:stand|bear|hack|stick|sit through|warm to|abide|stomach"
    "|tolerate|face|do with"
    "|be doing with|be bothered with|get on with|get into|cope with|handle|deal with)",
    f"{DO_NOT}{QUITE} (?:like|enjoy|care for|do|get on with)",
    "(?:i|we) no (?:want|like)",  # as who learns English says it
    "never (?:again|liked|enjoyed|cared for|took to|been into|been keen on"
    "|got on with(?! (?:reading|writing|spelling|school|maths|computers)(?: |$)))",
    f"(?:not|never|{IS_NOT}|hardly){QUITE} (?:into|keen on|fond of|(?:mad|crazy|wild|excited"
    "|enthusiastic) (?:on|about|by)|big on|one (?:for|to(?= (?:go|play|sit|do|join) ))|partial to"
    "|enamoured (?:of|with)|sold on|convinced by|taken (?:with|by)|drawn to|tempted by"
    "|inspired by|struck on|cut out for|(?:built|made) for|suited to"
    "|comfortable with|up to(?! (?:much"
    "|it|the journey)(?: |$))|(?:a|an)(?: (?:big|great|huge|massive))? (?:fan|lover|devotee) of)",
    "no (?:fan|lover|devotee|admirer) of|(?:un|dis)interested in|indifferent to|unenthusiastic"
    " about|underwhelmed by|unimpressed (?:by|with)|(?:intimidated|irritated|annoyed|embarrassed"
    "|frightened|scared|terrified|triggered|defeated|daunted|baffled|worn out) by",
    "(?:shudder|cringe|wince|groan|scoff|baulk|balk|recoil)(?:s|ed|ing)? (?:at|from)"
    f"|sh(?:y|ies) away from|rolls? {WHOSE} eyes at",
    "least favourites?(?: (?:thing|hobby|activity))?(?: is|(?: are)| ,)?",
    f"{WHOSE} (?:idea of (?:hell|torture|purgatory|a nightmare|misery)|worst nightmare|pet hate)"
    "(?: (?:is|are|would be))?(?: ,)?|(?:nothing|cant think of anything) worse than",
    "(?:so|well|totally|completely) over|over it with",
    "too much of(?= (?:the|that|this) )|phobia (?:of|about)",
    "(?:distressed|upset|stressed|agitated|overwhelmed|exhausted|confused|depressed) by",
    "(?:nobody|no one|noone|nothing)(?: (?:is|will|would|could|can))? (?:get|getting|drag|dragging"
    "|make"
    f"|making|persuade|persuading) {WHOM}(?: (?:in|into|to|on|onto|near|doing|do))*",
    "(?:never|happily never)(?: (?:want|wants|need|needs) to)? see another",
    "not if (?:theres|there is|its|it is|it involves|they (?:play|do|have))",
    "(?:cant|cannot|couldnt|dont|doesnt|fails? to|never)(?: really)? (?:see|saw|seen"
    "|get|understand)"
    " (?:the|any|what the) (?:point|appeal|attraction|sense|fun|fuss)(?: is)? (?:of|in|about|with"
    "|to)|sees? no (?:point|sense|appeal) (?:of|in|to)",
    "couldnt care less about|(?:dont|doesnt) (?:rate|hold with|go in for|bother with|take to)",
    "(?:has|have|had|got|with) no (?:time|use|desire|inclination) for|(?:little|less than no|zero"
    "|not much|nil|no great|no real) interest in",
    "(?:keep|stay|lay)(?:s|ing)? off",
    # Of what somebody would like to take up again it tells that they miss it.
    "(?:(?:gave|give|gives|given|giving) up(?! on )|quit|quits|jacked in|packed up|dropped out of)"
    "(?!.* (?:again|back (?:into|to|in)|wants it|take over"
    "|miss(?:es)? (?:it|them|that|going|the))(?: |$))",
    "(?:fed up|bored|tired|sick|sick and tired|weary|done|finished|through"
    "|cheesed off|brassed off|hacked off)"
    "(?: (?:to death|(?:up )?to the back teeth|stiff|rigid|silly|to tears))? (?:of|with|by|at)",
    "had(?: (?:more than|quite|just about))? (?:enough(?: of)?|it(?: up to here)? with"
    "|(?:my|his|her|our|their) fill of)",
    "g(?:ave|ive|ives|iven|iving) up on",
    "outgrown|(?:grown|grew|growing) out of|moved on from|(?:sworn|swore|went) off|packed in",
    "(?:dont|doesnt|cant) see the point (?:of|in)",
    f"turn(?:s|ed|ing)? (?:up )?{WHOSE} nose (?:up )?at|dr(?:aws?|ew) the line at",
    "(?:no|not|zero|hasnt|havent|hasnt got|havent got)(?: (?:the|much|any|a lot of))? (?:patience"
    "|stomach|head|ear|eye|lungs|brain|voice|memory|concentration|puff"
    "|energy|attention span|coordination|balance|build|eyesight|temperament"
    "|taste|appetite|love|liking|enthusiasm) for|gets? nothing out of",
    f"(?:been to|had|done|seen|played) (?:enough|{WHOSE}(?: fair)? share of)|too many",
    "(?:banned|barred|thrown out) (?:from|of)",
    "things? (?:i|we|he|she|they|mum|dad|nan) (?:wont|cant|hates?|refuses?)(?: (?:to )?(?:do|stand"
    "|bear))?"
    " (?:is|are)",
    "gone(?: right)? off",
    "(?:put|turned|scared) off(?: by| of)?",
    "(?:break|breaks|broke|breaking|come|comes|came|coming) out in (?:a (?:cold )?(?:sweat|rash)"
    "|sweats?|hives|spots)(?: (?:at|over|near|with|from|around|if i see))?",
    "(?:go|goes|went) to pieces (?:in|at|around|with)|(?:life is|lifes) too short for",
    f"put paid to(?: {WHOSE})?",
    f"(?:cant|cannot|couldnt|doesnt|dont) (?:see|imagine|picture) (?:{WHOM}|myself|himself"
    "|herself)",
    f"(?:not|never|{IS_NOT}){QUITE} (?:comfortable|at ease) (?:in|around|at|going to)",
    "(?:struggles?|panics?|anxious|nervous|overwhelmed) in",
    "too (?:shy|old|young|anxious|tired|ill|nervous|frail|grown up) for",
    "no longer (?:into|interested in|likes?|enjoys?|wants?|fanc(?:y|ies))",
    "been there(?: ,)? done that(?: with)?",
    "(?:if|when) (?:im|i am|hes|he is|shes|she is|were|we are|theyre|mums|dads|nans) (?:sent"
    "|dragged|carted|packed|taken|made to go)(?: off| along)? to(?=.* (?:again|once more)(?: |$))",
    "(?:finds?|found)(?= (?:[^ ]+ ){1,3}(?:boring|dull|tedious|childish|cliquey|babyish|too much"
    "|a chore|a bore|a drag|pointless|stressful"
    "|embarrassing|tiresome|intimidating|upsetting|depressing"
    "|overwhelming)(?: |$))",
    "avoid(?:s|ing)?|allerg(?:ic|y|ies) to",
    f"(?:steer|keep|stay)(?:s|ing)?(?: {WHOM})? (?:clear of|away from)",
)
# Of what people do, and no more: of what they need it tells that they need it ("past cooking").
DISLIKE_OF_DOING = any_of(
    f"(?:im|i am|hes|he is|shes|she is|we are|were|theyre|mums|dads|nans|{WHOM} is)"
    "(?: (?:way|well|long|just|all))? (?:past|beyond|over(?! (?:at|the (?:moon"
    "|worst|limit|top|road|hill|age)|there|here|with|in|on|from|to)(?: |$)))",
    "(?:feel|feels|felt)(?: (?:so|really|very|a bit|quite|too))? (?:odd|awkward|out of place"
    "|uncomfortable|like a fraud|stupid|silly|a fool|foolish|daft|self conscious|uneasy"
    "|hypocritical)(?: (?:in|at|doing|going to|around))?",
    "(?:im|i am|hes|shes|mums|dads|were|was|is)(?: (?:right|completely))? off"
    "(?=(?: [^ ,]+){1,2} (?:for good|for life|since|because|completely|altogether|now)(?: |$))",
    "(?:gave|given|give|giving)(?=(?: [^ ,]+){1,2} up(?: |$))(?!.* (?:again|miss)(?: |$))",
    f"(?:dont|doesnt|do not|does not) (?:play|dance|sing|knit|sew|bowl|bake)(?= ){_WILLING}"
    f"|outlived {WHOSE}|paint dry (?:beats|is better than|is more fun than)",
    "(?:im|i am|hes|he is|shes|she is|was|were|am|is)(?: never)?(?: (?:really|totally|absolutely"
    "|completely|quite|just))? (?:hopeless|useless|rubbish|no good|terrible|dreadful|pants"
    f"|any good) (?:at|with){_WILLING}",
    f"cant(?= [^ ,]+ (?:to save {WHOSE} life|for toffee)){_WILLING}",
    "too (?:stiff|fidgety|clumsy|unfit|heavy|fat|slow|restless|weak|wobbly|lazy|impatient|posh|cool"
    "|self conscious|short sighted|breathless|energetic|lively|active|fit|thick|sensitive|jumpy"
    "|independent|easily bored|uncoordinated|tone deaf|short tempered|far gone) for",
    "(?:everythings|everything (?:is|seems to be|turns out to be))(?: (?:just|all))?"
    "(?= [^ ,]+(?: ,|$))|why is (?:it|everything)(?: (?:always|all))?",
    "all (?:they|you|there|people|anyone)(?: (?:ever|can|seem to))? (?:have|has|offer|offers|do"
    "|does|is|are|run|runs|suggest|talk about|think of|got|want to do)(?: (?:here|on|round here))?"
    "(?: (?:is|are))?|all (?:i|we)(?: ever)? (?:am offered|get offered|get told about|hear about)"
    "(?: (?:is|are))?",
)
FEAR = any_of(
    "allerg(?:ic|y|ies) to",
    "(?:scared|afraid|frightened|terrified|petrified|nervous|wary|phobic|fear|phobia|anxious)"
    "(?: (?:stiff|witless|silly|rigid|to death|to bits))? (?:of|about|around|near|with)",
    "(?:upset|spooked|startled|distressed|freaked out|bitten) by|(?:out in|gets?|got)(?: a)?"
    " (?:hives|rash|spots|rashes|wheezy|sneezy|itchy) (?:near|around|from|with|by)",
    "(?:cant|cannot|can not) be (?:in the same (?:room|place) (?:as|with)|under the same roof as)",
    "(?:cant|cannot|can not|mustnt|must not|shouldnt) (?:eat|drink|go near|be near|be around)",
)

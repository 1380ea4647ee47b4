"""How English refuses a thing: "not a gym", "anything but bingo", "dancing is not my thing".

Sources of regular expressions that Python and a browser read alike, so that a phone reads with no
signal what the server reads. They are matched on folded words with a blank before each, a comma
standing for every mark that parts a sentence; each begins with a blank and ends before one.
"""

from enum import StrEnum

END = "(?= |$)"


class Refusing(StrEnum):
    """What kind of words refuse, which decides what they can refuse.

    `contrast` sets something against what is wanted ("cleaning, not ironing"), so that it may be
    what people need; `choice` turns down whatever else can be listed; `dislike` what one does, not
    what one needs; `fear` what one may meet anywhere. `no`, `without` and `not` tell as often of
    what somebody lacks; `nothing` and `non` refuse only what a thing is like.
    """

    CONTRAST = "contrast"
    CHOICE = "choice"
    DISLIKE = "dislike"
    FEAR = "fear"
    NO = "no"
    WITHOUT = "without"
    NOT = "not"
    NOTHING = "nothing"
    NON = "non"


def _any(*choices: str) -> str:
    return f"(?:{'|'.join(choices)})"


_QUITE = (
    "(?: (?:really|very|that|all|too|so|at|particularly|exactly|much|even|actually|ever|quite"
    "|especially|always|overly)){0,2}"
)
_DO_NOT = _any("dont", "doesnt", "didnt", "wouldnt", "(?:do|does|did|would) not")
_IS_NOT = _any("isnt", "arent", "wasnt", "aint", "(?:is|are|was) not")
_ANYTHING = _any("(?:any|every|some)(?:thing|where|one)", "all", "any")
_WHOSE = _any("my", "his", "her", "our", "their", "mums", "dads", "nans")
_WHOM = _any("me", "him", "her", "us", "them", "mum", "dad", "nan")
# Behind something that is wanted these set another thing against it.
_OTHER_THAN = _any(
    *("other than", "except(?: for)?", "(?:apart|aside) from", "instead of", "rather than"),
    *("excluding", "excl", "minus", "besides", "in place of", "as opposed to", "save for"),
)
_CHOICE = _any(
    f"{_ANYTHING} (?:but|bar|besides|than)",
    "other than",
    "except(?: for)?",
    "(?:apart|aside) from",
    "instead of",
    "rather than",
    "in place of",
    "as opposed to",
    "excluding|exclude|omit|swerve|dodge|rul(?:e|ed|ing) out",
    "alternatives? to|(?:something|somewhere|bit)(?: a bit)? different (?:to|from|than)"
    "|(?:a )?(?:nice )?change from|(?:better|nicer|livelier|younger"
    "|more (?:fun|exciting|interesting|lively|active|modern)|less boring) than",
    "none of (?:that|this|your|those)|enough (?:of|with)(?= (?:the|all|that|this) )",
    "(?:you|u) can (?:keep|stuff|shove)(?: (?:your|the|all))?",
    "does it(?: (?:always|all))? have to be",
    "(?:rather|prefer|sooner)(?: if)? (?:it|they|there) (?:wasnt|werent|isnt|arent)",
    "no (?:need|call) for",
    f"(?:wont|wouldnt) (?:catch|find) {_WHOM}(?: (?:in|at|doing|near))?",
    f"never get {_WHOM} (?:in|into|near|to do)",
    f"stop (?:sending|telling|offering|suggesting|showing|asking)(?: {_WHOM})?(?: to)?",
    "(?:but|so)(?: (?:i|we|he|she|they|mum|dad|nan))? (?:cant|cannot) (?:do|manage)"
    "(?! (?:the |a |my )?(?:computers?|forms?|internet|maths|online)(?: |$))",
    "cant (?:do|be in)(?= (?:noisy|loud|late|early|evenings|mornings|nights) )",
    "less of(?= (?:the|that|this|your|all) )",
    "neither",
    "(?:can|could|would)(?: (?:happily|really|well|easily))? do without",
    "(?:skip|ditch|scrap|forget|leav(?:e|ing) out|cut(?:ting)? out)(?= (?:the|all|any) )",
    "(?:sa(?:y|ys|id|ying) )?no to|(?:nope|nah) to",
    "(?:but|just|please|so) nothing (?:in|at)(?= (?:a|an|the) )",
    "(?:mustnt|must not) (?:be|involve|include)|(?:shouldnt|should not|cant) (?:involve|include)"
    "|cant be(?= (?:a|an|in a|in an|at a|at an|anything|any) )",
    f"(?:that|which) {_IS_NOT}",
    f"(?:where|that|which|who)(?: (?:they|it|you|we|people))? {_DO_NOT} (?:play|have|serve|allow"
    "|do|involve|include|run|use|talk about|push|bang on about|go on about)",
    f"(?:where|if|provided|as|that)(?: there)? {_IS_NOT}(?= (?:any|a|an) )",
    "thats not",
    "(?:as|so|if|provided|providing)(?: long as)? (?:its not|it isnt|it is not|it aint|theyre not"
    "|they arent|they are not)",
    f"{_DO_NOT}{_QUITE} (?:want|fancy|need|wish)",
    "wont(?= (?:do|go|have|eat|touch|set|join|sit|use|try|come|attend|entertain|play|visit) )",
    "will not(?= (?:do|go|have|eat|touch|join|sit|use|try|attend|play|visit) )",
    "(?:refus|declin)(?:e|es|ed|ing)",
    "(?:dont|do not)(?: even)? (?:send|put|take|sign|point|offer|suggest|give|show|mention|say"
    "|tell)"
    "(?: (?:me|us|him|her|them|mum|dad|nan)(?: to| in| up for| on)?)?",
    "(?:im|i am|hes|he is|shes|she is|were|we are|mums|dads|mum is|dad is) not"
    "(?= (?:going (?:to|in|into|near|back)|doing|having|joining|sitting in|playing) )",
    "(?:(?:im|i am|hes|he is|shes|she is|were|we are|theyre|they are|mums|dads) not"
    "|isnt|arent|aint)"
    f"{_QUITE}(?= (?:religious|churchy|sporty|arty|crafty|political|outdoorsy)(?! but)(?: |$))",
    "minus|excl",
    "no(?= (?:[^ ,]+ ){1,3}(?:please|pls|plz|thanks|thank you|ta|for me|if possible)(?: ,|$))",
    "wouldnt (?:touch|set foot in|go near|thank you for|be caught(?: dead)? (?:in|at|doing))",
    f"not{_QUITE} (?:involving|including|connected (?:with|to)|linked to|run by|held (?:in|at))",
    "turn(?:s|ed|ing)? down",
    f"not{_QUITE} (?:after|wanting|looking for|interested in|bothered (?:about|with)"
    "|fussed (?:about|on)|up for|in the mood for)",
    f"{_IS_NOT}{_QUITE} (?:interested in|bothered (?:about|with)|fussed (?:about|on)|up for)",
    "(?:no|zero|lost(?: all)?) (?:interest in|wish to|desire to)",
    "(?:rather|sooner|prefer) not(?: to)?",
    "(?:nothing|nowt) (?:to do with|involving|with|like)",
    "no (?:way|chance)(?: in hell)? (?:am|is|are|will|would|can) (?:i|we|he|she|they|mum|dad|nan)"
    "(?: (?:ever|going(?: to| near)?|doing|having))*",
    "save for|no time for|w or o",
    "(?:wont|not|wouldnt) (?:go|come|coming|going|join|joining)(?: (?:there|along|in))? if"
    " (?:its|it is|theres|there is|there are)(?: (?:all|full of|just|only))?",
    f"(?:where|that|which)(?: (?:it|they))? {_IS_NOT} (?:all|full of|just|only)",
    f"run a mile from|(?:dont|do not) (?:drag|force|make|push|tempt|invite|expect) {_WHOM}"
    "(?: (?:to|into|in|along to))?",
    "but(?: (?:im|i am|shes|she is|hes|he is|theyre))? (?:hopeless|useless|rubbish|no good"
    "|terrible|dreadful) (?:at|with)",
)
_DISLIKE = _any(
    "(?:hat|despis)(?:e|es|ed|ing)",
    "(?:detest|loath|dislik)(?:e|es|s|ed|ing)?",
    "wouldnt be seen dead(?: (?:at|in|doing|with))?",
    "(?:cant|cannot|can not|couldnt) (?:stand|bear|abide|stomach|tolerate|face|do with"
    "|be doing with|be bothered with|get on with|get into|cope with|handle|deal with)",
    f"{_DO_NOT}{_QUITE} (?:like|enjoy|care for|do|get on with|go in for)",
    "never (?:liked|enjoyed|cared for|got on with|took to|been into|been keen on)",
    f"(?:not|never|{_IS_NOT}){_QUITE} (?:into|keen on|fond of|mad (?:on|about)|big on"
    "|one for|(?:a|an)(?: (?:big|great|huge))? (?:fan|lover) of)",
    "(?:fed up|bored|tired|sick|sick and tired|weary|done|finished)"
    "(?: (?:to death|(?:up )?to the back teeth|stiff|rigid|silly|to tears))? (?:of|with|by)",
    "had(?: (?:more than|quite|just about))? (?:enough of|it(?: up to here)? with"
    "|(?:my|his|her|our|their) fill of)",
    "g(?:ave|ive|ives|iven|iving) up on",
    "outgrown|(?:grown|grew|growing) out of|moved on from|(?:sworn|swore|went) off|packed in",
    "(?:dont|doesnt|cant) see the point (?:of|in)",
    "turn(?:s|ed|ing)? (?:my|his|her|our|their) nose up at",
    "gone(?: right)? off",
    "(?:put|turned|scared) off(?: by| of)?",
    f"(?:cant|cannot) (?:see|imagine|picture) (?:{_WHOM}|myself|himself|herself)",
    f"(?:not|never|{_IS_NOT}){_QUITE} (?:comfortable|at ease) (?:in|around|at|going to)",
    "(?:struggles?|panics?|anxious|nervous|overwhelmed) in",
    "too (?:shy|old|young|anxious|tired|ill|nervous|frail|grown up) for",
    "no longer (?:into|interested in|likes?|enjoys?|wants?|fanc(?:y|ies))",
    "been there done that(?: with)?",
    "finds?(?= (?:[^ ]+ ){1,2}(?:boring|dull|tedious|childish|too much|overwhelming)(?: |$))",
    "avoid(?:s|ing)?",
    f"(?:steer|keep|stay)(?:s|ing)?(?: {_WHOM})? (?:clear of|away from)",
    "allerg(?:ic|y|ies) to",
)
_FEAR = _any(
    "allerg(?:ic|y|ies) to",
    "(?:scared|afraid|frightened|terrified|petrified|nervous|wary|phobic|fear|phobia|anxious)"
    " (?:of|about|around|near|with)",
    "(?:cant|cannot|can not|mustnt|must not|shouldnt) (?:eat|drink|go near|be near|be around)",
)
# "Not a gym" refuses; "I am not a swimmer" tells of somebody, and "is there not a choir" asks.
_NOT_A = "not(?= (?:a|an|another|any|the|in a|at a|in the|at the) )"

_NOT_SOMEBODY = (
    f"(?:not|{_IS_NOT}){_QUITE}(?: of)?(?= (?:an?|the)(?: [^ ]+){{1,2}}"
    " (?:person|type|fan|goer|lover)(?: |$))"
)

# In the order in which they are tried where several begin at one word.
TRIGGERS: tuple[tuple[Refusing, str], ...] = (
    (Refusing.FEAR, f" {_FEAR}{END}"),
    (Refusing.CHOICE, f" {_CHOICE}{END}"),
    (Refusing.CONTRAST, f" (?:{_OTHER_THAN}|not){END}"),
    (Refusing.DISLIKE, f" {_DISLIKE}{END}"),
    (Refusing.NOTHING, f" (?:nothing|nowt){END}"),
    (Refusing.NON, f" (?:non|anti){END}"),
    (Refusing.DISLIKE, f" {_NOT_SOMEBODY}"),
    (Refusing.CHOICE, f" {_NOT_A}"),
    (Refusing.NOT, f" not{END}"),
    (Refusing.WITHOUT, f" without{END}"),
    (Refusing.NO, f" no{END}"),
)
# Behind the thing: "bowls is not her cup of tea", "bingo? no thanks", "dog free".
_LIKED = _any(
    "hate|hates|hated|loathes|detests",
    "(?:dont|doesnt|didnt|never) (?:like|liked|enjoy|enjoyed)",
)
BEHIND: tuple[tuple[Refusing, str], ...] = (
    (
        Refusing.DISLIKE,
        (
            f"(?: r)? (?:{_IS_NOT}|not){_QUITE} (?:{_WHOSE} (?:thing|cup of tea|scene|bag|style"
            f"|idea of fun|(?:kind|sort) of thing)|(?:for|4) {_WHOM}){END}"
            f"| (?:{_IS_NOT}|not){_QUITE} {_WHOM}(?= ,|$)"
            f"| (?:{_IS_NOT}|not){_QUITE} (?:right|suitable|good|ideal)(?: for {_WHOM}){END}"
            f"|(?: (?:is|are))? not (?:welcome|wanted|needed|required|invited){END}"
            f"| (?:is|are) (?:a (?:definite |firm |big )?no|out of the question){END}"
            f"| (?:{_IS_NOT}|not){_QUITE} (?:an option|me|on the cards)(?= |$)"
            f"|(?: ,)? over {_WHOSE} dead body{END}"
            f"| makes? {_WHOM} (?:cringe|ill|sick|sad|cry|cross|feel (?:ill|sick|sad)){END}"
            f"|(?: ,)?(?: (?:i|we|he|she|they))? (?:gave|given|giving) (?:it|them|that) up{END}"
            f"| the (?:elbow|boot|push|heave ho){END}"
            f"| (?:is|are|was|were) too (?:cold|hot|loud|noisy|quiet|rough|busy|crowded|boring|slow"
            f"|serious|posh|churchy|wet|muddy|childish|competitive) for {_WHOM}{END}"
            f"| (?:{_IS_NOT}|not) what (?:(?:i|we|he|she|they) (?:mean|meant|want|wanted|had in"
            f" mind)|(?:im|shes|hes|were|theyre) (?:after|looking for)){END}"
            "|(?: ,)? (?:shes|hes|im|theyre|were|shell|hell|ill) (?:not (?:coming|going|interested)"
            "|stay(?:ing)? (?:home|at home|in))(?= ,|$)"
            f"| (?:bring|brings) back(?: (?:bad|sad|awful))? memories{END}"
            f"| days are (?:over|gone|behind (?:her|him|me|us|them)){END}| need not apply{END}"
            f"| (?:is|are) no (?:good|use) (?:to|for) {_WHOM}{END}"
            "| (?:is|are|sounds?|looks?)(?: (?:so|just|too|really|very|a bit|well))?"
            " (?:boring|dull|naff|dire|pants|a no no|a no go|off the table|out(?= ,|$))(?= |$)"
            f"| (?:wont|doesnt|dont|wouldnt) (?:suit|appeal|interest|grab){END}"
            f"| hurts? {_WHOSE}(?: [^ ,]+)?{END}"
            f"| (?:bores?|puts?) {_WHOM}(?: off| to tears| silly| stiff)?{END}"
            f"| (?:gets on {_WHOSE} (?:nerves|wick)|does {_WHOSE} head in|leaves {_WHOM} cold"
            f"|does nothing for {_WHOM}|a (?:miss|swerve|wide berth)){END}"
            f"|(?: ,)?(?: (?:and|but))?(?: (?:i|we|he|she|they))? {_LIKED} (?:it|them){END}"
            f"|(?: ,)? no(?: thanks| thank you| ta| way| chance)(?= |$)"
            f"|(?: ,)? (?:nope|nah|never again)(?= |$)|(?: ,)? no(?= ,|$)"
        ),
    ),
    (
        Refusing.FEAR,
        (
            f" free(?! (?:of|to|for|entry|on|at|with|in|if|when) ){END}"
            f"| (?:allerg(?:y|ies|ic)|intoleran(?:t|ce)|phobi(?:a|c)){END}"
            f"| (?:frighten|scare|terrif(?:y|ie)|upset)s? {_WHOM}{END}"
            f"| makes? {_WHOM} (?:nervous|anxious|ill|sneeze|wheeze|itch|scared|panic){END}"
            f"| sets? off {_WHOSE} (?:asthma|allergies|allergy|chest|eczema){END}"
        ),
    ),
)
# Before "not": then somebody tells of themselves, or asks.
TELLS = (
    "(?: (?:im|i am|hes|he is|shes|she is|we are|were|youre|theyre|they are|am|was|be|been|is|are"
    "|can|could|do|does|did|will|would|should|shall|may|might|must|have|has|had|ive|id|why|if|or"
    "|whether|often than)| (?:is|are) (?:there|it|this|that|they|he|she))$"
)
# And so they do of what they have, however many words stand between ("I get a pension but not"),
# or of a person who does not do something ("mum not").
TELLS_OF_WHOM = (
    "(?: (?:i|we|he|she|they|ive|weve|hes|shes|theyve|mum|dad|nan|you)"
    "(?: (?:only|just|already|still))? (?:have|has|had|got|get|gets|speak|speaks|can|could|own|owns"
    "|receive|receives|claim|claims|do|does|did)(?: [^ ,]+){1,6}?"
    "| (?:mum|mums|dad|dads|mother|father|nan|nans|gran|grandad|son|sons|daughter|daughters"
    "|husband|wife|partner|kid|kids|child|children|baby|brother|sister|friend|boy|girl|lad"
    "|toddler|neighbour|people|everyone|everybody|someone|somebody|we|they|you|i|he|she"
    "|maybe|probably|perhaps|certainly|though)"
    "|^)$"
)
# But not where it tells of the thing that is wanted.
TELLS_OF_IT = "(?: (?:that|which|it|they|these|those|just|so) (?:is|are|was|be|would))$"
# "No" refuses at the beginning and beside something that is wanted ("tea but no bingo"), and
# elsewhere but behind these, where it tells of somebody: "I have no garden".
BESIDE = (
    "(?:^$| (?:,|but|just|and|though|only|definitely|absolutely|strictly|please|pls|plz|yes|so|or)$"
    "| (?:as|where|if|provided|providing|with|and|but|somewhere|anywhere|must|should)"
    " (?:theres|there is|there are|be|they have|it has)$"
    "| (?:that|which) (?:has|have|is)$| there (?:must|should|would|to) be$"
    "| (?:want|wants|prefer|prefers|like|having|ideally|preferably|hopefully|nor|with)$"
    "| (?:long as|where|if|provided|with)$)"
)
HAS_NONE = (
    "(?: (?:have|has|had|having|got|get|gets|getting|theres|is|are|was|were|be|been|am|im|ive|weve"
    "|hes|shes|theyve|see|sees|know|knows|in|of|for|to|at|on|by|from|say|says|said)"
    "| there (?:is|are|was))$"
)
# "I can't do without bingo" asks for it.
GOES_WITHOUT = " (?:do|does|did|go|goes|gone|going|be|been|being|live|lived|manage|left|lost)$"
FILLING = _any(
    "a|an|the|any|another|more|all|that|those|these|other|some|too|very|so|overly|much|really|particularly|remotely|overtly",
    "kind|sort|lot|lots|load|loads|bunch|type|of|to|into|in|at|on|with|for|through|part",
    "be|being|have|having|do|doing|go|going|come|coming|play|playing|join|joining",
    "anything|something|anywhere|somewhere|entertain|told|having|your",
    "involving|including|that involves?",
    "by|from|over|via|as|around|near|inside|among|on top of|under|own|run by|held",
    "talk|talking|speak|work|get|end up|mix|deal",
    "attend|attending|take|taking|try|trying|use|using|visit|visiting|sit|sitting",
    "watch|watching|eat|eating|touch|set|foot|hear|hearing",
    "(?:him|her|them|me|us|mum|dad|nan) to|about",
    "(?:idea|thought|sound|look) of|local|weekly|regular",
    "mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|typical|stuffy",
    "big|large|noisy|loud|boring|silly|bloody|usual|same|endless|organised|heavy|hard|life",
)
FILLED = f"(?: {FILLING}{END})*"
# Of these, what is no part of a thing even of one of several words: `by phone`, `the gym`.
BARE = f"(?: (?:a|an|the|any|with|for|in|big|large|being|your){END})*"
# Between two things; behind the second sort the list must go on to its end with one of the first.
JOINED = f"(?:(?: ,)? (?:or|nor|and))(?: (?:no|not|any|anything))?{END}"
LISTED = " ,(?: (?:no|not|any))?" + END
# Where a clause ends, so that "no" or "not" before it is about the thing and no more.
_CLOSING = (
    "but|just|please|pls|plz|thanks|thank|ta|so|because|cos|as|if|though|although|or|and|since",
    "for (?:me|him|her|us|them|mum|dad|nan)|at all|whatsoever|if possible|this time",
    "again|tho|tbh|mind|everywhere|screaming|running around|involved|barking|jumping",
    f"(?:what )?with {_WHOSE} [^ ,]+|due to|on account of|about|present|in sight",
    "i|im|id|ill|ive|we|well|he|hes|hell|she|shes|shell|they|theyll|only|instead|either|anything|something",
)
ENDS = f"(?:$| ,| (?:{'|'.join(_CLOSING)}){END})"
_BEHIND_IT = "for|near(?! (?:me|us|here|by)(?: |$))|in|at|on|there|around"
ENDS_LOOSELY = f"(?:$| ,| (?:{'|'.join(_CLOSING)}|{_BEHIND_IT}){END})"
# Before a thing that must be no part of anything: "nothing with karaoke in it".
PART_OF = frozenset(
    ("with", "involving", "involve", "involves", "including", "include", "includes")
)
LONGEST = 3  # words of a thing
LOOKED_BACK = 3  # words before one that refuses

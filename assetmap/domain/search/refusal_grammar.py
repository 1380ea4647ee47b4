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
    what somebody lacks; `nothing` and `non` refuse only what a thing is like; `place` only a place.
    `clause` is a whole clause that says no in words of its own, of what people do and no more.
    `rather` stands behind what is wanted more ("I'd sooner walk than dance"). `time` tells when
    somebody cannot come ("I work evenings"): it refuses times of day, and nothing else.
    """

    CONTRAST = "contrast"
    CHOICE = "choice"
    DISLIKE = "dislike"
    FEAR = "fear"
    RATHER = "rather"
    NO = "no"
    WITHOUT = "without"
    NOT = "not"
    NOTHING = "nothing"
    NON = "non"
    PLACE = "place"
    CLAUSE = "clause"
    TIME = "time"


CAN_BE_TAKEN_BACK = (Refusing.CONTRAST, Refusing.CHOICE, Refusing.DISLIKE, Refusing.FEAR)


def any_of(*choices: str) -> str:
    """The source that matches any of some sources, the first of them that fits."""
    return f"(?:{'|'.join(choices)})"


QUITE = (
    "(?: (?:really|very|that|all|too|so|at|particularly|exactly|much|even|actually|ever|quite"
    "|especially|always|overly)){0,2}"
)
DO_NOT = any_of("dont", "doesnt", "didnt", "wouldnt", "(?:do|does|did|would) not")
IS_NOT = any_of("isnt", "arent", "wasnt", "aint", "(?:is|are|was) not")
WHOSE = any_of("my", "his", "her", "our", "their", "mums", "dads", "nans")
WHOM = any_of(
    "me|him|her|us|them|everyone",
    "(?:my )?(?:mum|dad|nan|gran|mother|father|husband|wife|son|daughter|boy|girl|lad|brother"
    "|sister)",
)
# Before "not": then somebody tells of themselves, or asks.
TELLS = (
    "(?: (?:im|i am|hes|he is|shes|she is|we are|were|youre|theyre|they are|am|was|be|been|is|are"
    "|can|could|do|does|did|will|would|should|shall|may|might|must|have|has|had|ive|id|why|if|or"
    "|whether|often than|theres|there is|there are)| (?:is|are) (?:there|it|this|that|they|he"
    "|she))$"
)
# Before other words that refuse, which then do not: "don't forget bingo", "isn't afraid of dogs".
TAKEN_BACK = (
    "(?: (?:dont|doesnt|didnt|wont|will not|would not|not|never|isnt|arent|wasnt|wouldnt"
    "|couldnt|cant|shouldnt|hardly)"
    "(?: (?:really|actually|that|at all|even|say|ever|to|be|get|gets|getting|got|been))?)$"
    "| (?:am|is|are) (?:i|we|he|she|they)$"
    "| used to$| (?:people|those|folk|men|women|girls|boys|kids|children|adults) (?:who|that)$"
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
# "He was refused asylum", "we got turned down for a flat": others refused it.
PASSIVES = ("refused", "declined", "rejected", "turned", "vetoed", "excluded")
DONE_TO_WHOM = " (?:was|were|been|being|got|gets|getting|is|are)(?: (?:just|also|always|wrongly))?$"
# But not where it tells of the thing that is wanted.
TELLS_OF_IT = "(?: (?:that|which|it|they|these|those|just|so) (?:is|are|was|be|would))$"
# What is wanted more than what stands behind "than".
WANTED_MORE = " (?:rather|sooner|prefers?|preferred)(?: [^ ,]+){1,8}$"
# Of many things one: "any sport but football".
OF_MANY = (
    " (?:any|every|all|some other|any other)(?: the)?(?: (?!(?:day|days|time|times|mornings?"
    "|afternoons?|evenings?)(?: |$))[^ ,]+){1,2}$"
)
BUT = ("but", "bar")
# "No" refuses at the beginning and beside something that is wanted ("tea but no bingo"), and
# elsewhere but behind these, where it tells of somebody: "I have no garden".
BESIDE = (
    "(?:^$| (?:,|but|just|and|though|only|definitely|absolutely|strictly|please|pls|plz|yes|so|or)$"
    "| (?:as|where|if|provided|providing|with|and|but|somewhere|anywhere|must|should)"
    " (?:theres|there is|there are|be|they have|it has)$"
    "| (?:that|which) (?:has|have|is)$| there (?:must|should|would|to) be$"
    "| (?:want|wants|prefer|prefers|like|having|ideally|preferably|hopefully|nor|with)$"
    "| (?:long as|where|if|provided|with)$"
    "| (?:doctors?|dr|gp|physio|nurse|consultant|surgeon|he|she|mum|dad|nan|wife|husband)"
    " (?:says?|said)$)"
)
HAS_NONE = (
    "(?: (?:have|has|had|having|got|get|gets|getting|theres|is|are|was|were|be|been|am|im|ive|weve"
    "|hes|shes|theyve|see|sees|know|knows|in|of|for|to|at|on|by|from|say|says|said)"
    "| there (?:is|are|was)| (?:is|are) there| how come| why)$"
)
OUTSIDE = "outside"
# "We live outside Grays" tells where somebody is, and refuses no place.
STANDS_THERE = (
    " (?:live|lives|living|lived|based|just|from|are|is|am|im|were|stay|stays|moved|move|flat|house"
    "|home|village|farm|street|right|be|stuck|out)$"
)
# "I can't do without bingo" asks for it.
GOES_WITHOUT = (
    " (?:do|does|did|go|goes|gone|going|be|been|being|live|lived|manage|left|lost|better|well|cope"
    "|survive|day|week|life|weekend|month)$"
)
FILLING = any_of(
    "a|an|the|any|another|more|all|that|those|these|other|some|too|very|so|overly|much|really"
    "|particularly|remotely|overtly",
    "kind|sort|lot|lots|load|loads|bunch|type|of|to|into|in|at|on|with|for|through|part",
    "be|being|sent|have|having|do|doing|go|going|come|coming|play|playing|join|joining",
    "anything|something|anywhere|somewhere|entertain|told|having|your",
    "based|involving|including|that involves?",
    "means|that means|which means|anything that|flipping|blooming|yet another",
    "by|from|over|via|as|around|near|inside|among|on top of|under|own|run by|held",
    "talk|talking|speak|work|get|end up|mix|deal",
    "attend|attending|take|taking|try|trying|use|using|visit|visiting|sit|sitting",
    "watch|watching|eat|eating|touch|set|foot|hear|hearing",
    "(?:him|her|them|me|us|mum|dad|nan) to|about",
    "offered|shown|suggested|given",
    "(?:asked|told|made|invited|dragged|pushed|sent) (?:to|into|along to)|(?:sit|go|come) and",
    "(?:people|those|anyone|folk) (?:with|who have|living with)|(?:some(?:body|one)|other peoples?)"
    " elses|other peoples|little|young|tiny",
    "(?:idea|thought|sound|look) of|(?:room(?: full)?|groups?|circles?|crowds?|pack|game) of",
    "full of",
    "surrounded by|local|weekly|regular",
    "mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|typical|stuffy",
    "big|large|noisy|loud|boring|silly|bloody|usual|same|endless|organised|heavy|hard|life",
)
FILLED = f"(?: {FILLING}{END})*"
# Of these, what is no part of a thing even of one of several words: `by phone`, `the gym`.
BARE = f"(?: (?:a|an|the|any|another|these|with|for|in|big|large|being|your){END})*"
# Between two things; behind the second sort the list must go on to its end with one of the first.
JOINED = (
    "(?:(?:(?: ,)? (?:or|nor|and))(?! (?:more|plenty|lots) )(?: (?:no|not|any|anything))?| no)"
    + END
)
LISTED = " ,(?! (?:so|but|instead)(?: |$))(?: (?:no|not|any))?" + END
# And so they are where the question began with these and says no more: "instead of bingo, yoga or
# pilates".
INSTEAD_OF = "^(?: (?:so|ok|okay|hi|hello|please|maybe))? (?:instead of|rather than|in place of)$"
CLOSED = "(?:$| ,$| (?:please|pls|plz|thanks|thank you|ta)(?: ,)?$)"
# What somebody is not, behind which a mark begins anew: "I'm not religious, choir or band".
OF_SOMEBODY = (
    *("religious", "churchy", "sporty", "arty", "crafty", "political", "outdoorsy", "musical"),
    *("churchgoer", "churchgoers", "joiner", "joiners", "creative", "artistic", "techy", "young"),
)
PLEASE = f"(?: (?:class|classes|groups?|clubs?|lessons?|sessions?))? (?:please|pls|plz){END}"
# Behind the last of several things: then those behind the first comma are what is wanted instead,
# "sick of bingo, pottery or sculpture would be nice".
WANTED_INSTEAD = (
    "(?: (?:class|classes|groups?|clubs?|lessons?|sessions?))?(?: ,)?"
    " (?:instead|would|could|might|maybe|perhaps|sounds?|wanted|needed|then|for a change"
    "|(?:is|are) (?:fine|ok|okay|good|great|lovely|more)|more (?:my|his|her|our|their)"
    "|(?:or )?(?:anything|something)(?! (?:else|different|new|other)(?: |$)))" + END
)
# Where a clause ends, so that "no" or "not" before it is about the thing and no more.
_CLOSING = (
    "but|just|please|pls|plz|thanks|thank|ta|so|because|cos|as|if|though|although|or|and|since",
    "for (?:me|him|her|us|them|mum|dad|nan)|at all|whatsoever|if possible|this time",
    (
        "again|tho|tbh|mind|everywhere|screaming|running around|involved|running about|barking"
        "|jumping(?: up)?|running round|screaming about|underfoot|on the loose"
        "|in tow|thrown in|blaring|playing|yapping|mixed in"
        "|in the background|for once|for a change"
    ),
    f"(?:what )?with {WHOSE} [^ ,]+|due to|on account of|about|present|in sight",
    (
        "i|im|id|ill|ive|we|well|he|hes|hell|she|shes|shell|they|theyll|only|instead|either|anything"
        "|something|being"
    ),
)
ENDS = f"(?:$| ,| (?:{'|'.join(_CLOSING)}){END})"
_BEHIND_IT = "for|near(?! (?:me|us|here|by)(?: |$))|in|at|on|there|around"
ENDS_LOOSELY = f"(?:$| ,| (?:{'|'.join(_CLOSING)}|{_BEHIND_IT}){END})"
# What somebody can no longer do is what they ask for: "a gardener please, gardening hurts my back".
CHORES = ("gardening", "garden", "the garden", "weeding", "mowing", "digging")
CANNOT_ANY_MORE = (
    " (?:hurts?|kills|knackers?|strains?|wrecks?|ruins?|aggravates?|irritates?|plays? havoc with"
    "|does in|drains?|gives?|brings? on|sets? off|makes?|beyond|past|too much|bad for|hard on"
    f"|murder|agony|wears|tires|exhausts?|defeats?){END}"
)
ASKS_FOR_HELP = (
    " (?:gardeners?|help (?:with|in)|hedges?|lawn|grass|mowed|mown|tidied|dug|weeded"
    f"|(?:someone|somebody|anyone|anybody|a man|a lad) (?:to|who|that)){END}"
)
# Before a thing that must be no part of anything: "nothing with karaoke in it".
PART_OF = frozenset(
    ("with", "involving", "involve", "involves", "including", "include", "includes")
)
# Before several things of which only the last is refused: "I like tea and bingo is not for me".
WANTED = (
    " (?:likes?|loves?|enjoys?|wants?|needs?|fanc(?:y|ies)|prefers?|into|for|with|some|do|does)"
    "(?: (?:the|a|an|some|my|his|her))?$"
)
# Before what refuses all of several things: "gardening and bowls are not for him".
OF_SEVERAL = (",", "are", "arent", "were", "werent", "dont", "do", "leave", "bore", "put", "give")
# A word that says of what sort the thing behind it is, and what may be refused with it.
SORT = (
    " (?!(?:a|an|the|my|his|her|our|your|their|this|that|to|in|on|at|of|for|with|and|or|but|no|not"
    "|i|he|she|it|we|they|me|him|us|them|you|one|men|women|people|mum|dad|nan|without|when|if"
    "|because|go|goes|miss|stop|forget|leave|lose|give|gave|is|are|was|be|do|does|so|just|only"
    "|want|need|like|love|please|maybe|perhaps)(?: |$))(?![^ ]*ing(?: |$))[^ ,]+(?= )"
)
OF_A_SORT = (Refusing.CHOICE, Refusing.DISLIKE, Refusing.RATHER, Refusing.NO)
# "Mum's" is hers, or mum is: never a thing that is refused.
SOMEBODY = frozenset(
    ("mums", "dads", "nans", "grans", "mans", "womans", "girls", "boys", "kids", "childs", "babys")
)
LONGEST = 3  # words of a thing
SEVERAL = 4  # things of which one thing is said behind them
LOOKED_BACK = 3  # words before one that refuses

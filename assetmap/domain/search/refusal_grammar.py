"""How English refuses a thing: "not a gym", "anything but bingo", "dancing is not my thing".

Sources of regular expressions that Python and a browser read alike, so that a phone reads with no
signal what the server reads. They are matched on folded words with a blank before each, a comma
standing for every mark that parts a sentence; each begins with a blank and ends before one.
"""

from enum import StrEnum

END = "(?= |$)"


class Refusing(StrEnum):
    """What kind of words refuse, which decides what they can refuse.

    `choice` turns down whatever can be listed; `dislike` what one does, not what one needs; `fear`
    what one may meet anywhere. `no`, `without` and `not` tell as often of what somebody lacks;
    `nothing` refuses only what a thing is like.
    """

    CHOICE = "choice"
    DISLIKE = "dislike"
    FEAR = "fear"
    NO = "no"
    WITHOUT = "without"
    NOT = "not"
    NOTHING = "nothing"


def _any(*choices: str) -> str:
    return f"(?:{'|'.join(choices)})"


_QUITE = (
    "(?: (?:really|very|that|all|too|so|at|particularly|exactly|much|even|actually|ever|quite"
    "|especially|always|overly)){0,2}"
)
_DO_NOT = _any("dont", "doesnt", "didnt", "wouldnt", "(?:do|does|did|would) not")
_IS_NOT = _any("isnt", "arent", "wasnt", "aint", "(?:is|are|was) not")
_ANYTHING = _any("(?:any|every|some)(?:thing|where|one)", "all", "any")
_CHOICE = _any(
    f"{_ANYTHING} (?:but|bar|besides)",
    "other than",
    "except(?: for)?",
    "(?:apart|aside) from",
    "instead of",
    "rather than",
    "excluding",
    f"(?:that|which) {_IS_NOT}",
    "thats not",
    "(?:as|so) long as (?:its not|it isnt|it is not|theyre not|they arent|they are not)",
    f"{_DO_NOT}{_QUITE} (?:want|fancy|need|wish)",
    "wont(?= (?:do|go|have|eat|touch|set|join|sit|use|try|come|attend|entertain|play|visit) )",
    "will not(?= (?:do|go|have|eat|touch|join|sit|use|try|attend|play|visit) )",
    "(?:refus|declin)(?:e|es|ed|ing)",
    "(?:dont|do not) (?:send|put|take|sign|point|offer|suggest|give|show|mention|say)"
    "(?: (?:me|us|him|her|them|mum|dad|nan)(?: to| in| up for| on)?)?",
    "minus|excl",
    "turn(?:s|ed|ing)? down",
    f"not{_QUITE} (?:after|wanting|looking for|interested in|bothered (?:about|with)"
    "|fussed (?:about|on)|up for|in the mood for)",
    f"{_IS_NOT}{_QUITE} (?:interested in|bothered (?:about|with)|fussed (?:about|on)|up for)",
    "no (?:interest in|wish to|desire to)",
    "(?:rather|sooner|prefer) not(?: to)?",
    "nothing (?:to do with|involving|with)",
)
_DISLIKE = _any(
    "hat(?:e|es|ed|ing)",
    "(?:detest|loath|dislik)(?:e|es|s|ed|ing)?",
    "wouldnt be seen dead(?: (?:at|in|doing|with))?",
    "(?:cant|cannot|can not|couldnt) (?:stand|bear|abide|stomach|tolerate|face|do with"
    "|be doing with|be bothered with|get on with|get into|cope with|handle|deal with)",
    f"{_DO_NOT}{_QUITE} (?:like|enjoy|care for|do|get on with|go in for)",
    "never (?:liked|enjoyed|cared for|got on with|took to|been into|been keen on)",
    f"(?:not|never|{_IS_NOT}){_QUITE} (?:into|keen on|fond of|mad (?:on|about)|big on"
    "|one for|(?:a|an)(?: (?:big|great|huge))? (?:fan|lover) of)",
    "(?:fed up|bored|tired|sick|sick and tired|weary|done) (?:of|with)",
    "had (?:enough of|it with|(?:my|his|her|our|their) fill of)",
    "gone(?: right)? off",
    "(?:put|turned) off by",
    "avoid(?:s|ing)?",
    "(?:steer|keep|stay)(?:s|ing)? (?:clear of|away from)",
    "allerg(?:ic|y|ies) to",
)
_FEAR = _any(
    "allerg(?:ic|y|ies) to",
    "(?:scared|afraid|frightened|terrified|petrified|nervous|wary|phobic|fear|phobia|anxious)"
    " (?:of|about|around|near|with)",
)
# "Not a gym" refuses; "I am not a swimmer" tells of somebody, and "is there not a choir" asks.
_NOT_A = "not(?= (?:a|an|another|any|the|in a|at a|in the|at the) )"

_NOT_SOMEBODY = (
    f"(?:not|{_IS_NOT}){_QUITE}(?= an?(?: [^ ]+){{1,2}} (?:person|type|fan|goer|lover)(?: |$))"
)

# In the order in which they are tried where several begin at one word.
TRIGGERS: tuple[tuple[Refusing, str], ...] = (
    (Refusing.FEAR, f" {_FEAR}{END}"),
    (Refusing.CHOICE, f" {_CHOICE}{END}"),
    (Refusing.DISLIKE, f" {_DISLIKE}{END}"),
    (Refusing.NOTHING, f" (?:nothing|non){END}"),
    (Refusing.DISLIKE, f" {_NOT_SOMEBODY}"),
    (Refusing.CHOICE, f" {_NOT_A}"),
    (Refusing.NOT, f" not{END}"),
    (Refusing.WITHOUT, f" without{END}"),
    (Refusing.NO, f" no{END}"),
)
# Behind the thing: "bowls is not her cup of tea", "bingo? no thanks".
_WHOSE = _any("my", "his", "her", "our", "their", "mums", "dads", "nans")
_WHOM = _any("me", "him", "her", "us", "them", "mum", "dad", "nan")
BEHIND = (
    f" {_IS_NOT}{_QUITE} (?:{_WHOSE} (?:thing|cup of tea|scene|bag|style|idea of fun"
    f"|(?:kind|sort) of thing)|for {_WHOM}){END}"
    f"| (?:bores?|puts?) {_WHOM}(?: off| to tears| silly| stiff)?{END}"
    f"|(?: ,)? no thank(?:s| you){END}"
)
# Before "not": then somebody tells of themselves, or asks.
TELLS = (
    "(?: (?:im|i am|hes|he is|shes|she is|we are|were|youre|theyre|they are|am|was|be|been|is|are"
    "|can|could|do|does|did|will|would|should|shall|may|might|must|have|has|had|ive|id|why|if|or"
    "|whether|often than)| (?:is|are) (?:there|it|this|that|they|he|she))$"
)
# But not where it tells of the thing that is wanted.
TELLS_OF_IT = "(?: (?:that|which|it|they|these|those|just|so) (?:is|are|was|be|would))$"
# "No" refuses at the beginning and beside something that is wanted ("tea but no bingo"), and
# elsewhere but behind these, where it tells of somebody: "I have no garden".
BESIDE = (
    "(?:^$| (?:,|but|just|and|though|only|definitely|absolutely|please|so|or)$"
    "| (?:as|where|if|provided|providing|with|and|but) (?:theres|there is|there are)$"
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
    "kind|sort|lot|lots|type|of|to|into|in|at|on|with|for|through|part",
    "be|being|have|having|do|doing|go|going|come|coming|play|playing|join|joining",
    "attend|attending|take|taking|try|trying|use|using|visit|visiting|sit|sitting",
    "watch|watching|eat|eating|touch|set|foot|hear|hearing",
    "big|large|noisy|loud|boring|silly|bloody|usual|same|endless|organised",
)
FILLED = f"(?: {FILLING}{END})*"
# Between two things; behind the second sort the list must go on to its end with one of the first.
JOINED = f"(?:(?: ,)? (?:or|nor|and))(?: (?:no|not|any|anything))?{END}"
LISTED = " ,(?: (?:no|not|any))?" + END
# Where a clause ends, so that "no" or "not" before it is about the thing and no more.
_CLOSING = (
    "but|just|please|pls|thanks|thank|so|because|cos|as|if|though|although|or|and|since",
    "i|im|id|ive|we|he|hes|she|shes|they|only|instead|either|anything|something",
)
ENDS = f"(?:$| ,| (?:{'|'.join(_CLOSING)}){END})"
ENDS_LOOSELY = f"(?:$| ,| (?:{'|'.join(_CLOSING)}|for|near|in|at|on){END})"
LONGEST = 3  # words of a thing
LOOKED_BACK = 3  # words before one that refuses

"""What a note about a need must not hold: the person it is about, and where and how to find them.

Rules of thumb, so that a slip of the pen is told at once; they cannot know every name. What they
let through, an editor takes out by hand.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assetmap.domain.place import parse_postcode
from assetmap.domain.text import fold

# Hardly ever another word: who writes one writes about somebody.
GIVEN_NAMES = frozenset(
    """
    aaron abdul abdullah abena abigail adam adebayo adeola adrian agata agnes agnieszka ahmed
    aisha akosua alan albert aleksandra alex alexander alexandru alfie alfred ali alice alisha
    alison amanda amelia amina aminata amy andrea andrew andy angela anita anjali ann anna anne
    annie anthony antonio arthur ashok asif audrey ayesha babatunde barbara barry bartosz beata
    beatrice ben benjamin bernard beryl betty bev beverley bilal billy bob bogdan brenda brian
    bridget bruce carl caroline catherine cecil chantelle charlie charlotte chidi chioma chloe
    chris christina christine christopher claire clare clive colin connor courtney craig cynthia
    daniel danielle danuta darren dave david dawid debbie deborah deepak denise dennis derek
    diana diane donald doreen doris dorota dorothy douglas duncan edith edna edward edwin eileen
    elaine eleanor elizabeth ellen ellie elsie elzbieta emeka emily emma eric ernest ethel
    eunice evelyn farah fatima femi fiona francis freda frederick funmilayo gareth gary gavin
    geoff geoffrey george georgina gerald gheorghe gillian gladys gordon graham greg gurpreet
    gwen halima hamza hannah harold harpreet harriet harry hassan helen henry herbert hilary
    hilda howard hugh hussein ian ibrahim ikram imran ioana irene irina isabella jacqueline
    jakub jamal james jamie jane janet janice jason jaspreet jayden jayne jean jeff jeffrey
    jennifer jeremy jessica jill jim jimmy jo joan joanna joanne joe john johnny jonathan joseph
    josephine josh joshua joyce judith julia julian julie kamal karen katarzyna kate kath
    katherine kathleen katie katy kayleigh keith kelly kenneth kevin khadija khalid kieran
    kimberley kofi krzysztof kwabena kwame laura lauren lawrence leonard leslie lewis liam
    lillian linda lisa liz lorraine louise lucy lukasz luke lynn maciej magdalena maggie malcolm
    malgorzata mandeep manpreet marcin marcus margaret maria marian marie marilyn marion
    marjorie martha martin mary matthew maureen maurice mavis megan melanie michael michelle
    mihai mike millie miriam mohamed mohammad mohammed monica monika muhammad muriel nadia nancy
    naomi nasreen natalie nathan navdeep neil ngozi niamh nicholas nicola nigel nisha nora norah
    norman oliver olivia olu oluwaseun oluwatobi olwen omar oscar pamela parveen patricia
    patrick paul paula pauline pawel peter phil philip phyllis piotr pradeep priya przemyslaw
    rachel rajesh ralph ravinder raymond rebecca reginald rhys richard rita robert roger ronald
    rukhsana ryan sally sam samantha samuel sandra sanjay sarah sean shabnam shanice sharon
    sheila shirley sidney simon siobhan sophie stanley stephanie stephen steve steven stuart
    sukhdev sunita surinder susan susie suzanne svetlana sylvia tariq temitope terence teresa
    thelma theresa thomas tim timothy tom tomasz tommy tony tracey trevor trish tunde tyrone
    vasile vera vernon veronica vincent walter wayne wendy wilfred william winifred wojciech
    yasmin yetunde yusuf yvonne zainab zoe zofia zoltan
    """.split()  # noqa: SIM905 - a list of quoted names is not easier to read
)

# Words too, so that only what stands before tells: `my son Mark`, and not `a mark on the wall`.
WORDS_AND_NAMES = frozenset(
    """
    amber bill crystal daisy dan dawn dean eve faith fern florence frank ginger grace guy hazel
    heather holly hope iris ivy jack jade jasmine joy kit lily mark matt max mercy miles mo
    myrtle nick olive opal pat pearl penny pip poppy prince ray rob robin rocky rose rosemary
    ruby russell rusty sandy scarlett sid sonny sue teddy trinity val victoria viola violet
    """.split()  # noqa: SIM905
)

# Surnames that are no trade, colour or place.
SURNAMES = frozenset(
    """
    adams adeyemi ahmed akhtar allen anderson begum bennett boateng campbell chowdhury clarke
    collins daniels davies davis edwards ellis evans fernandes gibson gonzalez graham griffiths
    gupta harris harrison henderson hopkins hughes hussain ionescu iqbal jackson jenkins johnson
    jones kaur kelly kennedy khan kowalska kowalski macdonald mahmood malik matthews mcdonald
    mensah miah mitchell morgan morris murphy murray nguyen nowak obrien oconnor okafor okonkwo
    oneill owusu patel perkins peters phillips popescu rahman reynolds richards richardson
    roberts robertson robinson rodrigues rogers sharma silva simmonds simpson singh smith
    stephens stevens stewart sullivan taylor thompson thomson uddin watkins watson williams
    wilson wisniewski
    """.split()  # noqa: SIM905
)


# Ms before a small letter is multiple sclerosis, a doctor's surgery is no Dr Surgery.
_TITLED = re.compile(
    r"\b(?i:mr|mrs|mx)\b"
    r"|\b(?:Ms|Miss)\b\.? +[A-Z]"
    r"|\b(?i:dr|sir|rev|reverend|fr|sgt|cllr|prof)\b\.? +(?!Appoint|Surger|Who\b)[A-Z][\w'’-]+"
)
_SAID = re.compile(
    r"\b(?:my|his|her|their|whose) names?(?: is|['’]s)\b|\b(?:he|she|they|who) (?:is|are) called\b"
    r"|\b(?:man|woman|lady|gentleman|girl|boy|client|patient|resident|neighbour)"
    r" (?:called|named)\b",
    re.IGNORECASE,
)
_KIN = (
    r"(?:son|daughter|child|wife|husband|partner|mum|mother|dad|father|nan|nana|gran|granny"
    r"|grandma|grandad|grandson|granddaughter|brother|sister|aunt|auntie|uncle|cousin|niece"
    r"|nephew|friend|neighbour|client|patient|resident|tenant|service user)"
)
_KIN_NAMED = re.compile(
    rf"\b(?i:my|his|her|their|our|your) (?:[a-z]+ ){{0,2}}(?i:{_KIN}) [A-Z][a-z]"
    r"|\b(?:client|patient|tenant|service user) [A-Z]"
)
_INITIAL = re.compile(r"(?<![.\w])[A-DF-MO-RT-VX-Z]\. ?[A-Z][a-z]{2}")  # N. Stifford is a place
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAINTS = frozenset(("st", "saint", "king", "queen", "prince", "princess"))
_PLACES = frozenset(
    """
    academy avenue church close court crescent drive estate gardens grove hospice hospital lane
    park road school street way
    """.split()  # noqa: SIM905
)
_WELL_KNOWN = re.compile(
    r"\b(?:alexander technique|andy['’]?s man club|harry potter|john lewis|marie curie|mary seacole"
    r"|sue ryder|thomas the tank|williams syndrome)\b",
    re.IGNORECASE,
)
_BEFORE_A_NAME = re.compile(rf"{_KIN}|called|named", re.IGNORECASE)
_FOR_SOMEBODY = frozenset(("for", "with", "about"))
_ON_SOMEBODY = frozenset(("", "in", "is", "needs", "to", "wants", "who"))


def names_somebody(text: str) -> bool:
    """Whether a title, a known name, or words that come before a name stand in a text."""
    text = _WELL_KNOWN.sub("", text)
    if any(rule.search(text) for rule in (_TITLED, _SAID, _KIN_NAMED, _INITIAL)):
        return True
    return any(_is_name(*words) for words in _threes(_WORD.findall(text)))


def _threes(words: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each word between the one before and the one after; empty where there is none."""
    return zip(("", *words), words, (*words[1:], ""), strict=False)


def _is_name(before: str, word: str, after: str) -> bool:
    name = fold(word.removesuffix("'s").removesuffix("’s"))
    if name in GIVEN_NAMES or name in SURNAMES:
        return fold(before) not in _SAINTS and fold(after) not in _PLACES
    if name not in WORDS_AND_NAMES:
        return False
    if _BEFORE_A_NAME.fullmatch(before):
        return True
    return before.lower() in _FOR_SOMEBODY and word.istitle() and after in _ON_SOMEBODY


_EMAIL = re.compile(
    r"\w@|(?:^|\s)@\w{3}|\w ?[([]at[)\]] ?\w|\bdot (?:com|org|net|co|uk)\b", re.IGNORECASE
)
_PART = r"[\s()./–-]{0,2}"  # between two figures of one number
_PHONE = re.compile(
    rf"(?<![\d£.])(?:\+|\(?0)(?:{_PART}\d){{8,}}"  # with its code
    r"|(?<![\d£.,])\d{6,}"  # of the town
    r"|(?<![\d£.,])\d{3} \d{3}(?:\d| \d{3})?(?!\d)"
    r"|(?<!\d)\d{3,5}[ .-]\d{3}[ .-]\d{3,4}(?!\d)"
)
_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_INSURANCE = re.compile(r"\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b", re.IGNORECASE)
_CASE = re.compile(
    r"\b(?:case|ref|reference|client|patient|id)\.? ?(?:no\.?|number|#)? ?:? ?\d{3,}", re.IGNORECASE
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_BORN = re.compile(
    r"\b(?:born (?:in|on|\d)|d\.?o\.?b\b|date of birth|birthday (?:is|was|on)\b)", re.IGNORECASE
)
_DAY = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(\d{4}|\d{2})\b"
    rf"|\b{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? ((?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)-\d\d-\d\d\b",
    re.IGNORECASE,
)
_ROAD = r"(?:road|rd|avenue|ave|lane|ln|crescent|terrace|grove|mews|close(?! (?:to|by|together)))"
_STREET = r"(?:Street|St|Drive|Way|Court|Gardens?|Place|Walk|Hill|Square|Green|Row|Rise|View|Park)"
_NOT_STREET = r"(?:at|by|for|from|in|of|old|olds|on|or|people|the|to|with|year|years)\b"
_ADDRESS = re.compile(
    rf"\b\d{{1,4}}[a-z]?,? (?:(?!{_NOT_STREET})[a-z'’-]+ ){{1,3}}{_ROAD}\b"
    rf"|\b\d{{1,4}}[a-z]?,? (?!(?-i:Hour|Mile|Minute|Year))(?-i:[A-Z][\w'’-]+ ){{1,3}}"
    rf"(?-i:{_STREET})\b"
    r"|\b(?:flat|apartment|caravan|bungalow) (?:no\.? ?|number )?\d+[a-z]?\b(?! bed)"
    r"|\b(?:at|of|in|from|lives?|living) (?:at )?(?:number|no\.?) ?\d{1,4}\b(?! bus| stop)"
    r"|\b(?:lives|living) (?:at|in) \d",
    re.IGNORECASE,
)

_WHOLE_EMAIL = re.compile(r"\S+@\S+")
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE)
_FIGURES = re.compile(r"\d{5,}")
_PERSONAL = (
    *(_WHOLE_EMAIL, _POSTCODE, _DAY, _NHS, _PHONE),
    *(_INSURANCE, _CASE, _ADDRESS, _FIGURES),
)

NAME = "This looks like a person’s name. Say what is missing, never who needs it."
PHONE = "This looks like a phone number. Leave it out: this list is about what is missing."
NHS = "This looks like an NHS number. Leave it out: nothing about a person is kept here."
INSURANCE = "This looks like a National Insurance number. Leave it out."
CASE = "This looks like a case number. Leave it out: nothing about a person is kept here."
EMAIL = "This looks like an email address. Leave it out: this list is about what is missing."
POSTCODE = "This is a whole postcode, which can point to one home. Its first part is enough."
BIRTH = "This looks like a date of birth. An age group is enough, such as “over 70”."
ADDRESS = "This looks like a house address. The town or village is enough."


def refusals(text: str, year: int) -> tuple[str, ...]:
    """Why a note cannot be kept, a sentence for each reason; none when it can.

    `year` is the one that it is: a day of it, or of a later one, is when something is to be.
    """
    return tuple(_reasons(text, year))


def without_personal(text: str, year: int) -> str:
    """The text without the numbers, addresses and postcodes of a person; empty when a name stands
    in it, or anything of that sort is left: of a name nobody can tell where it ends.
    """
    if names_somebody(text):
        return ""
    for rule in (
        _WHOLE_EMAIL,
        _POSTCODE,
        _DAY,
        _NHS,
        _PHONE,
        _INSURANCE,
        _CASE,
        _ADDRESS,
        _FIGURES,
    ):
        text = rule.sub(" ", text)
    return "" if refusals(text, year) else " ".join(text.split())


def _reasons(text: str, year: int) -> Iterator[str]:
    if _EMAIL.search(text):
        yield EMAIL
    if _has_postcode(text):
        yield POSTCODE
    if _BORN.search(text) or _has_past_day(text, year):
        yield BIRTH
    elif _NHS.search(text):
        yield NHS
    elif _PHONE.search(text):
        yield PHONE
    elif _CASE.search(text):
        yield CASE
    if _INSURANCE.search(text):
        yield INSURANCE
    if _ADDRESS.search(text):
        yield ADDRESS
    if names_somebody(text):
        yield NAME


def _has_past_day(text: str, year: int) -> bool:
    """Whether a whole date before this year is in a text; of two figures, any year may be past."""
    return any(
        len(written) == 2 or int(written) < year
        for found in _DAY.findall(text)
        for written in found
        if written
    )


def _has_postcode(text: str) -> bool:
    pieces = re.findall(r"[A-Za-z0-9]+", text)
    pairs = map("".join, pairwise(pieces))
    threes = map("".join, zip(pieces, pieces[1:], pieces[2:], strict=False))
    return any(parse_postcode(piece) is not None for piece in (*pieces, *pairs, *threes))

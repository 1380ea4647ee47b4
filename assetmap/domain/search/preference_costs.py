"""What a sentence says that something may cost, and how somebody can take part."""

import re
from datetime import date

from assetmap.domain.search.clock_words import HOURS
from assetmap.domain.search.preference import (
    Meaning,
    Meant,
    PreferenceKind,
    always,
    preference_rule,
)

_NO_MONEY = (
    r"(?<![\w-])(?:for free|free of charge|free)\b"
    r"(?! (?:time|from|range|up|school|spirit\w*|church|will|speech|milk|after|when|hand))(?!-)"
    r"|\b(?:for nothing|no charge|no money|costs? nothing|without paying)\b"
    r"|\bnot if (?:it|they|there'?s a) (?:costs?|charges?)(?: (?:money|anything|much))?\b"
    r"|\bnothing (?:that|which) (?:costs(?: money)?|charges)\b|\bnothing (?:you|i|we) (?:have|need)"
    r" to pay for\b|\b(?:not paying|won'?t pay|refuse to pay|(?:don'?t|doesn'?t) want to pay)"
    r"(?: for (?:it|this|anything)| anything)?(?=[ ,.?!]*(?:$|[,.?!]| (?:but|so|to|for)\b))"
)
_SKINT = (
    r"\b(?:skint|brassic|boracic|penniless)\b"
    r"|(?<='m )broke\b|(?<=am )broke\b|(?<='re )broke\b|(?<=so )broke\b|(?<=flat )broke\b"
    r"|(?<=bit )broke\b"
)
_NOT_MONEY = (
    r"(?:\b(?:i'?m|i am|we'?re|we are|he'?s|she'?s|is|are|be|am|are you|feel\w*|set|break|good|got"
    r"|get|gluten|dairy|nuts?|sugar|meat|lactose|drugs?|smoke|alcohol|pain|rent|debt|hands|stress"
    r"|carbon|germ|risk|cancer|step|barrier)[ -])$"
)
_LITTLE_MONEY = (
    r"\b(?:cheap(?:ly|er)?|inexpensive(?:ly)?|low[- ]cost|on a (?:tight )?budget"
    r"|not (?:got )?much money|(?:no|not|isn'?t)(?: too| very| that| so)? (?:dear|expensive|pricey)"
    r"|money(?:'?s| is) (?:a bit |very )?tight|(?:for )?a (?:couple of|few) (?:quid|pounds)"
    r"|can'?t afford (?:much|a lot|to pay(?! (?:the|my|our|his|her|for|rent|bills?)\b))"
    r")(?!\w)"
)
# A price that is small enough to be one: of larger sums people tell that they owe them.
_AT_MOST = (
    r"(?:(?:for )?(?:(?:no|not) more than|under|less than|up to|at most|max(?:imum)?(?: of)?|below"
    r"|only (?:got|have|pay))|for(?: just)?)"
)
_PRICE = (
    rf"\b{_AT_MOST} (?:£(?P<pounds>\d{{1,2}}(?:\.\d\d)?)(?![\d,.]\d|\d|k\b)|(?P<pence>\d{{1,2}})p\b"
    r"|(?P<slang>a fiver|a tenner|a quid|a pound)\b"
    rf"|(?P<number>\d{{1,2}}|{'|'.join(HOURS)}) (?:pounds|quid)\b)"
    r"|£(?P<or_less>\d{1,2}(?:\.\d\d)?) or (?:less|under)\b"
)
_OWED = (
    r"\b(?:ow(?:e|es|ed|ing)|debts?|fined?|bills?|rent|loans?|lend|borrow\w*|sav(?:e|ed|ing)|earn\w*"
    r"|paid|pension|income|wages?|live|living|left)(?: \w+){0,3} $"
)
SLANG = {"a fiver": 500, "a tenner": 1000, "a quid": 100, "a pound": 100}
_UP_TO_5, PRICES_TO = 500, 2000  # pence


def of_price(match: re.Match[str], _: date) -> Meant:
    """The most that it may cost. Up to five pounds is a value of the filter."""
    most = _pence(match)
    if most == _UP_TO_5:
        return Meaning(("upto5",), "Free or up to £5")
    if not 0 < most <= PRICES_TO:
        return None
    pounds, pence = divmod(most, 100)
    figure = f"£{pounds}.{pence:02}" if pence else f"£{pounds}"
    return Meaning((), f"Free or up to {figure}", most=most)


def _pence(match: re.Match[str]) -> int:
    if match["slang"]:
        return SLANG[match["slang"].casefold()]
    if match["pence"]:
        return int(match["pence"])
    number = (match["number"] or "").casefold()
    if number:
        return 100 * (HOURS.index(number) + 1 if number in HOURS else int(number))
    return round(100 * float(match["pounds"] or match["or_less"]))


_WHEELS = (
    r"\b(?:(?:in|uses?|with) an? )?wheel ?chairs?(?: (?:users?|accessible|access))?\b"
    r"(?! (?:basketball|rugby|tennis|racing|dancing|football|sports?|hire|loan|repairs?|service))"
)
_NOT_IN_IT = (
    r"\b(?:borrow\w*|hir(?:e|es|ing)|buy\w*|mend\w*|fix\w*|repair\w*|loan of|lend\w*|rent\w*"
    r"|pushing|need|needs|get|old|spare)(?: (?:a|an|my|his|her|the))?\W*$"
)
_NO_STEPS = (
    r"\bstep[- ]free\b|\bno (?:steps|stairs)\b|\bno good (?:with|on) (?:steps|stairs)\b"
    r"|\bcan'?t (?:manage|do|climb|get up)(?: the)? (?:steps|stairs)\b"
)
_AT_HOME = (
    r"\bhouse ?bound\b|\bcan(?:'?t|not) (?:get out|leave (?:the|my|her|his) house|go out)\b"
    r"(?! of (?!the house)| (?:of|from) (?:bed|debt))"
    r"(?: of the house)?(?: any ?more| much)?\b"
)

RULES = (
    preference_rule(PreferenceKind.COST, _NO_MONEY, always(("free",), "Free"), _NOT_MONEY),
    preference_rule(PreferenceKind.COST, _SKINT, always(("free",), "Free")),
    preference_rule(PreferenceKind.COST, _PRICE, of_price, _OWED),
    preference_rule(PreferenceKind.COST, _LITTLE_MONEY, always(("upto5",), "Free or up to £5")),
    preference_rule(
        PreferenceKind.ACCESS, _WHEELS, always(("step-free",), "Step-free"), _NOT_IN_IT
    ),
    preference_rule(PreferenceKind.ACCESS, _NO_STEPS, always(("step-free",), "Step-free")),
    preference_rule(
        PreferenceKind.ACCESS, r"\bhearing loop\b", always(("hearing-loop",), "Hearing loop")
    ),
    preference_rule(
        PreferenceKind.ACCESS,
        r"\b(?:bsl|sign language)\b(?! (?:class|classes|course|courses|lessons?|teacher))",
        always(("bsl",), "Sign language (BSL)"),
        r"\b(?:learn\w*|teach\w*|stud\w+|do|beginners?)(?: (?:some|in))?\W*$",
    ),
    preference_rule(
        PreferenceKind.ACCESS, _AT_HOME, always(("home-visit", "by-phone"), "At home or by phone")
    ),
)

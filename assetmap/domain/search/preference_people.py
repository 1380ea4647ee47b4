"""Who a sentence says it is for: somebody's kin, and their age."""

import re
from datetime import date

from assetmap.domain.search.preference import Meaning, Meant, PreferenceKind, preference_rule

_NUMBERS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
        range(1, 12),
        strict=True,
    )
)
DECADES = dict(
    zip(
        ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties"),
        range(20, 90, 10),
        strict=True,
    ),
    nineties=90,
)
_OLDEST = 110  # years
_NEAR_KIN = "mummy|mum|daddy|dad|nanna|nana|nan|grandma|granny|gran|grandad|grandpa"
_KINDRED = (
    f"{_NEAR_KIN}|grandmother|grandfather|mother|father|nanny|wife|missus|husband|hubby|partner"
    "|other half|girlfriend|boyfriend|granddaughter|grandson|stepdaughter|stepson|daughter|son|lad"
    "|brother|sister|nephew|niece|cousin|auntie|aunt|uncle|neighbour|neighbor|friend|mate|bloke|fella"
    "|old man|in-laws|parents"
)
_KIN = rf"(?:{_KINDRED})(?:[ -]in[ -]law)?"
# Who hurts somebody, or has died, is not whom it is for.
_NOT_FOR_THEM = (
    rf"(?!(?: (?:and|or) (?:my )?{_KIN}\b)?"
    r"(?: (?:who|just|recently|sadly|suddenly|has|had|have|is|are|\w+ly))*"
    r" (?:died|dead|dies|dying|passed|gone|left|walked out|hits?|hitting|beats?|beating|hurts?"
    r"|hurting|shouts?|shouting|threaten\w*|controls?|controlling|scares?|abus\w+|rapes?|raped"
    r"|punche[sd]|slaps?|forces|kicks?|strangle\w*|and (?:i|me)|tongue|day)\b)"
)
_FOR_KIN = (
    rf"\b(?:for )?(?:my|our) (?:poor |old |elderly |dear |lovely )?"
    rf"({_KIN}\b(?: (?:and|or) (?:my )?{_KIN}\b)?)(?:'?s\b)?{_NOT_FOR_THEM}"
    rf"|\bfor ({_NEAR_KIN})\b(?! (?:and|or|&))"
    rf"|^({_NEAR_KIN})\b(?:'s\b)?(?= |$)(?! (?:and|or|&)){_NOT_FOR_THEM}"
)
_MISSED = (
    r"\b(?:lost|los(?:e|ing)|miss\w*|buri\w+|since|death of|without|grie\w+(?: for)?|mourn\w*"
    r"|(?:scared|afraid|frightened) of|hit by|away from|escap\w+|fle\w+|leav\w+)"
    r"(?: (?:of|from|for|both))?\W*$"
)
_NOT_AN_AGE = (
    r"(?!\d|[.,:/%+]\d|[%:]| ?(?:st|nd|rd|th|stone|lbs?|kg|kilos?|foot|feet|ft|cm|inch\w*|miles?"
    r"|mins?|minutes?|hours?|hrs?|days?|weeks?|wks?|months?|mths?|pounds?|quid|pence|per ?cent|am"
    r"|pm|o'?clock|of|times?|kids|children|grand\w+)\b| in (?:a|\d)| years?(?! old| of age|-old)\b)"
)
_OLD = r"(?:[- ]?(?:years?|yrs?)[- ]?olds?\b| years of age\b)?"
_AFTER_KIN = "(?:" + "|".join(rf"(?<=\b{kin})" for kin in _KINDRED.split("|")) + ")"
_ABOUT = r"(?: (?:now|only|just|nearly|almost|about))?"
_IS = rf"(?:'s|s|,| is| was| will be| turns| turned| has turned){_ABOUT}"
_ENDS = r"(?=$|[.,;!?]| (?:and|but|so|who|with|years?|he|she)\b)"
_AGES = (
    r"\b(?:in|into) (?:his|her|my|their|our) (?:early |mid |late )*"
    rf"(?:([2-9]0)'?s|({'|'.join(DECADES)}))\b"
    r"|\b(?:i'?m|i am|he'?s|he is|she'?s|she is|(?:i|s?he)'?ll be|aged|age|turning|turned)"
    rf"{_ABOUT} (\d{{1,3}})\b{_NOT_AN_AGE}{_OLD}(?: (?:and|to) \d{{1,2}}\b)?"
    rf"|\b(\d{{1,3}})(?:[- ]?(?:years?|yrs?)[- ]?olds?| ?y/?o)\b"
    rf"|\b({'|'.join(_NUMBERS)})[- ]years?[- ]olds?\b"
    rf"|{_AFTER_KIN}{_IS} (?:(\d{{1,3}})\b{_NOT_AN_AGE}{_OLD}"
    rf"|({'|'.join(list(_NUMBERS)[1:])})\b{_ENDS})"
    r"|\bover[- ](\d\d)'?s\b|\bover the age of (\d\d)\b"
)


def aged(match: re.Match[str], _: date) -> Meant:
    """An age in years; of a decade its middle."""
    said = next(group for group in match.groups() if group).casefold()
    age = _NUMBERS.get(said) or DECADES.get(said) or int(said)
    if match[0].casefold().startswith(("in ", "into ")):
        age += 5
    return Meaning((str(age),), f"About age {age}") if age <= _OLDEST else None


def kin(match: re.Match[str], _: date) -> Meant:
    """Who it is for."""
    who = next(group for group in match.groups() if group).casefold()
    return Meaning((), f"For your {who}")


RULES = (
    preference_rule(PreferenceKind.AGE, _AGES, aged),
    preference_rule(PreferenceKind.KIN, _FOR_KIN, kin, _MISSED),
)

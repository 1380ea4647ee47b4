"""The forms on which anybody tells us something: what was typed, what is wrong in it, the pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.services.checks.reports import WORDS_LONGEST

LINKS_MOST = 2  # in what somebody writes: advertisers send more
REMOVAL_DAYS = 2  # working days until something is taken off; source: the product's rules
TRAP = "homepage"  # the box that only machines fill in; see components/form.html
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_REFERENCE = re.compile(r"[RS]-[2-9A-Z]{6}")


class Field(NamedTuple):
    """A box to type in: how much it takes, what is said when it is empty, whether it is prose."""

    longest: int
    asked: str = ""  # empty where it may be left empty
    prose: bool = False


REPORT_FIELDS = {
    "words": Field(WORDS_LONGEST, prose=True),
    "contact": Field(200, prose=True),
}
SUGGEST_FIELDS = {
    "name": Field(120, "Enter what it is called.", prose=True),
    "what": Field(500, prose=True),
    "where": Field(200, "Say where it is. A town or village is enough.", prose=True),
    "phone": Field(60),
    "email": Field(200),
    "website": Field(300),
    "words": Field(WORDS_LONGEST, prose=True),
    "contact": Field(200, prose=True),
}


@dataclass(frozen=True)
class ReportPage:
    """`/listing/<id>/wrong`: what is wrong with one listing."""

    title: str
    listing_name: str
    listing_url: str
    action: str
    troubles: tuple[tuple[str, str], ...]  # value and words of each
    typed: Mapping[str, str]
    problems: tuple[Problem, ...]
    token: str
    keep_months: int  # how long the words and the contact are kept once it is dealt with


@dataclass(frozen=True)
class SuggestPage:
    """`/suggest`: what the directory does not have."""

    title: str
    action: str
    typed: Mapping[str, str]
    problems: tuple[Problem, ...]
    token: str
    keep_months: int


@dataclass(frozen=True)
class ThanksPage:
    """What follows when somebody has told us something: the reference, and what happens next."""

    title: str
    reference: str  # empty when the address holds none
    reply_days: int  # working days, like the next
    removal_days: int
    onward_url: str
    onward: str  # the words of that link


def report_page(
    listing: PublicListing,
    borough: Borough,
    token: str,
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> ReportPage:
    """The form about one listing, empty or as it was sent."""
    return ReportPage(
        title="Tell us what is wrong",
        listing_name=listing.shown.name,
        listing_url=url_for("public.listing", listing_id=listing.id),
        action=url_for("telling.report", listing_id=listing.id),
        troubles=tuple((str(trouble), trouble.label) for trouble in Trouble),
        typed=typed or {},
        problems=problems,
        token=token,
        keep_months=borough.upkeep.report_months,
    )


def suggest_page(
    borough: Borough,
    token: str,
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> SuggestPage:
    """The form for what is missing, empty or as it was sent."""
    return SuggestPage(
        title="Tell us what is missing",
        action=url_for("telling.suggest"),
        typed=typed or {},
        problems=problems,
        token=token,
        keep_months=borough.upkeep.submission_months,
    )


def thanks_page(borough: Borough, reference: str, onward_url: str, onward: str) -> ThanksPage:
    """The thanks; an address that was made up says nothing of its own."""
    return ThanksPage(
        title="Thank you for telling us",
        reference=reference if _REFERENCE.fullmatch(reference) else "",
        reply_days=borough.statement.reply_days,
        removal_days=REMOVAL_DAYS,
        onward_url=onward_url,
        onward=onward,
    )


def typed_in(form: Mapping[str, str], *names: str) -> dict[str, str]:
    """What was typed into these fields, without what HTML cannot hold."""
    return {name: clean(form.get(name, "")) for name in names}


def report_problems(typed: Mapping[str, str]) -> tuple[Problem, ...]:
    """What stops a report from being sent; empty when nothing does."""
    chosen = typed["trouble"] in set(Trouble)
    unchosen = () if chosen else (Problem("trouble", "Choose what is wrong."),)
    return (*unchosen, *_field_problems(typed, REPORT_FIELDS))


def suggest_problems(typed: Mapping[str, str]) -> tuple[Problem, ...]:
    """What stops a suggestion from being sent; empty when nothing does."""
    return tuple(_field_problems(typed, SUGGEST_FIELDS))


def _field_problems(typed: Mapping[str, str], fields: Mapping[str, Field]) -> Iterator[Problem]:
    links = 0
    for name, field in fields.items():
        text = typed[name]
        if field.asked and not text:
            yield Problem(name, field.asked)
        if len(text) > field.longest:
            over = len(text) - field.longest
            fewer = f"Use {field.longest:,} characters or fewer"
            yield Problem(name, f"{fewer}: this is {over:,} too many.")
        links += len(_LINK.findall(text)) if field.prose else 0
    if links > LINKS_MOST:
        yield Problem("words", "Please say it without links. We cannot take so many.")

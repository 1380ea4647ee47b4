"""The form to join the time bank: what was typed, and what is wrong in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assetmap.domain.borough.borough import Borough
from assetmap.domain.email import is_email
from assetmap.domain.phone import phone_parts
from assetmap.domain.place import parse_postcode
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem

TRAP = "homepage"  # the box that only machines fill in; see components/form.html
PURPOSE = "time-bank-join"
TEXTS = {"name": 120, "phone": 60, "email": 200, "where": 120, "give": 500, "want": 500}
TICKS = ("old_enough", "agree")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_LIKE_POSTCODE = re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}")


@dataclass(frozen=True)
class JoiningPage:
    """`/time-bank/join`: the form, empty or as it was sent."""

    title: str
    typed: Mapping[str, str]
    problems: tuple[Problem, ...]
    token: str
    name: str
    youngest: int
    phone: str
    example: str  # a place, for the hint


def joining_page(
    borough: Borough,
    token: str,
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> JoiningPage:
    """The form of a borough's time bank."""
    return JoiningPage(
        title=f"Join {borough.time_bank_name}",
        typed=typed or {},
        problems=problems,
        token=token,
        name=borough.time_bank_name,
        youngest=borough.time_bank.youngest,
        phone=borough.time_bank.phone or borough.help.phone,
        example=borough.places[0].name if borough.places else borough.name,
    )


def typed_in(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed and ticked, without what HTML cannot hold."""
    return {name: clean(form.get(name, "")) for name in (*TEXTS, *TICKS)}


def joining_problems(typed: Mapping[str, str], youngest: int) -> tuple[Problem, ...]:
    """What stops the form from being sent; empty when nothing does."""
    return (*_needed(typed), *_unfit(typed), *_unticked(typed, youngest))


def _needed(typed: Mapping[str, str]) -> Iterator[Problem]:
    if not typed["name"]:
        yield Problem("name", "Enter your name.")
    if not typed["phone"] and not typed["email"]:
        yield Problem("phone", "Enter a phone number or an email address.")
    if not typed["where"]:
        yield Problem("where", "Enter your postcode, or the town or village that you live in.")


def _unfit(typed: Mapping[str, str]) -> Iterator[Problem]:
    if typed["phone"] and not any(part.tel for part in phone_parts(typed["phone"])):
        yield Problem("phone", "Enter a phone number that we can ring.")
    if typed["email"] and not is_email(typed["email"]):
        yield Problem("email", "Enter an email address, like name@example.org.")
    where = typed["where"]
    if _LIKE_POSTCODE.fullmatch(where) and parse_postcode(where) is None:
        yield Problem("where", "This is not a whole postcode. Look at it again.")
    for name, longest in TEXTS.items():
        if len(typed[name]) > longest:
            over = len(typed[name]) - longest
            yield Problem(name, f"Use {longest} characters or fewer: this is {over:,} too many.")
    for name in ("name", "where", "give", "want"):
        if _LINK.search(typed[name]):
            yield Problem(name, "Please say it without links.")


def _unticked(typed: Mapping[str, str], youngest: int) -> Iterator[Problem]:
    if typed["old_enough"] != "yes":
        yield Problem("old_enough", f"Tick that you are {youngest} or over.")
    if typed["agree"] != "yes":
        yield Problem("agree", "Tick that you agree, or ring us instead.")

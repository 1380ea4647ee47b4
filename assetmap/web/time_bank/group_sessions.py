"""`/work/time-bank/sessions/new`: a group session on one form, looked at once more, then saved."""

from dataclasses import dataclass
from secrets import token_hex

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.text import clean
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import BadTransfer, PlaceKind
from assetmap.domain.time_bank.session_reading import BadSession, minutes_by_member
from assetmap.domain.time_bank.slip_reading import Unread, day_in
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import groups
from assetmap.services.time_bank.group_sessions import (
    PLACES,
    CheckedSession,
    GroupSession,
    checked_session,
    enter_session,
)
from assetmap.web.formatting import counted, long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.switch import only_while_on

group_sessions = only_while_on(
    Blueprint("group_sessions", __name__, url_prefix="/work/time-bank/sessions")
)

_FIELDS = ("key", "group", "day", "category", "place", "way", "time", "members")
_LONGEST = 8_000
_GAVE, _RECEIVED = "gave", "received"
_WAYS = ((_GAVE, "Members gave time to the group"), (_RECEIVED, "The group gave time to members"))


@dataclass(frozen=True)
class SessionPage:
    """`/work/time-bank/sessions/new`: the form, with what was typed."""

    title: str
    typed: dict[str, str]
    groups: tuple[tuple[str, str], ...]
    categories: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SessionCheckPage:
    """The session once more, in words, before it is saved: who with how long, and the whole."""

    title: str
    typed: dict[str, str]
    facts: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str, str], ...]  # number, name, time
    total: str
    is_like_another: bool


@group_sessions.get("/new")
@needs(Action.RUN_TIME_BANK)
def form() -> str:
    """An empty form."""
    typed = dict.fromkeys(_FIELDS, "") | {"key": token_hex(16), "place": "public", "way": _GAVE}
    return _form(typed)


@group_sessions.post("/new")
@needs(Action.RUN_TIME_BANK)
def save() -> ResponseReturnValue:
    """Show the session once more; save it when it was looked at."""
    typed = {name: clean(request.form.get(name, ""))[:_LONGEST] for name in _FIELDS}
    session, problems = _read(typed)
    if session is None or request.form.get("do") == "change":
        return (_form(typed, *problems), 422) if problems else _form(typed)
    try:
        if request.form.get("do") != "save":
            checked = checked_session(context(), Actor(staff()), session)
            return render_template("time_bank/session_check.html", page=_check(typed, checked))
        minutes = enter_session(context(), Actor(staff()), session)
    except BadSession as error:
        return _form(typed, *(Problem("members", words) for words in error.messages)), 422
    flash(f"Saved: {counted(len(session.minutes), 'member')}, {in_words(minutes)} in all.")
    return redirect(url_for("group_sessions.form"), 303)


def _read(typed: dict[str, str]) -> tuple[GroupSession | None, tuple[Problem, ...]]:
    """What the form says, or what is wrong with it."""
    problems: list[Problem] = []
    minutes, day = {}, context().clock.today()
    if typed["group"] not in dict(_groups()):
        problems.append(Problem("group", "Choose the group."))
    try:
        day = day_in(typed["day"], day)
    except Unread as error:
        problems.append(Problem("day", str(error)))
    if typed["category"] not in dict(_categories()):
        problems.append(Problem("category", "Choose what it was."))
    if typed["place"] not in map(str, PLACES):
        problems.append(Problem("place", "Choose where it was."))
    try:
        minutes = minutes_by_member(typed["members"], typed["time"])
    except BadSession as error:
        problems += [Problem("members", words) for words in error.messages]
    except BadTransfer as error:
        problems.append(Problem("time", str(error)))
    if problems:
        return None, tuple(problems)
    place, received = PlaceKind(typed["place"]), typed["way"] == _RECEIVED
    key = typed["key"][:32] or token_hex(16)
    return GroupSession(key, typed["group"], minutes, day, typed["category"], place, received), ()


def _form(typed: dict[str, str], *problems: Problem) -> str:
    page = SessionPage(
        "Enter a group session",
        typed,
        (("", "Choose the group"), *_groups()),
        (("", "Choose what it was"), *_categories()),
        tuple((str(each), each.label) for each in PLACES),
        _WAYS,
        problems,
    )
    return render_template("time_bank/session_new.html", page=page)


def _groups() -> tuple[tuple[str, str], ...]:
    found = groups(context(), Actor(staff()))
    return tuple((each.id, f"{each.id} {each.name}") for each in found if not each.closed_on)


def _categories() -> tuple[tuple[str, str], ...]:
    return tuple((each.slug, each.label) for each in context().borough.words.categories)


def _check(typed: dict[str, str], checked: CheckedSession) -> SessionCheckPage:
    session = checked.session
    facts = (
        ("Group", f"{checked.group.id} {checked.group.name}"),
        ("Day", long_date(session.on)),
        ("What", context().borough.words.category[session.category].label),
        ("Where", session.place.label),
        ("Which way", dict(_WAYS)[_RECEIVED if session.members_receive else _GAVE]),
    )
    people = tuple((each.id, each.title, in_words(minutes)) for each, minutes in checked.people)
    total = f"{counted(len(people), 'member')}, {in_words(session.total)} in all"
    return SessionCheckPage("Is this right?", typed, facts, people, total, checked.is_like_another)

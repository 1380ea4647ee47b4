import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Checked, Contact, Listing, Status
from assetmap.domain.people.people import NotAllowed
from assetmap.mail_server import MailServer
from assetmap.services.checks.organiser_links import link_of, mark_done, open_link
from assetmap.services.checks.organiser_requests import (
    NoAddress,
    OrganiserRequest,
    ask_again,
    ask_now,
    grouped,
    to_ask,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.proposals import propose
from assetmap.services.mail.mail_queue import address_of
from assetmap.storage.store import NotFound
from assetmap.storage.tables import LINKS
from tests.conftest import ContextMaker
from tests.services.colleagues import MANAGER, VOLUNTEER, by
from tests.services.organisers import (
    LATE,
    LONG_AGO,
    PASSED,
    PAT,
    SOON,
    a_link,
    another_day,
    checked_on,
    due_listing,
    letters,
)


def asked_about(context: Context) -> list[tuple[str, list[str]]]:
    """Whom the day's work would ask about what."""
    every = [record.listing for record in context.store.all()]
    return [(each.to, [listing.id for listing in each.listings]) for each in to_ask(context, every)]


@pytest.mark.parametrize(
    ("private", "public", "address"),
    [
        (PAT, Contact(email="all@example.org"), "pat@example.org"),
        (Contact(), Contact(email=" all@example.org "), "all@example.org"),
        (Contact(phone="01632 960001"), Contact(), ""),
        (Contact(email="see our website"), Contact(), ""),
        (Contact(email="a@example.org\nBcc: b@example.org"), Contact(), ""),
    ],
)
def test_address_is_the_private_one_or_else_the_public_one(
    private: Contact, public: Contact, address: str
) -> None:
    assert address_of(due_listing(public=public), private) == address


def test_listings_are_grouped_by_address_whatever_its_case() -> None:
    one, two, other = due_listing("one"), due_listing("two"), due_listing("other")
    private = {
        "one": Contact(email="Pat@Example.org"),
        "two": Contact(email="pat@example.org"),
        "other": Contact(email="kim@example.org"),
    }
    assert grouped((one, two, other), private) == (
        OrganiserRequest("Pat@Example.org", (one, two)),
        OrganiserRequest("kim@example.org", (other,)),
    )


@pytest.mark.parametrize(
    ("on", "is_asked"),
    [(date(2026, 3, 3), False), (SOON, True), (PASSED, True), (LATE, True), (LONG_AGO, False)],
)
def test_organisers_are_asked_from_a_month_before_until_the_listing_is_hidden(
    make_context: ContextMaker, on: date, is_asked: bool
) -> None:
    context = make_context(due_listing(on=on))
    assert asked_about(context) == ([("pat@example.org", ["knit-club"])] if is_asked else [])


def test_organiser_is_asked_about_all_of_theirs_that_are_due(make_context: ContextMaker) -> None:
    kim = Contact(email="kim@example.org")
    context = make_context(
        due_listing("a-soon", SOON),
        due_listing("b-late", LATE),
        due_listing("c-fresh", date(2026, 3, 3)),
        due_listing("d-kims", SOON, private=kim),
        due_listing("e-no-address", SOON, private=Contact(phone="01632 960555")),
        due_listing("f-draft", SOON, status=Status.DRAFT),
    )
    assert asked_about(context) == [
        ("pat@example.org", ["a-soon", "b-late"]),
        ("kim@example.org", ["d-kims"]),
    ]


def test_listing_that_nobody_checked_is_asked_about(make_context: ContextMaker) -> None:
    context = make_context(due_listing(checked=Checked()))
    assert asked_about(context) == [("pat@example.org", ["knit-club"])]


def test_organiser_who_was_asked_is_asked_again_on_the_next_rung_only(
    make_context: ContextMaker,
) -> None:
    context = make_context(due_listing(on=SOON))  # due on 20 March, overdue on 19 April
    asked = {}
    for today in ("2026-03-16", "2026-03-19", "2026-03-20", "2026-04-18", "2026-04-19"):
        later = another_day(context, today)
        asked[today] = bool(asked_about(later))
        a_link(later, "knit-club")
        later.close()
    assert asked == {
        "2026-03-16": True,
        "2026-03-19": False,
        "2026-03-20": True,
        "2026-04-18": False,
        "2026-04-19": True,
    }


def test_organiser_who_has_sent_a_change_is_left_alone(make_context: ContextMaker) -> None:
    context = make_context(due_listing("one"), due_listing("two"))
    opened = open_link(context, a_link(context, "one"))
    propose(context, Actor(opened.person, "link"), "one", {"cost": "£3"})
    propose(context, by(VOLUNTEER), "two", {"cost": "£3"})
    later = another_day(context, "2026-03-20")
    assert asked_about(later) == [("pat@example.org", ["two"])]
    later.close()


def test_invented_listings_are_kept_off_a_real_mail_server(make_context: ContextMaker) -> None:
    context = make_context(due_listing(source="sample"))
    assert asked_about(context) != []
    context.config = replace(context.config, mail=MailServer("127.0.0.1"))
    assert asked_about(context) == []


def test_asking_now_writes_one_letter_about_all_that_are_not_fresh(
    make_context: ContextMaker,
) -> None:
    fresh = due_listing("a-fresh", date(2026, 3, 3))
    context = make_context(fresh, due_listing("b-soon", SOON), due_listing("c-old", LONG_AGO))
    assert ask_now(context, by(VOLUNTEER), "a-fresh") == 3
    assert ask_now(context, by(VOLUNTEER), "a-fresh") == 0
    [letter] = letters(context)
    assert letter.to == "pat@example.org"
    assert letter.subject == "Please check your 3 listings now"
    assert "“Not confirmed since March 2025 – please ring first”" in letter.text
    [link] = context.store.find(LINKS)
    assert link.listing_ids == ("a-fresh", "b-soon", "c-old")
    whats = [
        (each.entry.happening.by, each.entry.happening.what)
        for each in context.store.audited(subject="listing:c-old")
    ]
    assert whats == [("vera", "asked the organiser")]


@pytest.mark.parametrize(
    ("changes", "quoted"),
    [
        ({"on": LATE}, ["Not confirmed since August – please ring first"]),
        ({"on": LONG_AGO}, ["Not confirmed since March 2025 – please ring first"]),
        (
            {"on": LATE, "public": Contact(email="club@example.org")},
            ["Not confirmed since August – please get in touch first"],
        ),
        ({"on": SOON}, []),
    ],
)
def test_letter_quotes_the_page_word_for_word(
    make_context: ContextMaker, changes: dict[str, Any], quoted: list[str]
) -> None:
    context = make_context(due_listing(**changes))
    ask_now(context, by(VOLUNTEER), "knit-club")
    [letter] = letters(context)
    assert re.findall("The page now says: “(.+)”", letter.text) == quoted


def test_letter_says_what_is_listed_and_where_the_link_leads(make_context: ContextMaker) -> None:
    context = make_context(due_listing())
    ask_now(context, by(VOLUNTEER), "knit-club")
    [letter] = letters(context)
    token = letter.text.partition("/organiser/")[2].split()[0]
    assert [listing.id for listing in open_link(context, token).listings] == ["knit-club"]
    assert f"http://127.0.0.1:8000/organiser/{token}" in letter.html
    assert "Last checked: 20 September 2025" in letter.text
    assert "until 15 April 2026" in letter.text
    assert letter.subject == "Is this still correct? Knit-Club"


def test_asking_now_is_for_those_who_may_confirm(make_context: ContextMaker) -> None:
    context = make_context(due_listing())
    with pytest.raises(NotAllowed):
        ask_now(context, by(MANAGER), "knit-club")
    assert (letters(context), context.store.find(LINKS)) == ([], [])


@pytest.mark.parametrize(
    ("changes", "listing_id", "error"),
    [
        ({"private": Contact()}, "knit-club", NoAddress),
        ({"status": Status.ARCHIVED}, "knit-club", NotPossible),
        ({}, "nothing", NotFound),
    ],
)
def test_asking_now_is_refused_where_nobody_can_be_asked(
    make_context: ContextMaker, changes: dict[str, Any], listing_id: str, error: type[Exception]
) -> None:
    context = make_context(due_listing(**changes), due_listing("other"))
    with pytest.raises(error):
        ask_now(context, by(VOLUNTEER), listing_id)
    assert (letters(context), context.store.find(LINKS)) == ([], [])


def test_new_link_goes_to_the_address_that_we_have_once_a_day(make_context: ContextMaker) -> None:
    context = make_context(due_listing("one"), due_listing("two"))
    link = link_of(context, a_link(context, "one", "two"))
    with context.store.transaction() as uow:
        mark_done(context, uow, link.id, "one")
    assert ask_again(context, link_of(context, a_link(context, "one"))) is True
    old = context.store.get(LINKS, link.id)
    assert ask_again(context, old) is True
    assert ask_again(context, old) is False
    assert [letter.to for letter in letters(context)] == ["pat@example.org"] * 2
    assert [each.listing_ids for each in context.store.find(LINKS)[2:]] == [("one",), ("two",)]


def gone(listing: Listing) -> Listing:
    return replace(listing, status=Status.ARCHIVED)


def test_no_new_link_is_sent_for_what_is_no_longer_listed(make_context: ContextMaker) -> None:
    context = make_context(gone(due_listing()))
    with pytest.raises(NoAddress):
        ask_again(context, link_of(context, a_link(context, "knit-club")))
    assert letters(context) == []


def test_doubt_after_the_letter_has_the_organiser_asked_again(make_context: ContextMaker) -> None:
    fresh = date(2026, 3, 3)
    reported = checked_on(fresh, reported=(date(2026, 3, 15),))
    context = make_context(due_listing(checked=reported))
    assert asked_about(context) == [("pat@example.org", ["knit-club"])]

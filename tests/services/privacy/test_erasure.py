"""Erasing a person: no file holds them any more, the history stays, and the audit is whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.checks.report import Report, Trouble
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Contact, Precision, Status, Where
from assetmap.domain.listings.proposal import FieldChange, Proposal, ProposalState
from assetmap.domain.listings.suggestion import StaffNote, Suggestion
from assetmap.domain.mail_queue import QueuedEmail
from assetmap.domain.people.identity import LinkedIdentity
from assetmap.domain.people.people import (
    COMMAND_LINE,
    Account,
    NotAllowed,
    Person,
    RememberedBrowser,
    Role,
    SignIn,
)
from assetmap.domain.place import Point
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.domain.privacy.data_subject import SubjectNotFound
from assetmap.domain.search.query import Search
from assetmap.mail.message import Message
from assetmap.mail.transport import open_transport
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.services.context import Context
from assetmap.services.listing_repository import (
    Actor,
    load_for_update,
    new_id,
    revisions_of,
    save_change,
)
from assetmap.services.privacy.audit import prove
from assetmap.services.privacy.erasure import Erased, erase
from assetmap.services.privacy.personal_data import Mention, held_about
from assetmap.services.privacy.personal_export import export_person
from assetmap.services.search.finding import answer
from assetmap.storage.store import NotFound
from assetmap.storage.tables import (
    ACCOUNTS,
    CHECKS,
    EMAILS,
    IDENTITIES,
    PEOPLE,
    PROPOSALS,
    REMEMBERED_BROWSERS,
    REPORTS,
    SIGN_INS,
    STAFF_NOTES,
    SUGGESTIONS,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing

HOME = Point(51.46789, 0.36501)
BY = Actor(COMMAND_LINE, "command line")
NAME, PHONE, EMAIL = "Zelda Quackenbush", "01632 960666", "zelda@quackenbush.example"
ADDRESSES = (EMAIL, EMAIL.upper(), PHONE, "01632960666", "+44 1632 960666")
CARD = Contact(PHONE, EMAIL, "https://knit.example.org", NAME)
NOBODY = Contact(website="https://knit.example.org")
ZELDA = Person("p-zelda", NAME, EMAIL, (Role.VOLUNTEER,), ("Tilbury",))


def change(context: Context, listing_id: str, **changes: object) -> None:
    """Change a listing as the program does, with its history."""
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        after = replace(before.listing, **changes)  # type: ignore[arg-type]
        save_change(context, uow, BY, before, after, "changed")


def keep(context: Context, **kept: object) -> None:
    tables = {
        each.name: each
        for each in (
            *(ACCOUNTS, CHECKS, EMAILS, PEOPLE, PROPOSALS, REPORTS, SIGN_INS, STAFF_NOTES),
            *(IDENTITIES, REMEMBERED_BROWSERS, SUGGESTIONS),
        )
    }
    with context.store.transaction() as uow:
        for name, each in kept.items():
            uow.save(tables[name], each)  # type: ignore[arg-type]


def files(home: Path) -> Iterator[Path]:
    """Every file of the data directory; the postcodes in the cache are not ours."""
    for path in home.iterdir():
        if path.name != "cache":
            yield from (each for each in (path, *path.rglob("*")) if each.is_file())


def holding(context: Context, *values: str) -> set[tuple[str, str]]:
    """Which files hold which of some values, in any case of their letters."""
    return {
        (path.name, value)
        for path in files(context.config.home)
        for value in values
        if value.lower().encode() in path.read_bytes().lower()
    }


def numbers(erased: Erased) -> dict[str, int]:
    names = ("staff", "listings", "revisions", "proposals", "reports", "suggestions", "letters")
    return {name: getattr(erased, name) for name in (*names, "files") if getattr(erased, name)}


def a_letter(to: str, text: str = "Hello") -> QueuedEmail:
    at = datetime(2026, 3, 16, 9, tzinfo=UTC)
    return QueuedEmail(new_id(), to, "Is it still right?", text, f"<p>{text}", "asked", at, at)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """A context with a listing that Zelda ran for a while, and another that she did not."""
    context = make_context(a_listing("knit"), a_listing("other", private=Contact("01632 960111")))
    change(context, "knit", public=CARD)
    change(context, "knit", private=CARD, description="Bring wool.")
    return context


def test_nothing_of_a_contact_is_left_in_any_file(context: Context) -> None:
    assert holding(context, EMAIL, PHONE, NAME)
    erased = erase(context, BY, EMAIL)
    assert erased.is_scrubbed
    assert numbers(erased) == {"listings": 1, "revisions": 2}
    assert holding(context, EMAIL, "quackenbush", "960666", NAME) == set()


def test_files_of_the_index_keep_no_word_that_was_edited_out(context: Context) -> None:
    """Deleted documents stay in a segment's file until it is merged with another."""
    with context.unit_of_work() as uow:
        for number in range(60):
            uow.save_listing(a_listing(f"filler-{number}", description="Zygomorphic " * 400))
    change(context, "other", description="Ask for Quackenbush.")
    change(context, "other", description="Ask for us.")
    erase(context, BY, EMAIL)
    index = [path for path in context.config.index.rglob("*") if path.is_file()]
    assert index
    assert [path for path in index if b"quackenbush" in path.read_bytes()] == []
    assert context.indexer.compare().agrees


def test_index_is_rid_of_what_an_earlier_change_left_in_it(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of hers is on a listing any more, so that the erasing itself puts none."""
    change(context, "other", description=f"Write to {EMAIL}.")

    def refuse(documents: object, removed: object = ()) -> None:
        raise IndexUnwritable("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(context.index, "apply", refuse)
        for listing_id, changes in (
            ("other", {"description": "Ask for us."}),
            ("knit", {"public": NOBODY, "private": Contact()}),
        ):
            change(context, listing_id, **changes)
    hers = Search(words="quackenbush", exact=True)
    assert [hit.listing.shown.id for hit in answer(context, hers).hits] == ["other"]
    generation = context.store.version()
    erased = erase(context, BY, EMAIL)
    assert (numbers(erased), erased.is_scrubbed) == ({"listings": 1, "revisions": 3}, True)
    assert context.store.version() == generation  # no listing was put
    assert answer(context, hers).hits == ()
    assert context.indexer.compare().agrees


@pytest.mark.parametrize("address", ADDRESSES)
def test_contact_is_erased_now_and_in_every_revision(context: Context, address: str) -> None:
    count = len(revisions_of(context, "knit"))
    others = load_for_update(context, "other")
    erase(context, BY, address)
    listing = load_for_update(context, "knit").listing
    assert (listing.public, listing.private) == (NOBODY, Contact())
    assert [each.listing.public for each in revisions_of(context, "knit")] == [
        Contact(phone="01632 960001"),
        NOBODY,
        NOBODY,
    ]
    assert len(revisions_of(context, "knit")) == count == 3
    assert revisions_of(context, "knit")[-1].listing == replace(listing, private=Contact())
    assert context.directory_cache.current().listings["knit"].public == NOBODY
    assert load_for_update(context, "other").listing == others.listing


def test_audit_is_whole_and_tells_what_was_erased(context: Context) -> None:
    before = [each.entry for each in context.store.audited()]
    erase(context, BY, EMAIL)
    after = list(context.store.audited())
    assert [each.entry for each in after[:-1]] == before
    assert prove(context).broken is None
    now = context.clock.now()
    said = AuditEvent(now, "command-line", "erased", "listing:knit", "command line")
    assert after[-1].entry.happening == said
    names = ("contact_name", "phone", "email", "private_name", "private_phone", "private_email")
    names = (*names, "private_website")
    assert after[-1].values == tuple(AuditValue(name) for name in names)
    left = {value.field: value.after for each in after for value in each.values if value.after}
    assert left["website"] == "https://knit.example.org"
    assert set(names).isdisjoint(left)


def test_new_contact_after_hers_stays(context: Context) -> None:
    change(context, "knit", public=Contact("01632 960222"), private=Contact())
    erased = erase(context, BY, EMAIL)
    assert erased.revisions == 2
    assert load_for_update(context, "knit").listing.public == Contact("01632 960222")
    assert holding(context, EMAIL, "960666", NAME) == set()


def test_erasing_again_finds_nothing_and_writes_nothing(context: Context) -> None:
    erase(context, BY, EMAIL)
    count = len(list(context.store.audited()))
    again = erase(context, BY, EMAIL)
    assert (numbers(again), again.audit_values) == ({}, 0)
    assert len(list(context.store.audited())) == count
    assert held_about(context, BY, EMAIL).is_empty


def test_proposals_lose_her_and_one_that_waits_for_nothing_else_is_closed(
    context: Context,
) -> None:
    now = context.clock.now()
    hers = (FieldChange("private_email", "", EMAIL),)
    waiting = Proposal("w", "knit", "p-1", now, 1, private_changes=hers)
    name = FieldChange("name", "Knit Club", "Purl Club")
    both = Proposal("b", "knit", "p-1", now, 1, (name,), hers, note=f"{EMAIL} rang")
    decided = replace(both, id="d", state=ProposalState.APPROVED)
    other = Proposal("o", "other", "p-1", now, 1, (name,))
    for each in (waiting, both, decided, other):
        keep(context, proposals=each)
    erased = erase(context, BY, EMAIL)
    assert erased.proposals == 3
    words = "What it was about was erased, so there is nothing left to decide."
    closed = replace(waiting, private_changes=(), state=ProposalState.CLOSED, words=words)
    blank = (FieldChange("private_email", "", ""),)
    assert context.store.find(PROPOSALS) == [
        replace(closed, decided_by="command-line", decided_at=now),
        replace(both, private_changes=(), note="[erased] rang"),
        replace(decided, private_changes=blank, note="[erased] rang"),
        other,
    ]
    assert holding(context, EMAIL) == set()


def test_what_residents_told_loses_her(context: Context) -> None:
    now = context.clock.now()
    hers = Report("R-1", "knit", Trouble.OTHER, now, f"Write to {EMAIL}.", contact=f"me, {EMAIL}")
    other = replace(hers, id="R-2", words="It is full.", contact="joan@example.org")
    said = Suggestion("S-1", "other", now, "Try it", EMAIL)
    keep(context, reports=hers, suggestions=said)
    keep(context, reports=other)
    assert numbers(erase(context, BY, EMAIL))["reports"] == 1
    assert context.store.find(REPORTS) == [
        replace(hers, words="Write to [erased].", contact=""),
        other,
    ]
    assert context.store.find(SUGGESTIONS) == [replace(said, contact="")]
    assert holding(context, EMAIL) == set()


def test_letters_to_her_and_about_her_are_gone_from_queue_and_outbox(context: Context) -> None:
    hers, about = a_letter(EMAIL), a_letter("cvs@example.org", f"Her number is {PHONE}")
    other = a_letter("joan@example.org", "Zeldä says hello " + "and more " * 30)
    post = open_transport(context.config)
    for letter in (hers, about, other):
        keep(context, letters=letter)
        message = Message(letter.id, letter.to, letter.subject, letter.text, letter.html)
        post.send(message, context.clock.now())
    found = numbers(erase(context, BY, EMAIL))
    assert found == {"listings": 1, "revisions": 2, "letters": 1, "files": 1}
    assert context.store.find(EMAILS) == [about, other]
    assert numbers(erase(context, BY, PHONE)) == {"letters": 1, "files": 1}
    assert context.store.find(EMAILS) == [other]
    assert [path.name for path in context.config.outbox.iterdir()] == [
        f"2026-03-16-090000.{other.id}.eml"
    ]
    assert holding(context, EMAIL, "960666") == set()


def test_member_of_staff_becomes_somebody_who_has_left(context: Context) -> None:
    now = context.clock.now()
    keep(context, people=ZELDA, accounts=Account("p-zelda", "mark", "hash"))
    keep(context, sign_ins=SignIn("s", "p-zelda", now, now, "Firefox"))
    keep(context, remembered_browsers=RememberedBrowser("b", "p-zelda", "x", now, now, now))
    keep(context, identities=LinkedIdentity("i", "p-zelda", "https://x.example.org", "s", now))
    keep(context, people=Person("p-joan", "Joan", "joan@example.org", (Role.EDITOR,)))
    check = Check("c", "other", now, "p-zelda", Method.PHONED, Outcome.ALL_CORRECT)
    keep(context, checks=check)
    with context.store.transaction() as uow:
        values = (AuditValue("name", "", NAME, "s1"), AuditValue("roles", "", "volunteer", "s2"))
        uow.audit(AuditEvent(now, "command-line", "invited", "person:p-zelda"), values)
        uow.audit(AuditEvent(now, "p-zelda", "signed in", "person:p-zelda"))
    assert numbers(erase(context, BY, EMAIL))["staff"] == 1
    assert context.store.get(PEOPLE, "p-zelda") == Person("p-zelda", active=False)
    assert context.store.get(PEOPLE, "p-joan").name == "Joan"
    with pytest.raises(NotFound):
        context.store.get(ACCOUNTS, "p-zelda")
    assert context.store.find(SIGN_INS) == []
    assert context.store.find(REMEMBERED_BROWSERS) == []
    assert context.store.find(IDENTITIES) == []
    assert context.store.find(CHECKS) == [check]  # that p-zelda checked it stays
    invited = next(x for x in context.store.audited() if x.entry.happening.what == "invited")
    assert invited.values == (AuditValue("name"), AuditValue("roles", "", "volunteer", "s2"))
    assert prove(context).broken is None
    assert holding(context, EMAIL, NAME) == set()


def test_free_texts_are_listed_and_left(context: Context) -> None:
    now = context.clock.now()
    change(context, "other", description=f"Ask for {NAME} or write to {EMAIL}.")
    change(context, "knit", first_visit="Zelda will meet you; zeldan@quackenbush.example too.")
    keep(context, staff_notes=StaffNote("n", "other", "p-1", now, f"Ring {PHONE} after six"))
    check = Check("c", "other", now, "p-1", Method.PHONED, Outcome.ALL_CORRECT, note=f"{NAME} said")
    keep(context, checks=check)
    description = Mention("More about it", "other", f"Ask for {NAME} or write to {EMAIL}.")
    note = Mention("Note of a check", "other", f"{NAME} said")
    assert erase(context, BY, EMAIL).mentions == (description, note)
    assert load_for_update(context, "other").listing.description == description.words
    assert context.store.find(CHECKS) == [check]
    assert erase(context, BY, PHONE).mentions == (
        Mention("Staff note", "other", f"Ring {PHONE} after six"),
    )


def test_old_texts_lose_the_address_once_the_text_was_edited(context: Context) -> None:
    change(context, "other", description=f"Write to {EMAIL.upper()} first.")
    erase(context, BY, EMAIL)
    assert holding(context, EMAIL)
    change(context, "other", description="Write to us first.")
    erased = erase(context, BY, EMAIL)
    assert (erased.mentions, erased.revisions) == ((), 1)
    assert [each.listing.description for each in revisions_of(context, "other")] == [
        "Bring your wool. Beginners are shown how.",
        "Write to [erased] first.",
        "Write to us first.",
    ]
    assert prove(context).broken is None
    assert holding(context, EMAIL) == set()


def test_address_of_somebody_else_is_not_hers(context: Context) -> None:
    longer = Contact(email=f"griz{EMAIL}", phone=PHONE + "7")
    change(context, "other", public=longer, private=Contact(email=EMAIL + ".uk"))
    before = load_for_update(context, "other").listing
    erase(context, BY, EMAIL)
    erase(context, BY, PHONE)
    assert load_for_update(context, "other").listing == before


def test_draft_and_archived_listings_are_erased_too(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("draft", private=CARD, status=Status.DRAFT),
        a_listing("gone", public=CARD, status=Status.ARCHIVED),
    )
    assert erase(context, BY, PHONE).listings == 2
    assert holding(context, EMAIL, "960666", NAME) == set()


def test_another_process_that_reads_does_not_keep_it(
    context: Context, make_context: ContextMaker
) -> None:
    other = make_context()
    assert other.directory_cache.current().listings["knit"].public == CARD
    erase(context, BY, EMAIL)
    assert other.directory_cache.current().listings["knit"].public == NOBODY
    assert holding(context, EMAIL) == set()


def test_erasing_is_for_administrators_and_not_for_oneself(context: Context) -> None:
    keep(context, people=ZELDA)
    for role in set(Role) - {Role.ADMIN}:
        with pytest.raises(NotAllowed):
            erase(context, Actor(Person("p-1", roles=(role,))), EMAIL)
    with pytest.raises(NotPossible):
        erase(context, Actor(replace(ZELDA, roles=(Role.ADMIN,))), EMAIL)
    assert context.store.get(PEOPLE, "p-zelda") == ZELDA
    for nobody in ("", "Zelda", "12345", "zelda 01632 960666"):
        with pytest.raises(SubjectNotFound):
            erase(context, BY, nobody)
    assert holding(context, EMAIL)


def test_home_and_consent_of_a_contact_are_erased_and_listed_before(
    make_context: ContextMaker,
) -> None:
    where = Where(
        Precision.AREA, "MARK House", "9 MARK Row", "Tilbury", "RM18 9ZZ", HOME, "Thurrock"
    )
    private = Contact("", EMAIL, "https://mark.example.org", "Zelda")
    context = make_context(
        a_listing("fixit", where=where, private=private, consent="Zelda MARK said yes")
    )
    change(context, "fixit", summary="Mends things.")
    told = str(export_person(context, BY, EMAIL)["listings"])
    marks = ("MARK House", "9 MARK Row", "RM18 9ZZ", "mark.example.org", "MARK said")
    assert [mark for mark in marks if mark not in told] == []
    erase(context, BY, EMAIL)
    listing = load_for_update(context, "fixit").listing
    assert listing.where == Where(Precision.AREA, area_served="Thurrock")
    assert (listing.private, listing.consent) == (Contact(), "")
    context.store.close()
    assert holding(context, *marks, "51.4678") == set()


def test_home_of_another_stays_where_the_contact_has_changed(make_context: ContextMaker) -> None:
    where = Where(Precision.AREA, address="9 MARK Row", area_served="Thurrock")
    context = make_context(a_listing("fixit", where=where, public=Contact(email=EMAIL)))
    change(context, "fixit", public=Contact(email="new@example.org"))
    erase(context, BY, EMAIL)
    assert load_for_update(context, "fixit").listing.where == where


def test_name_in_what_a_resident_told_is_listed_to_be_looked_at(context: Context) -> None:
    at = context.clock.now()
    keep(context, reports=Report("r", "knit", Trouble.OTHER, at, "Zelda Quackenbush left"))
    mentions = erase(context, BY, EMAIL).mentions
    assert ("Report of a problem", "knit", "Zelda Quackenbush left") in [
        (each.where, each.listing_id, each.words) for each in mentions
    ]

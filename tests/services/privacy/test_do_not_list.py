"""Those who asked not to be listed: who is known again, at adding and at import."""

import hashlib
import hmac
from dataclasses import replace

import pytest

from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import Contact, Listing, Status
from assetmap.domain.people.people import COMMAND_LINE, NotAllowed, Person, Role
from assetmap.domain.privacy.do_not_list import DoNotList, contact_marks
from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.incoming import Refused
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.report import ImportReport
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.archiving import archive
from assetmap.services.privacy.do_not_list import NothingToKnowBy, add, entries, refused, remove
from assetmap.storage.store import NotFound
from assetmap.storage.tables import DO_NOT_LIST
from tests.conftest import KEY, ContextMaker
from tests.factories import a_listing

BY = Actor(COMMAND_LINE, "command line")
CARD = Contact("01632 960666", "zelda@quackenbush.example", "https://www.sparkle.example/")
ASKED = a_listing("sparkle", name="Sparkle Cleaning", public=CARD, private=Contact("01632 960777"))
OTHER = a_listing("other", name="Other", public=Contact())


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """A context whose one listing was archived because its owner asked."""
    context = make_context(ASKED)
    archive(context, BY, "sparkle", ArchiveReason.OWNER_ASKED)
    return context


def test_archiving_because_the_owner_asked_registers_them(context: Context) -> None:
    (entry,) = entries(context)
    assert (entry.name, entry.by, entry.at) == (
        *("sparkle cleaning", "command-line"),
        context.clock.now(),
    )
    assert entry.marks == contact_marks((CARD, Contact("01632 960777")), KEY.encode())
    assert "960666" not in repr(entry)


@pytest.mark.parametrize(
    "listing",
    [
        replace(OTHER, name="SPARKLE  cleaning!"),
        replace(OTHER, also_known_as=("Sparkle Cleaning",)),
        replace(OTHER, public=Contact("+44 (0)1632 960666")),
        replace(OTHER, public=Contact("01632 960001 / 1632 960666 (Zelda, after 6pm)")),
        replace(OTHER, public=Contact(email=" Zelda@Quackenbush.example")),
        replace(OTHER, public=Contact(website="http://sparkle.example")),
        replace(OTHER, private=Contact("01632960666")),
        replace(OTHER, public=Contact("01632 960777")),
    ],
)
def test_name_or_any_contact_is_known_again(context: Context, listing: Listing) -> None:
    assert refused(context, listing) == entries(context)[0]


@pytest.mark.parametrize(
    ("figures", "phone"),
    [
        ("0163296066107700900661", "01632 960661 / 07700 900661"),
        ("1632960667", "01632 960667"),
        ("0163296066823", "01632 960668 ext 23"),
    ],
)
def test_an_entry_that_took_the_whole_text_as_one_number_still_holds(
    context: Context, figures: str, phone: str
) -> None:
    mark = hmac.new(KEY.encode(), figures.encode(), hashlib.sha256).hexdigest()
    entry = DoNotList("old", "", (mark,), context.clock.now(), "p-1")
    with context.unit_of_work() as uow:
        uow.save(DO_NOT_LIST, entry)
    assert refused(context, replace(OTHER, public=Contact(phone))) == entry
    assert refused(context, replace(OTHER, public=Contact("01632 960669"))) is None


@pytest.mark.parametrize(
    "listing",
    [
        OTHER,
        replace(OTHER, name=""),
        replace(OTHER, name="Sparkle Cleaning Two"),
        replace(OTHER, public=Contact("01632 960667", "zelda@example.org")),
    ],
)
def test_others_are_not_taken_for_them(context: Context, listing: Listing) -> None:
    assert refused(context, listing) is None


def test_entry_without_a_name_does_not_refuse_the_nameless(make_context: ContextMaker) -> None:
    context = make_context()
    entry = add(context, BY, "", CARD)
    assert refused(context, replace(OTHER, name="")) is None
    assert refused(context, replace(OTHER, name="", private=CARD)) == entry


def test_added_by_hand_and_removed_again(make_context: ContextMaker) -> None:
    context = make_context()
    entry = add(context, BY, "Sparkle Cleaning", Contact())
    assert (refused(context, ASKED), entries(context)) == (entry, [entry])
    remove(context, BY, entry.id)
    assert (refused(context, ASKED), entries(context)) == (None, [])
    told = [each.entry.happening for each in context.store.audited()]
    assert [(each.what, each.subject) for each in told] == [
        ("put on the do-not-list", f"do-not-list:{entry.id}"),
        ("taken off the do-not-list", f"do-not-list:{entry.id}"),
    ]
    with pytest.raises(NotFound):
        remove(context, BY, entry.id)


def test_register_is_for_editors_and_removal_for_administrators(make_context: ContextMaker) -> None:
    context = make_context()
    entry = add(context, Actor(Person("e", roles=(Role.EDITOR,))), "Sparkle", Contact())
    with pytest.raises(NotAllowed):
        remove(context, Actor(Person("e", roles=(Role.EDITOR,))), entry.id)
    with pytest.raises(NotAllowed):
        add(context, Actor(Person("v", roles=(Role.VOLUNTEER,))), "Sparkle", Contact())
    for nothing in ("", "  ", "!?"):
        with pytest.raises(NothingToKnowBy):
            add(context, BY, nothing, Contact(name="Zelda", phone="none"))
    assert entries(context) == [entry]


def imported(context: Context, *rows: str, dry_run: bool = False) -> ImportReport:
    text = "\n".join(["name,phone,postcode", *rows])
    batch = read_csv(text.encode(), context.borough.words)
    return import_file(context, batch, ImportOptions("file", publish=True, dry_run=dry_run))


@pytest.mark.parametrize("dry_run", [True, False])
def test_import_refuses_them_and_takes_the_others(context: Context, dry_run: bool) -> None:
    rows = ("Sparkle cleaning,,RM18 7TB", "Cleaning,01632 960777,RM18 7TB", "Chess,1,RM18 7TB")
    report = imported(context, *rows, dry_run=dry_run)
    assert report.refused == [
        Refused(2, "Sparkle cleaning", "asked not to be listed"),
        Refused(3, "Cleaning", "asked not to be listed"),
    ]
    assert report.new == 1
    assert context.store.sources().get("file", 0) == (0 if dry_run else 1)


def test_import_of_a_listing_that_is_listed_still_updates_it(make_context: ContextMaker) -> None:
    context = make_context()
    imported(context, "Chess,01632 960001,RM18 7TB")
    (listing,) = context.directory_cache.current().listings.values()
    add(context, BY, "Chess", Contact())
    assert imported(context, "Chess,01632 960002,RM18 7TB").changed == 1
    archive(context, BY, listing.id, ArchiveReason.OWNER_ASKED)
    report = imported(context, "Chess,01632 960003,RM18 7TB")
    assert [each.reason for each in report.refused] == ["asked not to be listed"]
    kept = load_for_update(context, listing.id).listing
    assert (kept.status, kept.public.phone) == (Status.ARCHIVED, "01632 960002")

"""What is asked of some kinds only, in files of others."""

import csv
import io
from datetime import date

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.fields import FIELDS, fields_of
from assetmap.domain.listings.fields_kinds import FOR_KINDS
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Value
from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.incoming import Incoming

OF_KINDS = {
    "needs": ("A driver; a piano", ("A driver", "a piano")),
    "needs_until": ("31/07/2026", "2026-07-31"),
    "with_group": ("Riverside Hub", "Riverside Hub"),
    "training": ("One morning", "One morning"),
    "checks_needed": ("A basic DBS check", "A basic DBS check"),
    "expenses": ("Bus fares", "Bus fares"),
    "closes_on": ("31 July 2026", "2026-07-31"),
    "exchange": ("Happy to teach; older", ("teach", "older")),
    "availability": ("Two places", "Two places"),
    "direct_payments": ("Yes", "yes"),
    "rooms": ("River room; Quiet room", ("River room", "Quiet room")),
    "opens_on": ("2026-09-07", "2026-09-07"),
    "capacity": ("Up to 1,120 people", "1120"),
    "facilities": ("Stage, kitchen.", ("Stage", "kitchen")),
    "free_hours": ("Sundays", "Sundays"),
    "transfer": ("Not open to being taken on", "no"),
    "run_by": ("Ategi", "Ategi"),
    "former_names": ("The Coalition", ("The Coalition",)),
    "regulator": ("Care Quality Commission", "Care Quality Commission"),
    "register_url": ("https://www.cqc.org.uk/location/1",) * 2,
}  # fmt: skip


def read(words: Vocabulary, *rows: dict[str, str]) -> list[Incoming]:
    """The rows of a file that somebody else keeps, each in Tilbury."""
    file = io.StringIO()
    headings = list(dict.fromkeys(name for row in rows for name in row))
    table = csv.DictWriter(file, ["name", "postcode", *headings])
    table.writeheader()
    for n, row in enumerate(rows):
        table.writerow({"name": f"Knit Club {n}", "postcode": "RM18 7TB", **row})
    batch = read_csv(file.getvalue().encode(), words)
    assert batch.refused == ()
    return list(batch.rows)


def kept(listing: Listing) -> dict[str, Value]:
    said = fields_of(listing)
    return {field.name: said[field.name] for field in FOR_KINDS if said[field.name]}


def asked_of(kind: Kind) -> set[str]:
    return {field.name for field in FOR_KINDS if not field.kinds or kind in field.kinds}


def test_each_kind_takes_what_is_asked_of_it_and_names_the_rest(words: Vocabulary) -> None:
    every = {name: text for name, (text, _) in OF_KINDS.items() if name in FIELDS}
    rows = read(words, *({"kind": kind, **every} for kind in Kind))
    assert set(OF_KINDS) == {field.name for field in FOR_KINDS}
    for kind, row in zip(Kind, rows, strict=True):
        asked = asked_of(kind)
        assert kept(row.listing) == {name: OF_KINDS[name][1] for name in asked}
        left_out = set(OF_KINDS) - asked - {"run_by", "facilities"}
        assert sum("is not asked of this kind" in note for note in row.notes) == len(left_out)


def test_who_runs_it_and_what_is_there_end_the_description_of_other_kinds(
    words: Vocabulary,
) -> None:
    said = {"Managed by": "Active Dock", "Amenities": "Kitchen, garden."}
    group, service, space = read(
        words, *({"kind": kind, **said} for kind in ("group", "service", "space"))
    )
    sentences = "Facilities: Kitchen, garden.\n\nRun by: Active Dock."
    assert (group.listing.description, kept(group.listing)) == (sentences, {})
    assert kept(service.listing) == {"run_by": "Active Dock"}
    assert kept(space.listing) == {"facilities": ("Kitchen", "garden")}


def test_long_words_about_what_is_there_stay_whole(words: Vocabulary) -> None:
    prose = "A pool of 25 metres with a viewing gallery, café and a gym that is open to members"
    (space,) = read(words, {"kind": "space", "facilities": prose})
    assert kept(space.listing) == {"facilities": (prose,)}


def test_needs_of_a_list_that_does_not_know_our_kinds_are_not_what_it_is_short_of(
    words: Vocabulary,
) -> None:
    (club,) = read(words, {"needs": "Autism, ADHD"})
    assert kept(club.listing) == {}
    assert any("“they also need”" in note for note in club.notes)


def test_what_cannot_be_read_is_left_out_and_told(words: Vocabulary) -> None:
    (space,) = read(words, {"kind": "space", "capacity": "a few", "transfer": "perhaps"})
    assert kept(space.listing) == {}
    assert len([note for note in space.notes if "left out" in note.lower()]) == 2
    (role,) = read(words, {"kind": "volunteering-role", "closes_on": "soon", "training": "None"})
    assert (kept(role.listing), role.listing.closes_on) == ({}, None)
    (hub,) = read(words, {"kind": "hub", "opens_on": "7.9.2026"})
    assert hub.listing.opens_on == date(2026, 9, 7)

"""The gap log keeps what is missing and where, with a role; never who, nor what points to them."""

from datetime import date

import pytest

from assetmap.domain.handouts.sheet import UnmetNeed
from assetmap.domain.people.people import NotAllowed, Person
from assetmap.domain.privacy.pii_filter import NAME, NHS, PHONE, POSTCODE
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.handouts.unmet_needs import (
    BadGap,
    Counts,
    GapFilter,
    add_gap,
    counts,
    gaps,
    gaps_csv,
    remove_gap,
)
from assetmap.services.privacy.retention import apply_retention
from assetmap.storage.store import NotFound
from assetmap.storage.tables import UNMET_NEEDS
from tests.conftest import ContextMaker
from tests.services.colleagues import (
    ADMIN,
    BROKER,
    COORDINATOR,
    EDITOR,
    HUB_TEAM,
    LEAVER,
    MANAGER,
    VOLUNTEER,
    by,
)

WORDS = "men's cooking class evenings, Purfleet"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_note_keeps_need_area_words_role_and_day_alone(context: Context) -> None:
    kept = add_gap(context, by(COORDINATOR), "learn/skills", "tilbury", f"  {WORDS} ")
    assert context.store.find(UNMET_NEEDS) == [
        UnmetNeed(kept.id, "learn/skills", "Tilbury", WORDS, "coordinator", date(2026, 3, 16))
    ]
    assert list(context.store.audited()) == [], "the audit would tell whose visitor it was"


def test_place_in_the_words_stands_for_the_area(context: Context) -> None:
    assert add_gap(context, by(COORDINATOR), "other", "", WORDS).area == "Purfleet-on-Thames"
    assert add_gap(context, by(COORDINATOR), "other", "rm18", "a choir").area == "RM18"


@pytest.mark.parametrize(
    ("need", "area", "words", "problems"),
    [
        ("other", "Tilbury", "Mrs Bloggs wants a choir", [Problem("words", NAME)]),
        ("other", "Tilbury", "ring 01375 389893", [Problem("words", PHONE)]),
        ("other", "Tilbury", "943 476 5919", [Problem("words", NHS)]),
        ("other", "RM17 6SL", "a choir", [Problem("area", POSTCODE)]),
        ("other", "Mrs Bloggs", "a choir", [Problem("area", NAME)]),
        (
            *("other", "Nowhereville", "a choir"),
            [Problem("area", "We do not know this place. Enter a town, or just RM17.")],
        ),
        (
            *("frob", "", ""),
            [
                Problem("area", "Enter a town or village, or the first part of a postcode."),
                Problem("words", "Say in a few words what is missing."),
                Problem("need", "Choose what it is about, or “Something else”."),
            ],
        ),
        ("other", "Tilbury", "x" * 141, [Problem("words", "Keep it to 140 characters.")]),
    ],
)
def test_note_that_says_too_much_or_too_little_is_not_kept(
    context: Context, need: str, area: str, words: str, problems: list[Problem]
) -> None:
    with pytest.raises(BadGap) as refusal:
        add_gap(context, by(COORDINATOR), need, area, words)
    assert list(refusal.value.problems) == problems
    assert context.store.find(UNMET_NEEDS) == []


def test_notes_are_counted_and_narrowed(context: Context) -> None:
    for need, area in (("other", "Tilbury"), ("other", "Grays"), ("meet", "Tilbury")):
        add_gap(context, by(HUB_TEAM), need, area, "a choir")
    found = gaps(context, by(MANAGER), GapFilter())
    assert counts(found) == Counts(
        (("2026-03", 3),), (("Tilbury", 2), ("Grays", 1)), (("other", 2), ("meet", 1))
    )
    narrowed = gaps(context, by(MANAGER), GapFilter("2026-03", "Tilbury", "other"))
    assert [(gap.need, gap.area) for gap in narrowed] == [("other", "Tilbury")]
    assert gaps(context, by(MANAGER), GapFilter(month="2026-02")) == []


def test_csv_has_no_day_and_runs_no_formula(context: Context) -> None:
    add_gap(context, by(VOLUNTEER), "meet", "Tilbury", '=HYPERLINK("x")')
    lines = "".join(gaps_csv(context, gaps(context, by(ADMIN), GapFilter()))).splitlines()
    assert lines[0].lstrip("\ufeff") == "month,area,need,words,noted_by"
    assert lines[1] == '2026-03,Tilbury,Meet people,"\'=HYPERLINK(""x"")",volunteer'


def test_editor_takes_a_note_out_for_good(context: Context) -> None:
    kept = add_gap(context, by(VOLUNTEER), "other", "Tilbury", "a choir")
    remove_gap(context, by(EDITOR), kept.id)
    assert context.store.find(UNMET_NEEDS) == []
    (audited,) = context.store.audited()
    assert (audited.entry.happening.what, audited.values) == ("took out a gap", ())
    with pytest.raises(NotFound):
        remove_gap(context, by(EDITOR), kept.id)


def test_the_days_work_takes_notes_out_of_the_file_after_two_years(
    make_context: ContextMaker,
) -> None:
    words = "a choir in the evenings"
    days = ("2026-03-15", "2026-03-16", "2028-03-15", "2028-03-16")
    first, second, before, after = (make_context(today=day) for day in days)
    add_gap(first, by(VOLUNTEER), "other", "Tilbury", words)
    young = add_gap(second, by(VOLUNTEER), "other", "Tilbury", "bowls")
    assert [apply_retention(context)["notes of gaps"] for context in (before, after, after)] == [
        0,
        1,
        0,
    ]
    assert after.store.find(UNMET_NEEDS) == [young]
    for context in (first, second, before, after):
        context.store.close()  # the last one to let go writes everything into the file
    data = after.config.database.read_bytes()
    assert (words.encode() in data, b"bowls" in data) == (False, True)


@pytest.mark.parametrize("person", [MANAGER, LEAVER, Person("x")])
def test_who_only_reads_or_has_left_adds_nothing(context: Context, person: Person) -> None:
    with pytest.raises(NotAllowed):
        add_gap(context, by(person), "other", "Tilbury", "a choir")
    assert context.store.find(UNMET_NEEDS) == []


@pytest.mark.parametrize("person", [VOLUNTEER, HUB_TEAM, BROKER, LEAVER])
def test_who_only_adds_reads_nothing(context: Context, person: Person) -> None:
    with pytest.raises(NotAllowed):
        gaps(context, by(person), GapFilter())

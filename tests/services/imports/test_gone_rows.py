"""What a source's file has no more is named, and somebody is asked to ring."""

from assetmap.domain.checks.check import Method, Outcome
from assetmap.services.checks.checks import record_check
from assetmap.services.checks.work_queue import call_list, call_of
from assetmap.services.context import Context
from assetmap.services.imports.gone_rows import gone_from_source, note_gone
from assetmap.services.listings.archiving import archive
from assetmap.storage.tables import SOURCE_ROWS
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.imports.files import kept, take

BOTH = """name,postcode,checked_on
Quay Singers,RM17 6SL,2026-03-03
Marsh Walkers,RM17 6SL,2026-03-03
"""
ONE = "name,postcode,checked_on\nQuay Singers,RM17 6SL,2026-03-03\n"


def gone(context: Context, text: str, refused: tuple[str, ...] = ()) -> list[str]:
    report = take(context, text)
    return [each.name for each in note_gone(context, "s", report.seen, refused)]


def calls(context: Context) -> list[tuple[str, str]]:
    return [(due.listing.name, due.gone_from) for due in call_list(context, VOLUNTEER).left]


def test_listing_that_the_file_has_no_more_is_named_and_on_the_call_list(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    assert gone(context, BOTH) == []
    assert calls(context) == []
    assert gone(context, ONE) == ["Marsh Walkers"]
    assert calls(context) == [("Marsh Walkers", "s")]
    assert call_of(context, calls_id(context, "Marsh Walkers")).gone_from == "s"
    assert gone(context, ONE) == ["Marsh Walkers"]  # each time, while it is public


def calls_id(context: Context, name: str) -> str:
    return next(each.id for each in kept(context) if each.name == name)


def test_check_takes_it_off_the_list_again(make_context: ContextMaker) -> None:
    context = make_context()
    gone(context, BOTH)
    gone(context, ONE)
    listing_id = calls_id(context, "Marsh Walkers")
    record_check(context, by(VOLUNTEER), listing_id, Method.PHONED, Outcome.ALL_CORRECT)
    assert calls(context) == []
    assert call_of(context, listing_id).gone_from == ""


def test_row_that_comes_back_takes_it_off_the_list_again(make_context: ContextMaker) -> None:
    context = make_context()
    for text in (BOTH, ONE, BOTH):
        gone(context, text)
    assert (calls(context), gone_from_source(context)) == ([], {})


def test_what_is_not_public_and_what_was_refused_is_not_gone(make_context: ContextMaker) -> None:
    context = make_context()
    gone(context, BOTH)
    assert gone(context, ONE, ("marsh walkers",)) == []
    archive(context, by(EDITOR), calls_id(context, "Marsh Walkers"), "closed")
    assert gone(context, ONE) == []


def test_dry_run_names_them_and_notes_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    report = take(context, BOTH)
    report.seen.discard(calls_id(context, "Marsh Walkers"))
    found = note_gone(context, "s", report.seen, dry_run=True)
    assert ([each.name for each in found], calls(context)) == (["Marsh Walkers"], [])


def test_listing_of_before_rows_were_remembered_is_missed_as_well(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    gone(context, BOTH)
    with context.unit_of_work() as uow:
        uow.delete(SOURCE_ROWS, source="s")
    assert gone(context, ONE) == ["Marsh Walkers"]
    assert calls(context) == [("Marsh Walkers", "s")]


def test_other_sources_are_left_alone(make_context: ContextMaker) -> None:
    context = make_context()
    gone(context, BOTH)
    take(context, BOTH, source="other")
    assert gone(context, ONE) == ["Marsh Walkers"]
    assert [source for _, source in calls(context)] == ["s"]

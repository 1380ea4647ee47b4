"""Which listing a row is: no row overwrites another, and nothing comes in twice."""

from dataclasses import replace

import pytest

from assetmap.domain.listings.fields import FIELDS
from assetmap.services.context import Context
from assetmap.services.listings.listing_ids import own_key
from assetmap.storage.tables import SOURCE_ROWS
from tests.conftest import ContextMaker
from tests.services.imports.files import counts, kept, take

YOGA = """name,postcode,when,cost
Tide Yoga,RM17 6SL,Mon 10:00-11:00,£4
Tide Yoga,RM17 6SL,Thu 18:00-19:00,£5
"""


def sessions(context: Context) -> dict[str, str]:
    """The times of each listing, by its id."""
    return {each.id: "; ".join(FIELDS["when"].read(each)) for each in kept(context)}


@pytest.mark.parametrize(
    "names",
    [
        (
            "Thurrock Community Friends and Neighbours Network: Monday Walk",
            "Thurrock Community Friends and Neighbours Network: Friday Lunch",
        ),
        ("தமிழ் பள்ளி", "中文學校"),
        ("Клуб", "Клуб друзів"),
        ("!!!", "???"),
        ("Café Club", "Cafe Club 2"),
    ],
)
def test_names_are_told_apart_whole_and_in_any_script(
    make_context: ContextMaker, names: tuple[str, str]
) -> None:
    context = make_context()
    text = "name,postcode\n" + "".join(f"{name},RM17 6SL\n" for name in names)
    assert counts(take(context, text)) == (2, 0, 0, 0)
    assert counts(take(context, text)) == (0, 0, 2, 0)
    assert {each.name for each in kept(context)} == set(names)


def test_two_sessions_at_one_hall_are_two(make_context: ContextMaker) -> None:
    context = make_context()
    assert counts(take(context, YOGA)) == (2, 0, 0, 0)
    first = sessions(context)
    assert sorted(first.values()) == ["Mon 10:00-11:00", "Thu 18:00-19:00"]
    head, monday, thursday = YOGA.splitlines()
    assert counts(take(context, "\n".join((head, thursday, monday)))) == (0, 0, 2, 0)
    assert sessions(context) == first


def test_session_that_moves_to_another_day_stays_the_same_listing(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    take(context, YOGA)
    first = sessions(context)
    assert counts(take(context, YOGA.replace("Thu", "Fri"))) == (0, 1, 1, 0)
    assert sessions(context) == {id_: when.replace("Thu", "Fri") for id_, when in first.items()}


def test_second_session_that_comes_later_is_new(make_context: ContextMaker) -> None:
    context = make_context()
    head, monday, thursday = YOGA.splitlines()
    take(context, f"{head}\n{monday}\n")
    [(first, _)] = sessions(context).items()
    assert counts(take(context, f"{head}\n{thursday}\n{monday}\n")) == (1, 0, 1, 0)
    assert sessions(context)[first] == "Mon 10:00-11:00"


def test_rows_of_the_same_times_that_say_different_things_are_two(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    rows = "name,postcode,cost\nCounselling,RM17 6SL,£4\nCounselling,RM17 6SL,£9\n"
    assert counts(take(context, rows)) == (2, 0, 0, 0)
    assert counts(take(context, rows)) == (0, 0, 2, 0)
    assert sorted(each.cost.text for each in kept(context)) == ["£4", "£9"]


def test_row_that_says_just_the_same_is_taken_once(make_context: ContextMaker) -> None:
    context = make_context()
    report = take(context, "name,postcode\nKnit,RM17 6SL\nPurl,RM17 6SL\nKnit,RM17 6SL\n")
    assert counts(report) == (2, 0, 0, 1)
    assert (report.refused[0].row, report.refused[0].reason) == (4, "row 2 is the same listing")


def test_address_may_change_where_there_is_a_postcode(make_context: ContextMaker) -> None:
    context = make_context()
    rows = "name,address,postcode\nKnit,{},RM17 6SL\n"
    take(context, rows.format("1 Road"))
    assert counts(take(context, rows.format("1 High Road"))) == (0, 1, 0, 0)


def test_column_that_tells_nothing_apart_is_no_id(make_context: ContextMaker) -> None:
    context = make_context()
    rows = "ref,name,postcode\n" + "".join(f"LIB,Club {n},RM17 6SL\n" for n in range(5))
    assert counts(take(context, rows)) == (5, 0, 0, 0)
    assert counts(take(context, rows)) == (0, 0, 5, 0)


def test_listing_of_before_rows_were_remembered_is_found_by_its_old_key(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    take(context, YOGA)
    with context.unit_of_work() as uow:
        uow.delete(SOURCE_ROWS, source="s")
        for each in kept(context)[:1]:
            uow.save_listing(replace(each, source_id=own_key(each)))
    head, *rows = YOGA.splitlines()
    first = kept(context)[0]
    row = next(row for row in rows if FIELDS["when"].read(first)[0] in row)
    assert counts(take(context, f"{head}\n{row}\n")) == (0, 0, 1, 0)

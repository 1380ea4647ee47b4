import re
import sqlite3
from dataclasses import fields
from datetime import date

import pytest

from assetmap.domain.handouts.sheet import MOST, Format, Sheet
from assetmap.domain.listings.listing import Precision, Status, Where
from assetmap.services.handouts.sheets import (
    Expired,
    NoSheet,
    find_sheet,
    items_of,
    items_on,
    keep_sheet,
    new_code,
    read_code,
    words,
)
from assetmap.services.privacy.retention import apply_retention
from assetmap.storage.tables import SHEETS
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing


def test_words_are_short_plain_and_each_once() -> None:
    assert len(words()) >= 1_500
    assert len(set(words())) == len(words())
    assert [word for word in words() if not re.fullmatch(r"[A-Z]{4,8}", word)] == []


def test_words_lack_no_letter_of_one_another() -> None:
    """A letter that is swallowed on the phone must not make another word of the list."""
    every = set(words())
    shorter = {word[:at] + word[at + 1 :] for word in every for at in range(len(word))}
    assert every & shorter == set()


def test_new_codes_are_read_as_they_are() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) > 190
    assert {read_code(code) for code in codes} == codes


@pytest.mark.parametrize(
    "typed",
    [
        *("KITE-4821", "kite-4821", "kite 4821", " Kite4821 ", "k i t e 4 8 2 1", "KITE–4821"),
        *("K1TE-4821", "kite-482I", "KITE-482l", "kite 4B2l", "KITE-48Z1"),
        *("https://d.example/sheet/KITE-4821?near=RM17", "d.example/sheet/kite-4821/"),
    ],
)
def test_codes_are_read_however_they_are_typed(typed: str) -> None:
    assert read_code(typed) == "KITE-4821"


@pytest.mark.parametrize(
    "typed",
    ["", "KITE", "4821", "KITE-482", "KITE-48211", "4821-KITE", "ＫＩＴＥ4821", "KITE-٤٨٢١"],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [("T0AST-OOl9", "TOAST-0019"), ("APP1E 2S4O", "APPLE-2540"), ("C1DER-3O00", "CIDER-3000")],
)
def test_figures_and_letters_that_look_alike_are_taken_for_one_another(
    typed: str, code: str
) -> None:
    assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["hello sobs", "Tilbury soil", "12345678"])
def test_words_alone_are_no_code_nor_are_figures(typed: str) -> None:
    assert read_code(typed) == ""


def test_keep_sheet_keeps_ids_format_and_dates_and_nothing_else(make_context: ContextMaker) -> None:
    context = make_context(a_listing(), a_listing("choir"))
    sheet = keep_sheet(context, ["choir", "knit-club", "choir", "never-was"], Format.LARGE)
    until = date(2026, 6, 14)
    assert sheet == Sheet(sheet.id, ("choir", "knit-club"), Format.LARGE, date(2026, 3, 16), until)
    assert {field.name for field in fields(Sheet)} == {
        *("id", "listing_ids", "format", "made_on", "until")
    }
    rows = sqlite3.connect(context.config.database).execute("SELECT * FROM sheets").fetchall()
    document = (
        f'{{"id":"{sheet.id}","listing_ids":["choir","knit-club"],"format":"large",'
        '"made_on":"2026-03-16","until":"2026-06-14"}'
    )
    assert rows == [(1, sheet.id, "2026-06-14", document)]


def test_keep_sheet_of_nothing_is_refused(make_context: ContextMaker) -> None:
    context = make_context(a_listing("draft", status=Status.DRAFT))
    with pytest.raises(NoSheet):
        keep_sheet(context, ["draft", "never-was"], Format.A4)
    assert context.store.find(SHEETS) == []


def test_find_sheet_finds_it_however_the_code_is_typed(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    sheet = keep_sheet(context, ["knit-club"], Format.A4)
    assert find_sheet(context, sheet.id.lower().replace("-", " ")) == sheet
    with pytest.raises(NoSheet):
        find_sheet(context, "")


def test_find_sheet_says_once_that_it_expired_and_the_row_is_gone(
    make_context: ContextMaker,
) -> None:
    sheet = keep_sheet(make_context(a_listing()), ["knit-club"], Format.A4)
    assert find_sheet(make_context(today="2026-06-14"), sheet.id) == sheet
    late = make_context(today="2026-06-15")
    with pytest.raises(Expired):
        find_sheet(late, sheet.id)
    assert late.store.find(SHEETS) == []
    with pytest.raises(NoSheet):
        find_sheet(late, sheet.id)


def test_the_days_work_takes_out_expired_sheets(make_context: ContextMaker) -> None:
    old = keep_sheet(make_context(a_listing()), ["knit-club"], Format.A4)
    young = keep_sheet(make_context(today="2026-04-01"), ["knit-club"], Format.A4)
    late = make_context(today="2026-06-15")
    assert apply_retention(late)["sheets"] == 1
    assert late.store.find(SHEETS) == [young]
    assert old not in late.store.find(SHEETS)
    assert apply_retention(late)["sheets"] == 0


def test_items_of_tell_gone_moved_and_never_public_apart(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing(),
        a_listing("gone", status=Status.ARCHIVED, name="Secret Name"),
        a_listing("twin", status=Status.ARCHIVED, merged_into="knit-club"),
        a_listing("draft", status=Status.DRAFT),
        a_listing("paused", status=Status.PAUSED),
    )
    items = items_of(context, ["twin", "gone", "draft", "knit-club", "paused", "never-was"])
    assert [(item.id, item.hit is None) for item in items] == [
        ("knit-club", False),
        ("gone", True),
        ("paused", False),
    ]


def test_items_on_a_kept_sheet_tell_what_was_withdrawn_or_merged_since(
    make_context: ContextMaker,
) -> None:
    ids = ["knit-club", "choir", "twin", "chess"]
    sheet = keep_sheet(make_context(*(a_listing(each) for each in ids)), ids, Format.A4)
    context = make_context(
        a_listing(status=Status.DRAFT),
        a_listing("choir", status=Status.ARCHIVED),
        a_listing("twin", status=Status.ARCHIVED, merged_into="chess"),
    )
    items = items_on(context, sheet)
    assert [(item.id, item.hit is None) for item in items] == [
        ("knit-club", True),
        ("choir", True),
        ("chess", False),
    ]


def test_items_of_are_at_most_twelve(make_context: ContextMaker) -> None:
    names = [f"club-{n:02}" for n in range(15)]
    context = make_context(*(a_listing(name) for name in names))
    assert [item.id for item in items_of(context, names)] == names[:MOST]


def test_items_of_are_measured_only_where_the_public_may(make_context: ContextMaker) -> None:
    withheld = Where(Precision.WITHHELD, point=GRAYS, postcode="RM17 6SL")
    context = make_context(a_listing(), a_listing("refuge", where=withheld))
    place = context.gazetteer.find("RM17")
    near, hidden = items_of(context, ["knit-club", "refuge"], place)
    assert near.hit
    assert near.hit.distance_m
    assert 1_000 < near.hit.distance_m < 6_000
    assert hidden.hit
    assert hidden.hit.distance_m is None

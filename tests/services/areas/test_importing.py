"""A set of areas is kept whole, with an entry in the audit, or not at all."""

from datetime import date
from pathlib import Path

import pytest

from assetmap.domain.areas.area_file import AreaColumns, AreaFile, BadAreas, IncomingArea
from assetmap.domain.areas.area_set import AreaForm, AreaKind, Residents
from assetmap.exchange.area_tables import read_area_table
from assetmap.places.area_maps import read_area_geojson
from assetmap.services.areas.importing import import_areas, remove_areas
from assetmap.services.context import Context
from assetmap.storage.tables import AREA_SETS, AREAS
from tests.area_files import BY, EAST, WEST, box, geojson, terms, two_patches, two_wards
from tests.conftest import ContextMaker


def postcodes(*codes: str) -> AreaFile:
    return AreaFile(AreaForm.POSTCODES, (IncomingArea("t", "Tilbury", postcodes=codes),))


def test_a_set_is_kept_and_noted(make_context: ContextMaker) -> None:
    context = make_context()
    report = two_wards(context, source="LGBCE", licence="OGL v3")
    (kept,) = context.store.find(AREA_SETS)
    assert kept == report.area_set
    assert (kept.id, kept.areas, kept.form, kept.source) == ("wards", 2, AreaForm.SHAPES, "LGBCE")
    assert [each.code for each in context.store.find(AREAS, set_id="wards")] == ["W1", "W2"]
    remove_areas(context, BY, "wards")
    said = [(e.entry.happening.what, e.entry.happening.subject) for e in context.store.audited()]
    assert said == [
        ("imported a set of areas", "areas:wards"),
        ("removed a set of areas", "areas:wards"),
    ]
    assert context.store.count(AREAS) == 0


def test_postcodes_of_the_borough_that_are_in_none_are_counted(make_context: ContextMaker) -> None:
    context = make_context()
    report = import_areas(context, BY, postcodes("RM187TB"), terms())
    assert report.notes[0] == "4,978 of the 4,979 postcodes of Thurrock lie in none of the areas."
    elsewhere = import_areas(context, BY, postcodes("M11AE"), terms("Elsewhere"))
    assert elsewhere.notes[0].startswith("None of the 4,979 postcodes of Thurrock lies in any")


def test_patches_say_which_wards_they_leave_out_and_who_has_no_number(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    table = "ward,patch,phone\nW1,West patch,\n"
    report = two_patches(make_context(), tmp_path, table)
    assert report.notes == (
        "Wards in no patch: Tilbury side.",
        "No phone and no email: West patch.",
    )
    assert report.area_set.upon == "wards"


def test_a_ward_that_is_not_there_or_not_clear_is_refused(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    with pytest.raises(BadAreas, match="Nowhere is no ward of Wards: mend its name"):
        two_patches(make_context(), tmp_path, "ward,patch\nNowhere,A\n")


def test_one_name_with_two_codes_is_told_and_must_be_named_by_code(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context()
    text = geojson(("Same", "W1", box(*WEST)), ("Same", "W2", box(*EAST)))
    report = import_areas(context, BY, read_area_geojson(text), terms("Wards"))
    assert report.notes[0] == "One name and two codes: Same. Both are kept."
    path = tmp_path / "patches.csv"
    path.write_text("ward,patch\nSame,A\n", encoding="utf-8")
    read = read_area_table(path, AreaColumns())
    with pytest.raises(BadAreas, match="Wards has two wards called Same: give the code"):
        import_areas(context, BY, read, terms("Patches", kind=AreaKind.PATCH))


def test_replacing_wards_tells_of_patches_that_lose_theirs(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context()
    two_patches(context, tmp_path)
    text = geojson(("Grays side", "W1", box(*WEST)))
    report = import_areas(context, BY, read_area_geojson(text), terms("Wards", replace=True))
    assert "Patches is made of areas that are gone: W2." in report.notes


def refused(context: Context, message: str, **changes: object) -> None:
    with pytest.raises(BadAreas, match=message):
        import_areas(context, BY, postcodes("RM187TB"), terms(**changes))
    assert context.store.count(AREA_SETS) == 0


def test_names_and_days_that_make_no_set_are_refused(make_context: ContextMaker) -> None:
    context = make_context()
    refused(context, "Give the set a name", name="!!")
    refused(context, "Give the set a name of at most 80", name="x" * 81)
    refused(context, "The last day, --until, is before the first", valid_until=date(2020, 1, 1))


def test_what_fails_half_way_leaves_the_set_as_it_was(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context()
    two_wards(context)
    before = context.store.find(AREAS), context.store.find(AREA_SETS)
    bad = AreaFile(
        AreaForm.POSTCODES,
        (IncomingArea("t", "Tilbury"), IncomingArea("u", "\ud800 no text of any file")),
    )
    with pytest.raises(UnicodeEncodeError):
        import_areas(context, BY, bad, terms("Wards", replace=True))
    assert (context.store.find(AREAS), context.store.find(AREA_SETS)) == before


def test_residents_stand_in_any_of_the_three_files(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context()
    properties = '"properties": {"WD26NM": "Grays side", "WD26CD": "W1"'
    text = geojson(("Grays side", "W1", box(*WEST)), ("Tilbury side", "W2", box(*EAST)))
    assert properties in text
    text = text.replace(properties, properties + ', "residents_2021": "5612.0", "over_65": 900')
    report = import_areas(context, BY, read_area_geojson(text), terms("Wards"))
    assert "No residents are known of Tilbury side." in report.notes
    path = tmp_path / "areas.csv"
    for name, table, kind in (
        (
            "By postcode",
            "postcode,ward,population\nRM18 7TB,Tilbury,10\nRM17 6SL,Tilbury,\n",
            "ward",
        ),
        ("Patches", "ward,patch,residents,year\nW1,A,7,2022\nW2,A,7,2022\n", "patch"),
    ):
        path.write_text(table, encoding="utf-8")
        read = read_area_table(path, AreaColumns())
        report = import_areas(context, BY, read, terms(name, kind=AreaKind(kind)))
        unsaid = [note for note in report.notes if note.startswith("Its residents are of no known")]
        assert len(unsaid) == (name == "By postcode")
    kept = {each.id: each.residents for each in context.store.find(AREAS)}
    assert kept == {
        "wards:W1": Residents(5612, 2021, 900),
        "wards:W2": None,
        "by-postcode:tilbury": Residents(10, 0),
        "patches:a": Residents(7, 2022),
    }
    path.write_text("postcode,ward,residents\nRM18 7TB,A,10\nRM17 6SL,A,12\n", encoding="utf-8")
    with pytest.raises(BadAreas, match="A has two numbers of residents: 10 and 12"):
        read_area_table(path, AreaColumns())

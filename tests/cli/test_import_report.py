"""The report of a file: one line a reason, the first three rows, and the number of the others."""

from pathlib import Path

from assetmap.cli.import_report import gone_lines, report_lines
from assetmap.exchange.incoming import Refused
from assetmap.services.imports.report import Difference, ImportReport, Note

FILE = Path("groups.csv")


def lines(report: ImportReport, *, publish: bool = True, dry_run: bool = False) -> list[str]:
    return report_lines(FILE, "s", report, publish=publish, dry_run=dry_run)


def test_same_reason_is_said_once_with_the_first_three_rows() -> None:
    report = ImportReport(
        new=501,
        refused=[Refused(row, f"Club {row}", "it has no name") for row in range(2, 6)],
        notes=[Note(row, f"Club {row}", "Empty.") for row in range(2, 502)]
        + [Note(7, "Purl", "Odd.")],
    )
    assert lines(report) == [
        "groups.csv (source s)",
        "  501 new, 0 changed, 0 unchanged",
        "  4 refused",
        "    4 rows: row 2 (Club 2), row 3 (Club 3), row 4 (Club 4) and 1 more: it has no name",
        "  501 notes",
        "    500 rows: row 2 (Club 2), row 3 (Club 3), row 4 (Club 4) and 497 more: Empty.",
        "    row 7 (Purl): Odd.",
    ]


def test_reasons_that_differ_only_in_what_they_quote_are_one() -> None:
    notes = [Note(row, "Knit", f"Kept “{row}”.") for row in range(2, 7)]
    assert lines(ImportReport(new=5, notes=notes))[3:] == [
        "  5 notes",
        "    5 rows: row 2 (Knit), row 3 (Knit), row 4 (Knit) and 2 more: Kept “2”. (and the like)",
    ]


def test_differences_and_duplicates_are_named() -> None:
    report = ImportReport(
        new=1,
        changed=1,
        differences=[
            Difference(2, "Knit", "knit", ("phone", "when"), True),
            Difference(3, "Purl", "purl", ("cost",), False),
        ],
        duplicates=[Note(4, "Darn", "Darning Club")],
    )
    assert lines(report)[3:] == [
        "  1 looks like a listing that is there already (see assetmap duplicates)",
        "    row 4 (Darn): like “Darning Club”",
        "  2 listings differ from what people here wrote or confirmed, which was kept",
        "    row 2 (Knit): Public phone number, Days and times: an editor is asked",
        "    row 3 (Purl): Cost",
    ]


def test_last_line_says_when_nothing_came_in() -> None:
    nothing = ImportReport(refused=[Refused(1, "", "it has no name")])
    assert lines(nothing)[-1] == "  nothing came in"
    assert lines(nothing, dry_run=True)[-2:] == [
        "  this was a dry run: nothing was written",
        "  nothing came in",
    ]
    assert lines(ImportReport(unchanged=3))[-1] == "  0 refused"


def test_what_is_gone_is_named() -> None:
    assert gone_lines("s", [], dry_run=False) == []
    assert gone_lines("s", ["Marsh Walkers"], dry_run=False) == [
        "1 listing of source s in no row of this import: still public, and on the call list",
        "    Marsh Walkers",
    ]
    many = gone_lines("s", [f"Club {n}" for n in range(22)], dry_run=True)
    assert many[0].startswith("22 listings of source s in no row of this import")
    assert many[0].endswith("would be on the call list")
    assert many[1].endswith("Club 19 and 2 more")

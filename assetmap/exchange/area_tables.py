"""Reads areas from a CSV file: postcode to area, or ward to patch with whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assetmap.domain.areas.area_file import AreaColumns, AreaFile, BadAreas, IncomingArea
from assetmap.domain.areas.area_headings import (
    AreaHeadings,
    code_of,
    column_of,
    headings_of,
    name_of,
)
from assetmap.domain.areas.area_set import AreaForm, Residents, RoleContact
from assetmap.domain.areas.resident_counts import same_residents
from assetmap.domain.place import parse_postcode
from assetmap.exchange.csv_rows import DELIMITERS, rows
from assetmap.exchange.decoding import decode

MOST_BYTES = 100_000_000
MOST_POSTCODES = 200_000
_SAID = 3


@dataclass
class _Area:
    code: str
    name: str
    contact: RoleContact = field(default_factory=RoleContact)
    members: dict[str, None] = field(default_factory=dict)  # postcodes, or parts
    residents: Residents | None = None


@dataclass
class _Doubts:
    """Rows with something wrong, in words."""

    wrong: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    nameless: int = 0

    def notes(self) -> list[str]:
        said = []
        if self.wrong:
            said.append(
                f"{_counted(self.wrong, 'row')} left out, with no postcode: {_first(self.wrong)}."
            )
        if self.twice:
            twice = _counted(self.twice, "postcode")
            said.append(f"{twice} in two areas: the first counts ({_first(self.twice)}).")
        if self.nameless:
            said.append(f"{self.nameless:,} rows left out: no area stands in them.")
        return said


def read_area_table(path: Path, columns: AreaColumns) -> AreaFile:
    """The areas of a CSV file. Raises BadAreas or BadFile in plain words, with the mend."""
    if path.stat().st_size > MOST_BYTES:
        size, most = path.stat().st_size // 1_000_000, MOST_BYTES // 1_000_000
        raise BadAreas(f"It has {size} MB, more than {most} MB: keep only the borough's postcodes.")
    text, _ = decode(path.read_bytes())
    headings, table = table_of(text)
    if column_of("postcode", headings):
        return _by_postcode(headings, table, columns)
    if column_of("ward", headings) and column_of("patch", headings):
        return _by_ward(headings, table, columns)
    raise BadAreas(
        "It needs a column postcode beside the area's name, or the columns ward and patch. It has: "
        + (", ".join(headings[:12]) or "none")
        + "."
    )


def table_of(text: str) -> tuple[list[str], list[dict[str, str]]]:
    """The headings of a CSV text and its rows by them. Raises BadAreas for a broken one."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise BadAreas("It is empty.")
    found = (row for row in rows(text, max(DELIMITERS, key=first.count)) if not row.is_blank)
    headings = [cell.strip() for cell in next(found).cells]
    table = []
    for row in found:
        if not row.whole:
            raise BadAreas(f"A quote mark in row {row.number} is never closed.")
        table.append(dict(zip(headings, row.cells, strict=False)))
    if not table:
        raise BadAreas("It has headings and no rows.")
    return headings, table


def _by_postcode(
    headings: Sequence[str], table: Sequence[dict[str, str]], columns: AreaColumns
) -> AreaFile:
    taken = headings_of(headings, columns)
    at = column_of("postcode", headings)
    areas: dict[str, _Area] = {}
    placed: dict[str, str] = {}
    doubts = _Doubts()
    for row in table:
        postcode = parse_postcode(row.get(at, ""))
        area = _area_of(areas, taken, row)
        if area is None:
            doubts.nameless += 1
        elif postcode is None:
            doubts.wrong.append(row.get(at, "").strip() or "an empty one")
        else:
            plain = f"{postcode.outward}{postcode.inward}"
            if placed.setdefault(plain, area.code) != area.code:
                doubts.twice.append(str(postcode))
            else:
                area.members[plain] = None
    if len(placed) > MOST_POSTCODES:
        raise BadAreas(
            f"It has {len(placed):,} postcodes: {MOST_POSTCODES:,} at most. Keep the borough's."
        )
    found = tuple(
        IncomingArea(
            *(each.code, each.name, each.contact),
            postcodes=tuple(each.members),
            residents=each.residents,
        )
        for each in areas.values()
        if each.members
    )
    if not found:
        raise BadAreas(" ".join(("None of its rows has a postcode and an area.", *doubts.notes())))
    return AreaFile(AreaForm.POSTCODES, found, tuple(doubts.notes()))


def _by_ward(
    headings: Sequence[str], table: Sequence[dict[str, str]], columns: AreaColumns
) -> AreaFile:
    taken = headings_of(headings, columns, name="patch", codes=False)
    at = column_of("ward", headings)
    areas: dict[str, _Area] = {}
    placed: dict[str, str] = {}
    doubts = _Doubts()
    for row in table:
        ward = " ".join(row.get(at, "").split())
        area = _area_of(areas, taken, row)
        if area is None or not ward:
            doubts.nameless += 1
        elif placed.setdefault(ward, area.code) != area.code:
            raise BadAreas(f"{ward} is given to two patches. Leave one.")
        else:
            area.members[ward] = None
    found = tuple(
        IncomingArea(
            *(each.code, each.name, each.contact),
            parts=tuple(each.members),
            residents=each.residents,
        )
        for each in areas.values()
        if each.members
    )
    if not found:
        raise BadAreas("None of its rows has both a ward and a patch.")
    return AreaFile(AreaForm.WARDS, found, tuple(doubts.notes()))


def _area_of(areas: dict[str, _Area], taken: AreaHeadings, row: dict[str, str]) -> _Area | None:
    """The area of a row, which is known from then on; None when the row names none."""
    name = name_of(row.get(taken.name, ""))
    if not name:
        return None
    code = code_of(row.get(taken.code, ""), name)
    area = areas.setdefault(code, _Area(code, name))
    if area.name != name:
        raise BadAreas(
            f"Two areas have the code {code}: {area.name} and {name}. Give each its own, or name "
            "another column with --code-column."
        )
    area.contact = area.contact or taken.contact_of(row, name)
    area.residents = same_residents(area.residents, taken.residents.of_row(row, name), name)
    return area


def _first(found: Sequence[str]) -> str:
    more = len(found) - _SAID
    return ", ".join(each[:20] for each in found[:_SAID]) + (
        f" and {more:,} more" if more > 0 else ""
    )


def _counted(found: Sequence[str], word: str) -> str:
    return f"{len(found):,} {word}" + ("" if len(found) == 1 else "s")

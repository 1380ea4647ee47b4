"""Reads how many people live in each area from a CSV file: code or name, residents, over 65."""

from pathlib import Path

from assetmap.domain.areas.area_file import AreaColumns, BadAreas, ResidentRow
from assetmap.domain.areas.area_headings import code_of, headings_of
from assetmap.domain.areas.resident_counts import resident_columns
from assetmap.exchange.area_tables import table_of
from assetmap.exchange.decoding import decode

MOST_BYTES = 20_000_000  # all census areas of England and Wales are a tenth of it


def read_resident_table(path: Path) -> tuple[ResidentRow, ...]:
    """The rows of a file. Raises BadAreas or BadFile in plain words, with the mend."""
    if path.stat().st_size > MOST_BYTES:
        raise BadAreas(f"It has more than {MOST_BYTES // 1_000_000} MB: keep only your own areas.")
    headings, table = table_of(decode(path.read_bytes())[0])
    columns = resident_columns(headings)
    if not columns.total:
        has = ", ".join(headings[:12])
        raise BadAreas(
            f"It needs a column residents beside the area's name or code. It has: {has}."
        )
    named = headings_of(headings, AreaColumns())
    rows = []
    for number, row in enumerate(table, 2):
        name = " ".join(row.get(named.name, "").split())
        code = row.get(named.code, "").strip()
        residents = columns.of_row(row, name or code or f"row {number}")
        if not name and not code:
            if residents:
                raise BadAreas(f"Row {number} has residents and names no area.")
        elif residents is not None:
            rows.append(ResidentRow(code_of(code, name), name, residents))
    if not rows:
        raise BadAreas("None of its rows says how many people live in an area.")
    return tuple(rows)

"""Files that are meant to harm, or far too large: one plain line, soon, in little memory."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assetmap.exchange.file_limits import check_columns, check_rows
from assetmap.exchange.files import bytes_of, table_of
from assetmap.exchange.incoming import BadFile
from tests.exchange.measured import measured

MEGABYTES_MOST = 500
SECONDS_MOST = 6  # of a processor; alone on a machine each takes less than 2


def one_large_cell() -> bytes:
    return b"name,description\nQuay," + b"x" * 99_000_000


def one_large_quoted_cell() -> bytes:
    return b'name,description\nQuay,"' + b"x\n" * 49_000_000


def never_closed_quotes() -> bytes:
    return b'name,description\n"Quay,' + b'a,"b\n' * 900_000


def million_columns() -> bytes:
    names = ",".join(f"h{at}" for at in range(1_000_000))
    return f"name,{names}\nQuay\n".encode()


def only_commas() -> bytes:
    return b"name" + b"," * 99_000_000


def only_line_ends() -> bytes:
    return b"name\n" + b"\r\n" * 49_000_000


def deep_json() -> bytes:
    return b'{"type":' + b"[" * 99_000_000


def wide_json() -> bytes:
    return b'{"type": "FeatureCollection", "features": [' + b"[]," * 32_000_000 + b"[]]}"


def long_number() -> bytes:
    return b'{"type": "FeatureCollection", "features": [' + b"1" * 90_000_000 + b"]}"


def many_rows() -> bytes:
    return b"name,postcode\n" + b"Quay,RM17 6SL\n" * 250_000


def wide_letters() -> bytes:
    return b"name,description\nQuay," + "\U0001f600".encode() * 24_000_000


@pytest.mark.parametrize(
    ("make", "end", "begins"),
    [
        (one_large_cell, "csv", "Line 2 is longer than 5,000,000 letters"),
        (one_large_quoted_cell, "csv", "It has more than 1,000,000 lines"),
        (never_closed_quotes, "csv", "It has more than 200,000 rows"),
        (million_columns, "csv", "Line 1 is longer than"),
        (only_commas, "csv", "Line 1 is longer than"),
        (only_line_ends, "csv", "It has more than 1,000,000 lines"),
        (deep_json, "geojson", "It holds more points and values than we read."),
        (wide_json, "geojson", "It holds more points and values than we read."),
        (long_number, "geojson", "The file is nested too deep, or has a number"),
        (many_rows, "csv", "It has more than 200,000 rows"),
        (wide_letters, "csv", "Line 2 is longer than"),
    ],
)
def test_a_file_that_is_far_too_large_costs_little(
    tmp_path: Path, make: Callable[[], bytes], end: str, begins: str
) -> None:
    path = tmp_path / f"list.{end}"
    path.write_bytes(make())
    found = measured(path)
    assert found.said.startswith(begins)
    assert found.megabytes < MEGABYTES_MOST
    assert found.seconds < SECONDS_MOST


def test_a_file_of_more_than_100_mb_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 5_000_000_000)
    with pytest.raises(BadFile, match=r"list\.csv: It has 5,000 MB, and we read at most 100 MB\."):
        bytes_of(path)
    with pytest.raises(BadFile, match="It has 101 MB"):
        table_of("list.csv", bytes(101_000_000))


def test_json_nested_too_deep_is_refused() -> None:
    with pytest.raises(BadFile, match="nested too deep"):
        table_of("a.geojson", b'{"type":' + b"[" * 1_000_000)


def test_columns_without_a_heading_at_the_end_are_not_counted() -> None:
    check_columns(["name", *[""] * 16_383])
    check_columns(["h"] * 2_000)
    with pytest.raises(BadFile, match="It has 2,001 columns"):
        check_columns([*["h"] * 2_001, *[""] * 100])


def test_200_000_rows_are_read() -> None:
    check_rows(200_000)
    with pytest.raises(BadFile, match="It has more than 200,000 rows"):
        check_rows(200_001)


def test_a_zip_that_unpacks_to_far_too_much_costs_little(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.csv", b"name\n" + b"x" * 210_000_000)
    path = tmp_path / "list.zip"
    path.write_bytes(out.getvalue())
    found = measured(path)
    assert found.said.startswith("Unpacked it has more than 200 MB")
    assert found.megabytes < 100
    assert found.seconds < SECONDS_MOST

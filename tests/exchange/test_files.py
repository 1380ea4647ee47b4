from pathlib import Path

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.exchange.files import read_file, replace_file, write_file
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readable import READABLE, one_of

ENDS = one_of([end for each in READABLE for end in each.ends])


@pytest.mark.parametrize("name", ["list.csv", "LIST.CSV", "list.geojson", "list.json"])
def test_a_file_reads_back_what_was_written(
    tmp_path: Path, words: Vocabulary, full: Listing, name: str
) -> None:
    path = tmp_path / name
    write_file(path, [public_view(full)], title="All")
    batch = read_file(path, words)
    assert [public_view(each.listing) for each in batch.rows] == [public_view(full)]
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_tabs_and_texts_are_read_as_tables(tmp_path: Path, words: Vocabulary) -> None:
    for name in ("a.tsv", "a.txt"):
        (tmp_path / name).write_text("name\ttown\nClub\tGrays\n")
        assert [each.listing.name for each in read_file(tmp_path / name, words).rows] == ["Club"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.pdf", "a.pdf: This is a PDF. Ask for the list as a CSV file."),
        ("a.md5", f"a.md5: We can read files that end in {ENDS}."),
        ("a.csv", "a.csv: There is no such file."),
        ("folder.csv", "folder.csv: This is a folder, not a file."),
        ("empty.geojson", "empty.geojson: The file is empty."),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, words: Vocabulary, name: str, message: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    for empty in ("empty.geojson", "a.pdf", "a.md5"):
        (tmp_path / empty).touch()
    with pytest.raises(BadFile) as raised:
        read_file(tmp_path / name, words)
    assert str(raised.value) == message


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(
        BadFile, match=r"a\.pdf: a list can be written as \.csv, \.geojson or \.gpkg\."
    ):
        write_file(tmp_path / "a.pdf", [], title="")
    with pytest.raises(BadFile, match="it cannot be written"):
        replace_file(tmp_path / "missing" / "a.csv", "new")
    assert path.read_text() == "old"
    replace_file(path, "new\n")
    assert path.read_bytes() == b"new\n"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]

"""The pack's files: made once, kept for two generations, and whole."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest

from assetmap.web.offline.bundle_files import BundleFiles, pieces

BODY = b'{"listings":[]}' * 100


def test_a_pack_is_made_once_however_many_ask(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return BODY

    def fetch(encoding: str) -> bytes:  # each as a process of its own
        return b"".join(pieces(BundleFiles(tmp_path / "offline").file("one", encoding, make)))

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(fetch, ["br", "gzip", ""] * 4))
    assert {brotli.decompress(each) for each in found[::3]} == {BODY}
    assert {gzip.decompress(each) for each in found[1::3]} == {BODY}
    assert (set(found[2::3]), made) == ({BODY}, [1])


def test_only_the_last_two_are_kept(tmp_path: Path) -> None:
    files = BundleFiles(tmp_path)
    for mark in ("one", "two", "three"):
        files.file(mark, "br", lambda: BODY)
    kept = sorted(file.name for file in tmp_path.glob("*.json*"))
    assert kept == ["three.json", "three.json.br", "two.json", "two.json.br"]


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "offline").write_text("")
    with pytest.raises(OSError, match="exists"):
        BundleFiles(tmp_path / "offline").file("one", "", lambda: BODY)

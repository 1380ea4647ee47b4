import zipfile

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers import packed_files
from assetmap.exchange.readers.packed_files import (
    check_packed,
    check_plain_xml,
    is_packed,
    packed_names,
    unpacked,
)
from assetmap.exchange.readers.plain_lines import DAMAGED, PASSWORD
from tests.exchange.readers.gis_maps import zipped


def test_what_is_packed_is_looked_at_and_unpacked() -> None:
    data = zipped({"a.csv": b"name", "b/c.txt": b"x"})
    assert is_packed(data)
    assert packed_names(data) == ("a.csv", "b/c.txt")
    assert [each.file_size for each in check_packed(data)] == [4, 1]
    assert unpacked(data, "a.csv") == b"name"


def test_damage_is_said() -> None:
    whole = zipped({"a.csv": b"name" * 100})
    assert packed_names(whole[:50]) == ()
    with pytest.raises(BadFile, match=DAMAGED):
        check_packed(whole[:50])
    spoilt = whole.replace(b"name", b"neme", 1) if b"name" in whole else whole[:40] + b"\0" * 9
    with pytest.raises(BadFile, match=DAMAGED):
        unpacked(spoilt + whole[49:], "a.csv")
    with pytest.raises(BadFile, match=DAMAGED):
        unpacked(whole, "b.csv")


def test_far_too_much_and_far_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_files, "MOST_UNPACKED", 10)
    with pytest.raises(BadFile, match="Unpacked it has more than"):
        check_packed(zipped({"a": b"x" * 6, "b": b"x" * 6}))
    monkeypatch.setattr(packed_files, "MOST_PACKED", 1)
    with pytest.raises(BadFile, match="Unpacked it has more than"):
        check_packed(zipped({"a": b"", "b": b""}))


def test_a_zip_with_a_password_says_so() -> None:
    data = bytearray(zipped({"a.csv": b"name"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1  # the mark of an encrypted file, in the list at the end of the zip
    assert zipfile.is_zipfile(__file__) is False
    with pytest.raises(BadFile, match=PASSWORD):
        check_packed(bytes(data))


@pytest.mark.parametrize("name", ["x/a.xml", "_rels/.rels"])
def test_entities_are_refused_in_xml_alone(name: str) -> None:
    hostile = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"
    check_plain_xml(zipped({"a.txt": hostile, name: b"<x/>"}))
    with pytest.raises(BadFile, match="DOCTYPE"):
        check_plain_xml(zipped({name: hostile}))

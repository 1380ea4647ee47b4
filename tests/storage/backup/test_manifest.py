"""Whatever a manifest says that we would not have written is refused."""

from datetime import UTC, datetime

import msgspec
import pytest

from assetmap.storage.backup.manifest import (
    FORMAT,
    KEY,
    RECORDS,
    BackupFile,
    BadBackup,
    KeyIn,
    Manifest,
    manifest_text,
    may_hold,
    read_manifest,
)


def manifest(*paths: str, key: KeyIn = KeyIn.APART) -> Manifest:
    files = tuple(BackupFile(path, 3, "ab" * 32) for path in paths)
    made = datetime(2026, 3, 16, 9, tzinfo=UTC)
    return Manifest(FORMAT, "0.2.0", "0008_key_checks", made, key, 2, files)


def test_manifest_is_read_as_it_was_written() -> None:
    whole = manifest(
        RECORDS,
        KEY,
        "pictures/a.webp",
        "borough/map à.toml",
        "borough/A",
        "borough/a",
        key=KeyIn.ENCLOSED,
    )
    assert read_manifest(manifest_text(whole)) == whole
    assert (whole.count("pictures"), whole.count("borough"), whole.size) == (1, 3, 18)


@pytest.mark.parametrize(
    "path",
    [
        *("../secret.key", "pictures/../../secret.key", "/etc/passwd", "pictures//a", "pictures/"),
        *("pictures/./a", "pictures", "assetmap.db", "secret.key", "index/a", "pictures/a\\..\\b"),
        *(
            "pictures/a\0b",
            "pictures/c:d",
            "borough/a\nb",
            "",
            ".",
            "cache/a",
            f"borough/{'a' * 1000}",
        ),
    ],
)
def test_file_that_no_backup_has_is_refused(path: str) -> None:
    with pytest.raises(BadBackup, match="a file that no backup has"):
        read_manifest(manifest_text(manifest(RECORDS, path)))


@pytest.mark.parametrize(
    "bad",
    [
        manifest(),
        manifest("pictures/a"),
        manifest(RECORDS, RECORDS),
        manifest(RECORDS, KEY),
        manifest(RECORDS, key=KeyIn.ENCLOSED),
    ],
)
def test_manifest_that_does_not_agree_with_itself_is_refused(bad: Manifest) -> None:
    with pytest.raises(BadBackup, match=r"manifest\.json (names|says)"):
        read_manifest(manifest_text(bad))


def test_half_a_letter_stands_in_no_name() -> None:
    assert may_hold("borough/à")
    assert not may_hold("borough/\udc80")


def test_newer_format_is_told_before_anything_else() -> None:
    newer = msgspec.json.encode({"format": FORMAT + 1, "what": "nobody knows"})
    with pytest.raises(BadBackup, match=r"newer version of the program: its format is 2"):
        read_manifest(newer)


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"{", b"\xff\xfe", b'{"format": 1}'])
def test_what_is_no_manifest_is_refused(text: bytes) -> None:
    with pytest.raises(BadBackup, match="cannot be read"):
        read_manifest(text)

"""When the newest backup was made, as the data directory remembers it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assetmap.services.backup.last_backup import keep_last_backup, last_backup

AT = datetime(2026, 3, 16, 2, 30, tzinfo=UTC)


def test_it_is_read_as_it_was_kept(tmp_path: Path) -> None:
    assert last_backup(tmp_path) is None
    keep_last_backup(tmp_path, AT)
    assert last_backup(tmp_path) == AT
    assert [file.name for file in tmp_path.iterdir()] == ["last-backup"]


@pytest.mark.parametrize(
    "damage", [b"", b"soon", b"2026-03-16", b"2026-03-16T02:30:00", b"\xff\x00"]
)
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "last-backup").write_bytes(damage)
    assert last_backup(tmp_path) is None


def test_where_it_cannot_be_kept_nothing_fails(tmp_path: Path) -> None:
    keep_last_backup(tmp_path / "missing", AT)
    assert last_backup(tmp_path / "missing") is None

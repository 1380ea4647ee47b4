import stat
from pathlib import Path

import pytest

from assetmap.storage.secret_key import kept_key
from assetmap.storage.store import Unavailable


def test_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    key = kept_key(tmp_path)
    assert len(key) == 64
    assert kept_key(tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_keys_of_two_data_directories_differ(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert kept_key(tmp_path) != kept_key(tmp_path / "other")


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe" * 40])
def test_damaged_key_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret.key").write_bytes(content)
    with pytest.raises(Unavailable, match=r"secret\.key"):
        kept_key(tmp_path)
    assert (tmp_path / "secret.key").read_bytes() == content


def test_key_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"secret\.key"):
        kept_key(tmp_path / "nowhere")

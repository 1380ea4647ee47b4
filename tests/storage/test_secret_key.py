import stat
from pathlib import Path

import pytest

from assetmap.storage.secret_key import (
    can_be_kept,
    kept_key,
    key_path,
    make_key,
    new_key,
    read_key,
    set_aside,
    write_key,
)
from assetmap.storage.store import Unavailable


def test_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    assert kept_key(tmp_path) == ""
    key = make_key(tmp_path)
    assert len(key) == 64
    assert (make_key(tmp_path), kept_key(tmp_path)) == (key, key)
    assert list(tmp_path.iterdir()) == [key_path(tmp_path)]
    assert stat.S_IMODE(key_path(tmp_path).stat().st_mode) == 0o600


def test_keys_of_two_data_directories_differ(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert make_key(tmp_path) != make_key(tmp_path / "other")


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe" * 40])
def test_damaged_key_is_told_and_kept(tmp_path: Path, content: bytes) -> None:
    key_path(tmp_path).write_bytes(content)
    for use in (kept_key, make_key):
        with pytest.raises(Unavailable, match=r"secret\.key"):
            use(tmp_path)
    assert key_path(tmp_path).read_bytes() == content


def test_key_that_cannot_be_made_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"secret\.key"):
        make_key(tmp_path / "nowhere")
    with pytest.raises(Unavailable, match="cannot be written to"):
        write_key(tmp_path / "nowhere" / "key", new_key())


def test_key_is_written_for_its_owner_alone_and_never_over_another(tmp_path: Path) -> None:
    key, file = new_key(), tmp_path / "apart"
    for _ in range(2):  # every night anew
        write_key(file, key)
        assert (read_key(file), stat.S_IMODE(file.stat().st_mode)) == (key, 0o600)
    with pytest.raises(Unavailable, match="holds something else"):
        write_key(file, new_key())
    other = tmp_path / "letter"
    other.write_text("Dear all")
    with pytest.raises(Unavailable, match="holds something else"):
        write_key(other, key)
    assert (read_key(file), other.read_text()) == (key, "Dear all")


def test_key_that_a_file_would_change_is_told(tmp_path: Path) -> None:
    kept = [each for each in ("x" * 32, "x" * 31, "x" * 40 + "\n", "ß" * 32) if can_be_kept(each)]
    assert kept == ["x" * 32]
    write_key(tmp_path / "key", kept[0])
    assert read_key(tmp_path / "key") == kept[0]


def test_key_that_is_of_no_use_is_renamed(tmp_path: Path) -> None:
    assert set_aside(tmp_path) is None
    key = make_key(tmp_path)
    aside = set_aside(tmp_path)
    assert aside is not None
    assert aside.name.startswith("secret.key.replaced-")
    assert (kept_key(tmp_path), read_key(aside)) == ("", key)

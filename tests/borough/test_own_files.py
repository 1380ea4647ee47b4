"""Writing the borough's own files: whole or not at all, for the one who serves alone."""

from pathlib import Path

import pytest

from assetmap.borough.files import own_text, state_of
from assetmap.borough.own_files import write_own


def test_file_is_written_replaced_and_taken_away(tmp_path: Path) -> None:
    own = tmp_path / "home" / "borough"
    assert state_of(own) == ()
    write_own(own, "terms", 'source = "é"\r\n')
    assert (own / "terms.toml").read_bytes() == 'source = "é"\r\n'.encode()
    assert (own / "terms.toml").stat().st_mode & 0o777 == 0o600
    first = state_of(own)
    write_own(own, "terms", 'source = "é"\r\n')
    assert state_of(own) != first  # even when it says the same, within one tick of the clock
    assert [each.name for each in own.iterdir()] == ["terms.toml"]
    write_own(own, "terms", None)
    write_own(own, "terms", None)
    assert own_text(own, "terms") is None


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    write_own(tmp_path, "terms", "a = 1\n")
    with pytest.raises(UnicodeEncodeError):
        write_own(tmp_path, "terms", "a = '\ud800'\n")
    assert own_text(tmp_path, "terms") == "a = 1\n"
    assert [each.name for each in tmp_path.iterdir()] == ["terms.toml"]

from pathlib import Path

import pytest

from assetmap.services import program_mark as module
from assetmap.services.program_mark import program_mark


def test_another_build_has_another_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = program_mark.__wrapped__
    monkeypatch.setattr(module, "PACKAGE", tmp_path)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "one.py").write_text("a = 1\n")
    first = build()
    assert build() == first
    (tmp_path / "notes.txt").write_text("no code")
    assert build() == first
    (tmp_path / "inner" / "one.py").write_text("a = 2\n")
    assert build() != first

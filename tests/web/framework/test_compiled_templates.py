"""Compiled templates: kept for the next process, and never used for another template."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from assetmap.services.program_mark import program_mark
from assetmap.web.framework.compiled_templates import CompiledTemplates


def drawn(cache: Path, text: str) -> str:
    """What a template gives in a process of its own."""
    environment = Environment(
        loader=DictLoader({"page.html": text}), bytecode_cache=CompiledTemplates(cache)
    )
    return environment.get_template("page.html").render(name="Sam")


def folders(cache: Path) -> list[str]:
    """The names of what is in the cache."""
    return sorted(each.name for each in cache.iterdir())


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(tmp_path, "Hello {{ name }}") == "Hello Sam"
    monkeypatch.setattr(Environment, "compile", None)
    assert drawn(tmp_path, "Hello {{ name }}") == "Hello Sam"


def test_another_text_is_compiled_again(tmp_path: Path) -> None:
    assert drawn(tmp_path, "Hello {{ name }}") == "Hello Sam"
    assert drawn(tmp_path, "Goodbye {{ name }}") == "Goodbye Sam"


def test_those_of_another_program_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "templates-old").mkdir()
    (tmp_path / "postcodes.npy").touch()
    drawn(tmp_path, "Hello")
    kept, ours = folders(tmp_path)
    assert kept == "postcodes.npy"
    assert program_mark() in ours
    assert (tmp_path / ours).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\0" * 2000])
def test_a_damaged_one_is_compiled_again(tmp_path: Path, damage: bytes) -> None:
    drawn(tmp_path, "Hello {{ name }}")
    (kept,) = tmp_path.glob("templates-*/*")
    kept.write_bytes(damage or kept.read_bytes()[:-40])
    assert drawn(tmp_path, "Hello {{ name }}") == "Hello Sam"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert drawn(tmp_path / "cache", "Hello {{ name }}") == "Hello Sam"

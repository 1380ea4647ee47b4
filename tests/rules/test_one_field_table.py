"""A new field of a listing is declared in three places, and everything else follows."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from assetmap.domain.listings.field_type import FIRST_FORM
from assetmap.exchange.own_csv import VERSION
from assetmap.paths import DATA, PACKAGE, STATIC, TEMPLATES
from tests.rules.source import ROOT, TESTS

# File, a line of it, and what is put below that line: all that somebody writes for a new field.
EDITS = (
    ("domain/listings/listing.py", '    skills: str = ""\n', '    parking_note: str = ""\n'),
    (
        "domain/listings/fields_joining.py",
        "JOINING = (\n",
        f"""    text(
        "parking_note",
        "Parking",
        question=Question("text", "Where can people park?", "Which car park, and what it costs."),
        columns=(Column("parking_note", since={VERSION + 1}),),
        searched_in="text",
        fact=Fact("Where to park", 99),
        is_free=True,
    ),
""",
    ),
    (
        "web/forms/questions.py",
        '        *("time_asked", "skills"),\n',
        '        "parking_note",\n',
    ),
)


def copied(to: Path) -> Path:
    """The program and its tests, in a folder of their own."""
    left_out = shutil.ignore_patterns("__pycache__", "browser")
    for folder in (PACKAGE, TEMPLATES, STATIC, DATA, TESTS):
        shutil.copytree(folder, to / folder.name, ignore=left_out)
    shutil.copy(ROOT / "pyproject.toml", to)
    return to


def test_a_field_declared_in_three_places_is_everywhere(
    tmp_path: Path, postcode_cache: Path
) -> None:
    assert VERSION >= FIRST_FORM
    copy = copied(tmp_path / "copy")
    for name, line, more in EDITS:
        file = copy / PACKAGE.name / name
        text = file.read_text(encoding="utf-8")
        assert text.count(line) == 1, name
        file.write_text(text.replace(line, line + more), encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "tests/rules/a_field_more.py",
        ],
        cwd=copy,
        env={**os.environ, "POSTCODES": str(postcode_cache), "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr

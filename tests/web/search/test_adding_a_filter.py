"""A new filter is one entry of the table, its words in the documents and its test: three places."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from assetmap.paths import PACKAGE

HERE = PACKAGE.parent
CHECKS = "tests/web/search/added_filter.py"
ENTRY = """    Facet(
        name="join",
        label="How to join",
        place=9,
        choices=lambda *_: {"drop-in": "Just turn up", "book": "Book first"},
        values=lambda listing: (listing.join,),
        unsaid="how to join",
        says_other=lambda listing: bool(listing.join),
    ),
)

# By name, in the order of addresses and JSON.
"""
# (file, what stands there, what is to stand there); the documents and the test are the other two.
EDITS = (
    (
        "assetmap/domain/search/facets.py",
        ")\n\n# By name, in the order of addresses and JSON.\n",
        ENTRY,
    ),
)


def test_imaginary_filter_works_everywhere_after_one_edit(node: str, tmp_path: Path) -> None:
    for folder in ("assetmap", "templates", "static", "data", "tests"):
        shutil.copytree(HERE / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(HERE / "pyproject.toml", tmp_path)
    assert len(EDITS) + len(("the documents", "the test")) <= 3
    for name, before, after in EDITS:
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert text.count(before) == 1
        (tmp_path / name).write_text(text.replace(before, after), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", CHECKS],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 passed" in done.stdout

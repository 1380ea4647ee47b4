"""What a reading process may take, and what is said when it dies."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers import own_process
from assetmap.exchange.readers.own_process import reading
from assetmap.exchange.readers.plain_lines import DAMAGED, TOO_MUCH
from tests.exchange.readers.workbooks import workbook


def run(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_a_process_is_asked_and_answers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook({"A": [("Name",), ("Quay",)]}))
    with reading("excel_process", str(path)) as book:
        assert book.answer() == [["A", 2, False, [[1, ["Name"]], [2, ["Quay"]]]]]
        book.send("A")
        assert book.answer() == {"merged": [], "has_errors": False}
        assert book.answer() == [[1, ["Name"]], [2, ["Quay"]]]
        assert book.answer() is None


def test_a_process_that_says_nothing_is_damage_and_one_that_is_killed_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(BadFile, match=DAMAGED), reading("no_such_module") as gone:
        gone.answer()
    monkeypatch.setattr(own_process, "WALL_SECONDS", 0.01)
    with pytest.raises(BadFile) as raised, reading("excel_process", "/dev/zero") as slow:
        slow.answer()
    assert str(raised.value) == TOO_MUCH


def test_it_is_told_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSETMAP_SECRET", "x")
    monkeypatch.setenv("HTTPS_PROXY", "x")
    names = own_process._environment().keys()
    assert names <= {"PATH", "LANG", "TMPDIR", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"} | {
        "PYTHONPATH"
    }


def test_the_limits_hold(tmp_path: Path) -> None:
    limits = "from assetmap.exchange.readers.process_limits import *; limit_process(); "
    assert "MemoryError" in run(f"{limits} b'x' * (1 << 30)").stderr
    large = str(tmp_path / "large")
    assert run(f"{limits} open({large!r}, 'wb').write(b'x' * (2 << 20))").returncode
    shown = run(f"{limits} import resource; print(resource.getrlimit(resource.RLIMIT_CPU))")
    assert shown.stdout.strip() == "(30, 30)"


def test_only_the_drivers_that_are_needed_are_loaded() -> None:
    code = (
        "import os, json; from assetmap.exchange.readers.gis_drivers import *; "
        "os.environ.update(SETTINGS); import pyogrio; "
        "print(json.dumps([sorted(pyogrio.list_drivers()), sorted(DRIVERS)]))"
    )
    loaded, wanted = json.loads(run(code).stdout)
    assert loaded == wanted


def test_what_goes_wrong_within_is_one_plain_line() -> None:
    code = "from assetmap.exchange.readers.answering import *\ndef f(): raise {}\nanswer_with(f)"
    for error, line in (
        ("MemoryError", TOO_MUCH),
        ("BaseException('capacity overflow')", TOO_MUCH),
        ("ValueError('x')", DAMAGED),
    ):
        assert json.loads(run(code.format(error)).stdout) == {"refused": line}

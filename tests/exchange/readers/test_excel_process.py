"""What the process that reads workbooks says, line by line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from assetmap.exchange.readers import excel_process
from assetmap.exchange.readers.plain_lines import DAMAGED
from tests.exchange.readers.workbooks import ERROR, workbook


def said(path: Path, wanted: str = "") -> list[Any]:
    asked = [sys.executable, "-m", excel_process.__name__, str(path)]
    done = subprocess.run(asked, input=json.dumps(wanted), capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_says_its_sheets_and_then_the_rows_of_the_one_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [(None, "Name"), (), (None, "Quay", ERROR), (None, "x" * 300_000)]
    path.write_bytes(workbook({"A": [("x",)], "B": rows}, hidden=["A"]))
    top = [[1, ["", "Name"]], [3, ["", "Quay"]], [4, ["", "x" * 200_001]]]
    sheets = [["A", 1, True, [[1, ["x"]]]], ["B", 4, False, top]]
    assert said(path) == [sheets]
    assert said(path, "B") == [sheets, {"merged": [], "has_errors": True}, top, None]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"nothing")
    assert said(path) == [{"refused": DAMAGED}]

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import ImageFile

from assetmap.pdf.document import can_make_pdf, make_one_page_pdf, make_pdf

PAGE = '<!DOCTYPE html><html lang="en-GB"><head><title>A sheet</title></head><body>{}</body></html>'
SITE = "https://d.example"


def test_pdf_is_tagged_titled_and_in_english(tmp_path: Path) -> None:
    pdf = pypdf.PdfReader(BytesIO(make_pdf(PAGE.format("<h1>Hello</h1><p>There</p>"), [], SITE)))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata
    assert pdf.metadata.title == "A sheet"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert pdf.pages[0].extract_text().split() == ["Hello", "There"]


def test_pdf_asks_for_nothing_that_its_page_names(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    hostile = (
        f'<link rel="stylesheet" href="file://{secret}"><link rel="attachment" href="file://{secret}">'
        f'<img src="file://{secret}" alt="a"><img src="http://127.0.0.1:9/x.png" alt="b">'
        f'<object data="file://{secret}">c</object><p>Kept</p>'
    )
    made = make_pdf(PAGE.format(hostile), [], SITE)
    pdf = pypdf.PdfReader(BytesIO(made))
    assert "Kept" in pdf.pages[0].extract_text()
    assert pdf.attachments == {}
    assert b"a secret" not in made


def test_pdf_takes_the_style_sheets_it_is_given(tmp_path: Path) -> None:
    sheet = tmp_path / "wide.css"
    sheet.write_text("@page { size: 300pt 200pt }")
    pdf = pypdf.PdfReader(BytesIO(make_pdf(PAGE.format("<p>x</p>"), [sheet], SITE)))
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [300, 200]


def test_this_machine_can_make_pdf() -> None:
    assert can_make_pdf()


@pytest.mark.parametrize(
    "error", ["ImportError('no weasyprint')", "OSError('cannot load library libpango-1.0-0')"]
)
def test_without_the_library_it_is_said_and_nothing_breaks(tmp_path: Path, error: str) -> None:
    (tmp_path / "weasyprint.py").write_text(f"raise {error}\n")
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "from assetmap.pdf.document import NoPdf, can_make_pdf, make_pdf\n"
                "print(can_make_pdf())\n"
                "try: make_pdf('<p>', [], '')\n"
                "except NoPdf as why: print(why)\n"
            ),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    words = error.split("'")[1]
    assert said == f"False\nWeasyPrint cannot be used: {words}\n"


def test_pictures_are_looked_at_as_strictly_after_a_pdf_as_before() -> None:
    assert can_make_pdf()
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_first_layout_that_fits_one_side_is_taken_and_else_the_last(tmp_path: Path) -> None:
    long, short = PAGE.format("<p>long</p>" * 200), PAGE.format("<p>short</p>")
    for layouts, word, pages in (
        ([long, short, PAGE.format("<p>third</p>")], "short", 1),
        ([long, PAGE.format("<p>last</p>" * 200)], "last", 0),
    ):
        pdf = pypdf.PdfReader(BytesIO(make_one_page_pdf(layouts, [], SITE)))
        assert word in pdf.pages[0].extract_text()
        assert (len(pdf.pages) == 1) is bool(pages)

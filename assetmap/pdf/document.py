"""A page as a PDF file by WeasyPrint: tagged after PDF/UA-1, its fonts inside, nothing fetched.

WeasyPrint needs the Pango library of the operating system. Where that is missing nothing here is
offered, and the browser's own print does it.
"""

import threading
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from PIL import ImageFile

_KIND = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
_ONE_AT_A_TIME = threading.Lock()  # fonts and memory: a page takes half a second at most
_ROOM = threading.BoundedSemaphore(2)  # one is made, one waits: the other threads serve pages


class NoPdf(Exception):
    """This machine cannot make PDF files: WeasyPrint or the Pango library is missing."""


class Busy(Exception):
    """Others are having their PDF made just now: ask again in a moment."""


def can_make_pdf() -> bool:
    """Whether this machine can make PDF files."""
    try:
        _weasyprint()
    except NoPdf:
        return False
    return True


def make_pdf(html: str, sheets: Sequence[Path], site: str) -> bytes:
    """A whole HTML page, with these style sheets and no others, as a PDF. Raises NoPdf or Busy.

    The page must name its language and its title; `site` is what its links begin at. Whatever
    address stands in it is never asked: a listing's text is written by strangers.
    """
    return make_one_page_pdf([html], sheets, site)


def make_one_page_pdf(layouts: Iterable[str], sheets: Sequence[Path], site: str) -> bytes:
    """The first of some layouts of one page, roomiest first, that takes no more than one side of
    paper; the last of them, over as many as it takes, when none does. Raises as `make_pdf`.
    """
    weasyprint = _weasyprint()
    fetcher = _refusing()
    if not _ROOM.acquire(blocking=False):
        raise Busy("one PDF is being made, and one is waiting")
    try:
        return _made(weasyprint, layouts, sheets, site, fetcher)
    finally:
        _ROOM.release()


def _made(
    weasyprint: Any, layouts: Iterable[str], sheets: Sequence[Path], site: str, fetcher: Any
) -> bytes:
    with _ONE_AT_A_TIME:
        styles = [
            weasyprint.CSS(string=path.read_text(encoding="utf-8"), url_fetcher=fetcher)
            for path in sheets
        ]
        for html in layouts:
            page = weasyprint.HTML(string=html, base_url=site, url_fetcher=fetcher)
            drawn = page.render(stylesheets=styles, **_KIND)
            if len(drawn.pages) == 1:
                break
        pdf: bytes = drawn.write_pdf(**_KIND)
    return pdf


@cache
def _weasyprint() -> Any:
    """The library, looked for once: that it is missing is remembered as an error each time."""
    try:
        # Slow import: 0.4 s and 30 MB that only those who ask for a PDF should pay.
        import weasyprint
    except (ImportError, OSError) as error:
        raise NoPdf(f"WeasyPrint cannot be used: {error}") from error
    # Importing it tells Pillow to take broken pictures for whole ones, in all of the process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


@cache
def _refusing() -> Any:
    """What the library asks for files by: it gets none, from no host and from no folder."""
    from weasyprint.urls import URLFetcher  # slow import, as above

    class Refusing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            raise ValueError(f"nothing is fetched for a PDF: {url}")

    return Refusing()

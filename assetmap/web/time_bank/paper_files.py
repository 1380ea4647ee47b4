"""What the time bank prints, as PDF files; and what is said where none can be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from assetmap.paths import STATIC
from assetmap.pdf.document import Busy, NoPdf, make_pdf
from assetmap.web.framework.downloads import file_answer
from assetmap.web.framework.request_context import context

_FOLDER = STATIC / "css/time_bank"


@dataclass(frozen=True)
class NoPaperPage:
    """That no PDF can be made here, or not just now."""

    title: str
    is_busy: bool


def paper_file(
    template: str, sheets: Sequence[str], name: str, shown: str = "inline", **values: Any
) -> Response:
    """A template as a PDF with some style sheets of the time bank's. Raises NoPdf, Busy.

    `shown` is `attachment` for what is handed over to keep.
    """
    html = render_template(template, **values)
    styles = [_FOLDER / "paper.css", *(_FOLDER / each for each in sheets)]
    body = make_pdf(html, styles, context().config.public_url)
    return file_answer(body, "application/pdf", name, shown)


def add_paper_errors(blueprint: Blueprint) -> None:
    """Have a blueprint say in plain words that no PDF can be made here, or not just now."""

    @blueprint.errorhandler(NoPdf)
    def none(_: Exception) -> ResponseReturnValue:
        page = NoPaperPage("This machine cannot make PDF files", is_busy=False)
        return render_template("time_bank/no_paper.html", page=page), 501

    @blueprint.errorhandler(Busy)
    def busy(_: Exception) -> ResponseReturnValue:
        page = NoPaperPage("One moment", is_busy=True)
        answer = make_response(render_template("time_bank/no_paper.html", page=page), 503)
        answer.headers["Retry-After"] = "5"
        return answer

"""`/ease`: "Was it easy to find what you needed?", three answers, one press, no name."""

from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.reports.use_counts import Ease
from assetmap.services.reports.use_counts import add_ease
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context

ease = Blueprint("ease", __name__, url_prefix="/ease")

GUARD = "one press that tells nothing of anybody, few from one address"
OFTEN = "3 per 1 day"


@dataclass(frozen=True)
class EasePage:
    """The question, or the thanks for an answer; `problem` is said where none was chosen."""

    title: str
    problem: str = ""


def was_counted(response: Response) -> bool:
    """Whether an answer was taken."""
    return response.status_code == 303


@ease.get("")
@open_to_all()
def ask() -> str:
    """The question on a page of its own."""
    return render_template("public/ease.html", page=EasePage(QUESTION))


@ease.post("")
@open_to_all(csrf=GUARD)
@rate_limited(OFTEN, counts=was_counted)
def answer() -> ResponseReturnValue:
    """Count an answer, and thank for it."""
    typed = request.form.get("answer", "")
    if typed not in {str(each) for each in Ease}:
        page = EasePage(QUESTION, "Choose one of the three answers.")
        return render_template("public/ease.html", page=page), 400
    add_ease(context(), Ease(typed))
    return redirect(url_for("ease.thanks"), 303)


@ease.get("/thanks")
@open_to_all()
def thanks() -> str:
    """Thanks, and whom to ring when it was hard."""
    return render_template("public/ease_thanks.html", page=EasePage("Thank you"))


@ease.errorhandler(429)
def too_often(_: Exception) -> ResponseReturnValue:
    """Whoever answers again is thanked like anybody else; it is not counted."""
    return redirect(url_for("ease.thanks"), 303)


QUESTION = "Was it easy to find what you needed?"

"""`/find-out-about`: every picture tile on one page, with a place that goes along with each."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from assetmap.domain.borough.vocabulary import Need
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.request_context import context

find_out_about = Blueprint("find_out_about", __name__)

_NEAR_LONGEST = 80


@dataclass(frozen=True)
class FindOutAboutPage:
    """`/find-out-about`: the tiles, and the place that was typed."""

    title: str
    needs: tuple[Need, ...]
    near: str


@find_out_about.get("/find-out-about")
@open_to_all()
def tiles() -> str:
    """I would like to find out about: a place, and a picture to press."""
    near = " ".join(request.args.get("near", "").split())[:_NEAR_LONGEST]
    page = FindOutAboutPage("I would like to find out about…", context().borough.words.needs, near)
    return render_template("public/tiles.html", page=page)

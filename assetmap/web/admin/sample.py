"""`/work/sample`: an admin takes the invented listings out, to start with the borough's own."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.services.admin.sample import remove_sample, sample_size
from assetmap.services.listing_repository import Actor
from assetmap.web.formatting import counted
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

sample = Blueprint("sample", __name__, url_prefix="/work")


@dataclass(frozen=True)
class SamplePage:
    """What would go; without any there is nothing to press."""

    title: str
    count: str  # `342 sample listings`; empty when there are none


@sample.get("/sample")
@needs(Action.REMOVE_SAMPLE)
def confirm() -> str:
    """What goes with the sample listings, and the button."""
    size = sample_size(context())
    count = counted(size, "sample listing") if size else ""
    page = SamplePage("Remove the sample listings", count)
    return render_template("admin/sample.html", page=page)


@sample.post("/sample")
@needs(Action.REMOVE_SAMPLE)
def remove() -> ResponseReturnValue:
    """Take them out for good."""
    removed = remove_sample(context(), Actor(staff()))
    flash(f"We have removed {counted(removed, 'sample listing')}.", "info")
    return redirect(url_for("sample.confirm"))

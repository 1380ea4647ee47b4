"""`/work`: the home of staff."""

from flask import Blueprint, render_template, request

from assetmap.domain.people.people import Action
from assetmap.services.checks.work_queue import work_of
from assetmap.web.admin.work_page import work_page
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

work = Blueprint("work", __name__, url_prefix="/work")


@work.get("")
@needs(Action.SEE_WORK)
def home() -> str:
    """What waits for whoever is signed in, in their patch or in all of the borough."""
    is_all = request.args.get("all") == "yes"
    found = work_of(context(), staff(), everywhere=is_all)
    page = work_page(found, staff(), context().borough.name, is_all=is_all)
    return render_template("admin/home.html", page=page)

"""`/work/audit`: who did what, to be filtered, read and taken away."""

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.exchange.audit_csv import audit_csv
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.audit import PAGE, entries, export
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.privacy.audit_page import audit_page, read_filter

audit = Blueprint("audit", __name__, url_prefix="/work")


@audit.get("/audit")
@needs(Action.EXPORT_AUDIT)
def newest() -> ResponseReturnValue:
    """The newest entries that are asked for; a filter that cannot be read answers 400."""
    asked = read_filter(request.args)
    before = request.args.get("before", type=int)
    lines = entries(context(), Actor(staff()), asked.wanted, before, PAGE + 1)
    page = audit_page(context(), asked, lines, before, request.args.to_dict())
    return render_template("privacy/audit.html", page=page), 400 if asked.problems else 200


@audit.get("/audit.csv")
@needs(Action.EXPORT_AUDIT)
def as_csv() -> Response:
    """All the entries that are asked for, for a spreadsheet; personal values are masked."""
    lines = export(context(), Actor(staff()), read_filter(request.args).wanted, personal=False)
    response = make_response("".join(audit_csv((each.entry, each.values) for each in lines)))
    response.mimetype = "text/csv"
    name = f"audit-{context().clock.today()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""`/work/audit`: who did what, to be filtered, read and taken away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.people.people import (
    COMMAND_LINE,
    NOT_SIGNED_IN,
    PROGRAM,
    RESIDENT,
    Action,
    organiser_of,
)
from assetmap.domain.privacy.audit import AuditValue
from assetmap.domain.validation import Problem
from assetmap.exchange.audit_csv import audit_csv
from assetmap.services.account.people import everyone
from assetmap.services.account.sign_in_failures import ADDRESS_MARK
from assetmap.services.context import Context
from assetmap.services.listing_repository import ASKED_BY, Actor
from assetmap.services.listings.history import person_name
from assetmap.services.listings.stewards import named
from assetmap.services.privacy.audit import PAGE, AuditFilter, AuditLine, actions, entries, export
from assetmap.web.formatting import moment_words
from assetmap.web.forms.values import BadDate, Boxes, read_boxes, read_number, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

_LABELS = {"roles": "Roles", "patch": "Patch", "words": "Words", "email": "Email address"}
_LABELS |= {"hub": "Hub", "listings": "Listings handed over", "drafts": "Drafts handed over"}
_LABELS |= {"collections": "Collections handed over", "handed_to": "Handed over to"}
_LABELS[ASKED_BY] = "Asked for by"
_LABELS[ADDRESS_MARK] = "Address that was typed, as a fingerprint"
_OTHERS = (RESIDENT, organiser_of(()), PROGRAM, COMMAND_LINE, NOT_SIGNED_IN)


@dataclass(frozen=True)
class ValueLine:
    """One field that changed; `says` stands for both sides when its values were erased."""

    label: str
    before: str
    after: str
    says: str = ""


@dataclass(frozen=True)
class EntryLine:
    """One thing that was done: by whom, to what, when, and the fields it changed."""

    number: int
    who: str
    what: str
    subject: str
    subject_url: str  # empty when the subject has no page
    when: str
    origin: str
    why: str
    values: tuple[ValueLine, ...]


@dataclass(frozen=True)
class AuditPage:
    """`/work/audit`: what was done, newest first, and the form that filters it."""

    title: str
    lines: tuple[EntryLine, ...]
    people: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]
    chosen: AuditFilter
    since: Boxes
    until: Boxes
    problems: tuple[Problem, ...]
    older_url: str
    newest_url: str  # empty on the first page
    export_url: str


@dataclass(frozen=True)
class Asked:
    """What the filter's form says, and what is wrong with it."""

    wanted: AuditFilter
    since: Boxes
    until: Boxes
    problems: tuple[Problem, ...] = ()


def read_filter(parameters: Mapping[str, str]) -> Asked:
    """The filter in an address. What cannot be read is left out and told."""
    since, until = typed_boxes(parameters, "since"), typed_boxes(parameters, "until")
    asked = Asked(
        AuditFilter(
            listing=parameters.get("listing", "").strip().removeprefix("/listing/"),
            by=parameters.get("by", ""),
            what=parameters.get("what", ""),
        ),
        since,
        until,
    )
    for name, boxes in (("since", since), ("until", until)):
        asked = _with_day(asked, name, boxes)
    return asked


def audit_page(
    context: Context,
    asked: Asked,
    lines: list[AuditLine],
    before: int | None,
    parameters: dict[str, str],
) -> AuditPage:
    """The page of some entries, which are one more than fit when there are older ones."""
    shown = lines[:PAGE]
    kept = {name: value for name, value in parameters.items() if value and name != "before"}
    older = {**kept, "before": str(shown[-1].entry.number)} if len(lines) > PAGE else {}
    names = [(each.id, each.name) for each in (*everyone(context), *_OTHERS)]
    return AuditPage(
        "Audit",
        tuple(_line(context, each) for each in shown),
        (("", "Anybody"), *names),
        (("", "Anything"), *((what, what.capitalize()) for what in actions(context))),
        asked.wanted,
        asked.since,
        asked.until,
        asked.problems,
        _url("/work/audit", older) if older else "",
        _url("/work/audit", kept) if before else "",
        _url("/work/audit.csv", kept),
    )


def _with_day(asked: Asked, name: str, boxes: Boxes) -> Asked:
    try:
        day: date | None = read_boxes(boxes)
    except BadDate as error:
        return replace(asked, problems=(*asked.problems, Problem(name, str(error))))
    wanted = asked.wanted
    wanted = replace(wanted, since=day) if name == "since" else replace(wanted, until=day)
    return replace(asked, wanted=wanted)


def _line(context: Context, line: AuditLine) -> EntryLine:
    done = line.entry.happening
    sort, _, id_ = done.subject.partition(":")
    subject, url = done.subject.replace("-", " "), ""
    if sort == "listing":
        listing = context.directory_cache.current().listings.get(id_)
        subject, url = listing.name if listing and listing.name else id_, f"/work/listings/{id_}"
    elif sort == "person":
        subject = person_name(context, id_)
    elif sort == "do-not-list":
        subject, url = "the do-not-list", "/work/do-not-list"
    elif sort == "concept":
        subject, url = f"the words for {id_.replace('-', ' ')}", f"/work/words/{id_}"
    elif sort == "sign-in":
        subject = "an address that nobody here has"
    elif sort == "gap":
        subject, url = "the gap log", "/work/gaps"
    return EntryLine(
        line.entry.number,
        person_name(context, done.by),
        done.what,
        subject,
        url,
        moment_words(done.at),
        done.origin,
        done.why,
        tuple(_value(context, value, sort) for value in line.values),
    )


def _value(context: Context, value: AuditValue, sort: str) -> ValueLine:
    known = FIELDS.get(value.field) if sort == "listing" else None
    label = known.label if known else _LABELS.get(value.field, value.field.capitalize())
    if value.is_erased:
        return ValueLine(label, "", "", "erased")
    if value.field == ASKED_BY:
        return ValueLine(label, "", "", person_name(context, value.after))
    is_steward = value.field == "handed_to" or (known is not None and known.name == "steward")
    before, after = (
        str(named(context, "steward", text)) if is_steward else text
        for text in (value.before, value.after)
    )
    return ValueLine(label, before, after)


def _url(path: str, parameters: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path


audit = Blueprint("audit", __name__, url_prefix="/work")


@audit.get("/audit")
@needs(Action.EXPORT_AUDIT)
def newest() -> ResponseReturnValue:
    """The newest entries that are asked for; a filter that cannot be read answers 400."""
    asked = read_filter(request.args)
    before = read_number(request.args, "before") or None
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

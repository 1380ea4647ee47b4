"""Links from `/work`, walked as each role: they reach every page that the role may open.

Which pages those are is read in the table of docs/roles.md. An address with a part in it counts
once, whatever stands there. A form that is sent by GET is a link too.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from assetmap.domain.imports.import_batch import BatchState
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Checked, Contact, Kind, Picture, Status
from assetmap.domain.people.people import STAFF, Person, Role
from assetmap.domain.time_bank.items import ItemKind
from assetmap.domain.time_bank.members import Stage
from assetmap.images.reading import read_picture
from assetmap.services.context import Context
from assetmap.services.handouts.collections import add_listing, start_collection
from assetmap.services.handouts.unmet_needs import add_gap
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.drafts import start_draft
from assetmap.services.listings.edits import change_live
from assetmap.services.listings.images import folder
from assetmap.services.listings.proposals import propose
from assetmap.services.reports.use_counts import add_uses
from assetmap.services.time_bank.broker_requests import RequestDetails, ask
from assetmap.services.time_bank.slip_pads import make_slip_pad
from assetmap.storage.tables import ACCOUNTS
from assetmap.web.framework.access import MARK, Access
from assetmap.web.framework.sessions import STAFF_PATHS
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.images.drawing import quarters, written
from tests.people import a_person, sign_in
from tests.services.colleagues import a_whole_listing
from tests.services.imports.batches import begun, brought_in
from tests.services.reports.test_asked import ask as ask_for
from tests.time_bank import BY_BROKER, join, keep_exchange, keep_item, the_time_bank
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, name_of

ROLES = Path(__file__).parents[3] / "docs" / "roles.md"
MOST_OF_A_RULE = 6  # addresses that are opened of one rule: listings differ by their status
HUB = "knit-club"

# Pages that no link can lead to, with the reason.
BY_FORM_ALONE = {
    "/account/password-again": "asked for by the library before the second factor is changed",
    "/account/sessions/<sign_in_id>/end": "a form",
    "/work/drafts/<listing_id>/alike": "comes after a page of a draft is sent, when one is alike",
    "/work/drafts/<listing_id>/home": "comes before where a draft is, until that was answered",
    "/work/pictures/<name>-<int:size>.webp": "a picture, which stands on pages of drafts",
    "/work/time-bank/slips/look": "asked by the script of the page for slips",
    "/work/borough-preview/colours.css": "the colours of a picture, once a change is looked at",
}


def table() -> dict[str, set[str]]:
    """The roles that may do each action, at least to their own, by the page for people."""
    lines = [
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in ROLES.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    heads, rows = lines[0][1:], lines[2:]
    return {
        row[0]: {role for role, reach in zip(heads, row[1:], strict=True) if reach != "-"}
        for row in rows
    }


def pages_of(app: Flask, role: Role) -> set[str]:
    """The rule of each page of staff that a role may open."""
    allowed, found = table(), set()
    for rule in app.url_map.iter_rules():
        access: Access | None = getattr(app.view_functions.get(rule.endpoint), MARK, None)
        if access is None or "GET" not in (rule.methods or ()) or access.who == "all":
            continue
        if access.action is None or role in allowed[str(access.action)]:
            found.add(rule.rule)
    return found


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """Something of every sort, so that every page has something to link to."""
    late = Checked(date(2025, 6, 8), "Thurrock CVS", "visited")
    ran_out = (Evidence(Proof.INSURANCE, date(2025, 1, 1), date(2026, 1, 1)),)
    context = make_context(
        a_whole_listing(HUB, kind=Kind.HUB, checked=late, evidence=ran_out),
        a_whole_listing("knitters", name="Knit Clubs", checked=late),
        a_listing("fresh", name="Fresh Air Club", access=("step-free",)),
        a_whole_listing("ended", name="Ended Club", status=Status.ARCHIVED),
        a_whole_listing("sent", name="Sent Club", status=Status.IN_REVIEW, public=Contact()),
    )
    editor = a_person(context, Role.EDITOR, id="p-other")
    add_uses(context, ["sheet:a4"])
    ask_for(context, "men's cooking", 6)
    change_live(context, Actor(editor), HUB, {"notice": "Back on Monday."})
    propose(context, Actor(editor), HUB, {"cost": "£7"})
    collection = start_collection(context, Actor(editor), "Warm rooms")
    add_listing(context, Actor(editor), collection.id, HUB)
    add_gap(context, Actor(editor), "other", "Tilbury", "a choir")
    two_wards(context)
    the_time_bank(context)
    keep_exchange(context, "101", "102")
    keep_item(context, "102", "A hedge to cut", kind=ItemKind.WANT)
    make_slip_pad(context, BY_BROKER, 2)
    brought_in(context, "name,kind,postcode\nWool,group,RM17 6SL\n", source="clubs")
    join(context, name="Cora Newby", stage=Stage.APPLIED)
    keep_item(context, "101", "Hem curtains")
    asked = RequestDetails("Help with a sewing machine", "create/crafts")
    ask(context, BY_BROKER, asked)
    begun(context, "name,kind\nPaint,group\n", source="art", state=BatchState.UPLOADED)
    return context


def with_work(context: Context, role: Role) -> Person:
    """Somebody of a role with hubs, a second factor and, where they may, a draft."""
    me = a_person(context, role, own=(HUB, "knitters"))
    with context.unit_of_work() as uow:
        account = context.store.get(ACCOUNTS, me.id)
        uow.save(
            ACCOUNTS,
            replace(account, second_factor="authenticator", second_factor_secret="none"),
        )
    if str(role) in table()["create"]:
        draft = start_draft(context, Actor(me), {"name": "Walkers", "postcode": "RM17 6SL"})
        name = folder(context).keep(read_picture(written(quarters(640, 320), "JPEG")))
        with context.unit_of_work() as uow:
            shown = replace(draft, pictures=(Picture(name, "Four fields"),))
            uow.save_listing(shown)
    return me


def addresses_on(page: Page, here: str) -> Iterator[str]:
    """Where a page's links, pictures and forms that are sent by GET lead."""
    for each in page.elements():
        if name_of(each) == "a":
            yield each.get("href") or ""
        elif name_of(each) == "img":
            yield each.get("src") or ""
        elif name_of(each) == "form" and (each.get("method") or "get") == "get":
            sent = {}
            for field in each.iter():
                is_off = field.get("type") in ("radio", "checkbox") and field.get("checked") is None
                if field.get("name") and not is_off:
                    sent[field.get("name", "")] = field.get("value") or ""
            yield f"{each.get('action') or here}?{urlencode(sent)}"


def reached(client: Client) -> set[str]:
    """The rules of all that is reached from `/work` by GET alone."""
    app = client.application
    adapter = app.url_map.bind("localhost")
    opened: Counter[str] = Counter()
    seen, waiting = {"/work"}, ["/work"]
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        try:
            rule, _ = adapter.match(path, method="GET", return_rule=True)
        except HTTPException:
            continue
        opened[rule.rule] += 1
        if opened[rule.rule] > MOST_OF_A_RULE:
            continue
        answer = client.get(address)
        assert answer.status_code in (200, 302, 303, 422), f"{address}: {answer.status}"
        page = client.last if answer.mimetype == "text/html" and answer.status_code == 200 else None
        found = [answer.location] if answer.location else []
        for each in (*found, *(addresses_on(page, path) if page else ())):
            is_ours = each.startswith(STAFF_PATHS)
            whole = each.partition("#")[0]
            if is_ours and whole not in seen:
                seen.add(whole)
                waiting.append(whole)
    return set(opened)


@pytest.mark.parametrize("role", STAFF)
def test_every_page_of_a_role_is_reached_from_work(context: Context, role: Role) -> None:
    client = sign_in(client_of(context), context, with_work(context, role))
    wanted = pages_of(client.application, role)
    found = reached(client)
    assert wanted - found - BY_FORM_ALONE.keys() == set()
    assert {rule for rule in found if rule.startswith("/work")} <= wanted


def test_what_no_link_leads_to_is_there(context: Context) -> None:
    rules = {rule.rule for rule in client_of(context).application.url_map.iter_rules()}
    assert BY_FORM_ALONE.keys() <= rules

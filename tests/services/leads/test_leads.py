"""Leads: only what lies here, is not listed and did not ask to be left out; nothing of people."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.imports.lead import Lead, LeadState, lead_id
from assetmap.domain.listings.listing import Contact, Kind, Status
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.exchange.readers.found_lead import FoundLead
from assetmap.services.context import Context
from assetmap.services.leads.leads import (
    LeadFilter,
    LeadReport,
    alike,
    leads,
    set_aside,
    sources_of_leads,
    start_listing,
    take_leads,
)
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy import do_not_list
from assetmap.storage.tables import LEADS
from tests.conftest import ContextMaker
from tests.factories import a_listing

EDDIE = Actor(Person("p-eddie", "Eddie", roles=(Role.EDITOR,)), "screen")
TRUST = FoundLead(
    "7", "The Example Trust", "Helps <b>people</b>.", "", "RM17 6SL", None, "www.trust.example.org"
)


def found(**changes: Any) -> FoundLead:
    return replace(TRUST, **changes)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    site = Contact(website="https://club.example.org/about/")
    return make_context(
        a_listing("a", name="Knit Club", public=site),
        a_listing("b", name="Draft Club", status=Status.DRAFT),
    )


def test_what_is_kept_of_a_lead(context: Context) -> None:
    assert take_leads(context, "register", [TRUST]) == LeadReport(new=1)
    assert context.store.find(LEADS) == [
        Lead(
            *(lead_id("register", "7"), "register", "7", "The Example Trust", "Helps people."),
            *("Grays", "https://www.trust.example.org", LeadState.WAITING, date(2026, 3, 16)),
        )
    ]


@pytest.mark.parametrize(
    ("changes", "report"),
    [
        ({"postcode": "BS1 5TR"}, LeadReport(elsewhere=1)),
        ({"postcode": ""}, LeadReport(elsewhere=1)),
        ({"postcode": "", "town": "Bristol"}, LeadReport(elsewhere=1)),
        ({"postcode": "", "town": "Tilbury"}, LeadReport(new=1)),
        ({"postcode": "", "point": (51.4779, 0.3229)}, LeadReport(new=1)),
        ({"postcode": "", "point": (551.0, 0.3)}, LeadReport(elsewhere=1)),
        ({"name": " <b></b> "}, LeadReport(elsewhere=1)),
        ({"name": "KNIT  club"}, LeadReport(listed=1)),
        ({"name": "Draft Club"}, LeadReport(listed=1)),
        ({"website": "http://www.club.example.org/about"}, LeadReport(listed=1)),
        ({"website": "javascript:alert(1)"}, LeadReport(new=1)),
    ],
)
def test_which_are_kept(context: Context, changes: dict[str, Any], report: LeadReport) -> None:
    assert take_leads(context, "register", [found(**changes)], dry_run=True) == report
    assert context.store.find(LEADS) == []
    assert take_leads(context, "register", [found(**changes)]) == report
    assert len(context.store.find(LEADS)) == report.new
    assert not [lead for lead in context.store.find(LEADS) if lead.website.startswith("java")]


def test_who_asked_not_to_be_listed_is_no_lead(context: Context) -> None:
    do_not_list.add(context, EDDIE, "The Example Trust", Contact())
    assert take_leads(context, "register", [TRUST]) == LeadReport(left_out=1)


def test_what_was_decided_is_remembered(context: Context) -> None:
    take_leads(context, "register", [TRUST, found(key="8", name="Other Trust", website="")])
    set_aside(context, EDDIE, lead_id("register", "7"))
    again = [found(what="More."), found(key="8", name="Other Trust", website="")]
    assert take_leads(context, "register", again) == LeadReport(known=2)
    aside = leads(context, EDDIE, LeadFilter(state=LeadState.NOT_FOR_US))
    assert [(lead.name, lead.what) for lead in aside] == [("The Example Trust", "More.")]
    assert [lead.name for lead in leads(context, EDDIE)] == ["Other Trust"]
    assert sources_of_leads(context) == (("register", 1),)
    set_aside(context, EDDIE, lead_id("register", "7"), back=True)
    assert leads(context, EDDIE, LeadFilter("elsewhere")) == []
    assert len(leads(context, EDDIE, LeadFilter("register"))) == 2


def test_what_its_source_deletes_goes_unless_somebody_decided(context: Context) -> None:
    take_leads(context, "s", [TRUST, found(key="8", name="Other Trust", website="")])
    set_aside(context, EDDIE, lead_id("s", "8"))
    assert take_leads(context, "s", [], ["7", "8", "9"]) == LeadReport(gone=1)
    assert [lead.key for lead in context.store.find(LEADS)] == ["8"]


def test_what_is_listed_meanwhile_waits_no_more(context: Context) -> None:
    take_leads(context, "s", [TRUST])
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("t", name="The Example Trust"))
    assert leads(context, EDDIE) == []
    assert take_leads(context, "s", [TRUST]) == LeadReport(listed=1, gone=1)
    assert context.store.find(LEADS) == []


def test_a_listing_is_started_from_it(context: Context) -> None:
    take_leads(context, "s", [TRUST])
    key = lead_id("s", "7")
    assert alike(context, context.store.get(LEADS, key)) == ()
    draft = start_listing(context, EDDIE, key)
    assert (draft.status, draft.kind, draft.name) == (Status.DRAFT, Kind.GROUP, TRUST.name)
    assert draft.description == "Helps people."
    assert draft.public.website == "https://www.trust.example.org"
    assert context.store.get(LEADS, key).state is LeadState.LISTED


def test_only_who_may_see_leads_does(context: Context) -> None:
    take_leads(context, "s", [TRUST])
    broker = Actor(Person("p-b", roles=(Role.BROKER,)), "screen")
    key = lead_id("s", "7")
    for do in (
        lambda: leads(context, broker),
        lambda: set_aside(context, broker, key),
        lambda: start_listing(context, broker, key),
    ):
        with pytest.raises(NotAllowed):
            do()

"""`/work`: what waits for each part, in their patch and in all of the borough."""

from datetime import date
from typing import Any

import pytest

from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Checked, Listing, Precision, Status, Where
from assetmap.domain.people.people import RESIDENT, Role
from assetmap.services.checks.reports import report_problem
from assetmap.services.checks.upkeep_brakes import note_ran, note_stopped
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.archiving import archive
from assetmap.services.listings.drafts import submit
from assetmap.services.listings.proposals import propose, propose_archive, send_back
from assetmap.services.listings.transitions import send_draft_back
from assetmap.web.formatting import and_words, counted
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing
from tests.people import a_person, sign_in
from tests.services.colleagues import a_draft_in_review
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of


@pytest.mark.parametrize(
    ("count", "words"), [(0, "No reports"), (1, "1 report"), (12, "12 reports")]
)
def test_counts_are_words(count: int, words: str) -> None:
    assert counted(count, "report") == words


@pytest.mark.parametrize(
    ("names", "words"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")],
)
def test_names_are_joined_as_people_say_them(names: tuple[str, ...], words: str) -> None:
    assert and_words(names) == words


LATE = Checked(date(2025, 8, 8), "Thurrock CVS", "visited")
EXPIRED = (Evidence(Proof.INSURANCE, date(2025, 1, 1), date(2026, 1, 1)),)


def in_grays(listing_id: str, **changes: Any) -> Listing:
    where = Where(Precision.VENUE, venue="Hall", place="Grays", point=GRAYS)
    return a_listing(listing_id, where=where, **{"checked": LATE, **changes})


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(
        a_listing("t1", name="Tilbury <b>One", checked=LATE),
        a_listing("t2", checked=LATE, evidence=EXPIRED),
        in_grays("g1"),
        in_grays("s1", status=Status.SUGGESTED),
        in_grays("r1", status=Status.IN_REVIEW),
    )
    report_problem(context, Actor(RESIDENT), "g1", Trouble.OTHER)
    return context


def home_of(context: Context, *roles: Role, address: str = "/work", **changes: Any) -> Client:
    client = sign_in(client_of(context), context, a_person(context, *roles, **changes))
    client.page(address)
    return client


def waits(client: Client) -> list[tuple[str, str]]:
    assert client.last is not None
    lines = client.last.by_class("waits__one")
    return [(words_of(line), line[0].get("href", "")) for line in lines]


def test_a_volunteer_sees_their_patch_and_can_switch(context: Context) -> None:
    client = home_of(context, Role.VOLUNTEER, patch=("Tilbury", "Aveley"))
    assert waits(client) == [
        ("2 due this week", "/work/calls"),
        ("No reports", "/work/calls"),
        ("No suggestions", ""),
    ]
    page = client.page("/work")
    assert "Your patch: Tilbury and Aveley." in page.words
    assert page.links()["Show all of Thurrock"] == "/work?all=yes"
    page = client.page("/work?all=yes")
    assert waits(client) == [
        ("3 due this week", "/work/calls?all=yes"),
        ("1 report", "/work/calls?all=yes"),
        ("1 suggestion", ""),
    ]
    assert page.links()["Show your patch only"] == "/work"


def test_an_editor_sees_the_queue_and_what_has_run_out(context: Context) -> None:
    assert waits(home_of(context, Role.EDITOR)) == [
        ("3 due this week", "/work/calls"),
        ("1 report", "/work/review"),
        ("1 suggestion", "/work/review"),
        ("1 waits for review", "/work/review"),
        ("1 proof that has run out", "/work/evidence"),
    ]


def test_a_hub_team_sees_its_own_hub_only(context: Context) -> None:
    client = home_of(context, Role.HUB_TEAM, own=("g1",))
    assert waits(client)[:2] == [("1 due this week", "/work/calls"), ("1 report", "/work/calls")]
    assert "Your own listing." in client.page("/work?all=yes").words


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BROKER])
def test_who_only_looks_has_counts_without_links(context: Context, role: Role) -> None:
    client = home_of(context, role)
    assert waits(client)[0] == ("3 due this week", "")
    assert client.get("/work/calls").status_code == 403


def test_nothing_is_said_in_words(make_context: ContextMaker) -> None:
    assert waits(home_of(make_context(), Role.VOLUNTEER)) == [
        ("None due this week", "/work/calls"),
        ("No reports", "/work/calls"),
        ("No suggestions", ""),
    ]


def test_what_came_back_is_shown_with_the_editors_words(context: Context) -> None:
    volunteer, editor = a_person(context, Role.VOLUNTEER), a_person(context, Role.EDITOR)
    sent = propose(context, Actor(volunteer), "t1", {"summary": "New."})
    send_back(context, Actor(editor), sent.id, "Who said so?\n<script>alert(1)</script>")
    page = sign_in(client_of(context), context, volunteer).page("/work")
    assert "Tilbury <b>One Sam p-editor sent it back on 16 March 2026: Who said so?" in page.words
    mend = "Change it and send it again: Tilbury <b>One"
    assert page.links()[mend] == "/work/listings/t1/change?part=what"
    assert "<script>alert(1)</script>" in page.words  # as words, and as nothing else
    assert sign_in(client_of(context), context, editor).page("/work").words.count("Sent back") == 0


def test_new_listing_that_came_back_is_shown_until_it_is_sent_again(context: Context) -> None:
    volunteer, editor = a_person(context, Role.VOLUNTEER), a_person(context, Role.EDITOR)
    draft = a_draft_in_review(context, volunteer)
    send_draft_back(context, Actor(editor), draft, "Say <b>when</b> it is.\nThank you.")
    client = sign_in(client_of(context), context, volunteer)
    page = client.page("/work")
    says = "Sam p-editor sent it back on 16 March 2026: Say <b>when</b> it is. Thank you."
    assert f"Sent back to you Purl Club {says}" in page.words
    assert "Your drafts" not in page.words  # it stands above
    address = page.links()["Put it right and send it again: Purl Club"]
    assert address == f"/work/drafts/{draft}/check"
    assert says in client.page(address).words
    other = a_person(context, Role.VOLUNTEER, id="p-other")
    assert "sent it back" not in sign_in(client_of(context), context, other).page("/work").words
    submit(context, Actor(volunteer), draft)
    assert "sent it back" not in client.page("/work").words
    assert "sent it back" not in client.page(address).words


def test_words_that_were_erased_leave_who_and_when(context: Context) -> None:
    volunteer, editor = a_person(context, Role.VOLUNTEER), a_person(context, Role.EDITOR)
    draft = a_draft_in_review(context, volunteer)
    send_draft_back(context, Actor(editor), draft, "Ring 01632 960321.")
    with context.unit_of_work() as uow:
        numbers = [each.entry.number for each in context.store.audited(what="sent back")]
        uow.erase_values(numbers, ["words"])
    page = sign_in(client_of(context), context, volunteer).page("/work")
    assert "Purl Club Sam p-editor sent it back on 16 March 2026. Put it right" in page.words


def test_request_that_came_to_nothing_is_told_as_closed(context: Context) -> None:
    volunteer, editor = a_person(context, Role.VOLUNTEER), a_person(context, Role.EDITOR)
    propose_archive(context, Actor(volunteer), "t2", "merged", into="g1")
    archive(context, Actor(editor), "t2", "closed")
    page = sign_in(client_of(context), context, volunteer).page("/work")
    assert "Closed You asked for these. There is nothing left to do. Knit Club " in page.words
    assert "Sam p-editor closed it on 16 March 2026: “Knit Club” was archived" in page.words
    assert "Sent back to you" not in page.words


def test_nobody_else_comes_in(context: Context) -> None:
    client = client_of(context)
    for address in ("/work", "/work/calls", "/work/calls/t1", "/work/evidence"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.location.startswith("/account/sign-in?next=")


def ways(client: Client) -> dict[str, list[str]]:
    """The other pages, by the heading that they stand under; none where they are few."""
    assert client.last is not None
    found = {}
    (groups,) = client.last.by_class("way-groups")
    for group in groups:
        headings = [words_of(each) for each in group.iter() if each.tag == "h2"]
        links = [words_of(each) for each in group.iter() if each.tag == "a"]
        found["".join(headings)] = links
    return found


def test_a_volunteer_has_a_few_more_pages_and_no_headings(context: Context) -> None:
    pages = ["I looked and couldn’t find…", "Was it easy? Answers on paper or by phone"]
    pages.append("Cancel or move a date")
    pages += ["Leads: not listed yet"]
    pages.append("Wards, patches and other areas")
    assert ways(home_of(context, Role.VOLUNTEER)) == {"": pages}


def test_an_admin_has_every_page_under_a_heading(context: Context) -> None:
    assert ways(home_of(context, Role.ADMIN)) == {
        "Gaps": ["I looked and couldn’t find…", "Looked for and not found"],
        "Reports": [
            *("What there is and what is missing", "Was it easy? Answers on paper or by phone"),
        ],
        "Records": [
            *("Files brought in", "Cancel or move a date", "Leads: not listed yet"),
            *("All drafts", "May be listed twice", "Proofs that have run out"),
            *("Emails that did not go out", "Asked not to be listed", "Everyday words"),
            *(
                "Wards, patches and other areas",
                "Feeds we read",
                "Audit: who did what",
                "Programs that are told of changes",
                "Set up your borough, step by step",
                "Your borough: its name, phone lines, tiles and more",
                "Remove the sample listings",
            ),
        ],
        "Time bank": [
            *("Time bank: what waits, members and hours", "Time bank figures"),
            "Could somebody …? Ask the time-bank broker",
        ],
        "People": ["Who may sign in", "What we hold about a person"],
    }


def test_a_manager_reads_gaps_and_the_audit(context: Context) -> None:
    found = ways(home_of(context, Role.MANAGER))
    pages = ["Looked for and not found", "What there is and what is missing"]
    pages += ["Wards, patches and other areas", "Audit: who did what"]
    assert found == {"": [*pages, "Time bank figures"]}


def test_an_admin_is_told_of_records_that_cannot_be_read(make_context: ContextMaker) -> None:
    context = make_context(a_listing("knit"))
    context.directory_cache.current()
    context.store.judge("knit", ValueError("x"))
    says = "1 record cannot be read and is left out, until restored: listings knit."
    for role, is_told in ((Role.ADMIN, True), (Role.EDITOR, False)):
        assert (says in home_of(context, role).page("/work").words) is is_told


def test_an_admin_is_told_that_the_daily_work_stands_still(make_context: ContextMaker) -> None:
    context = make_context()
    note_stopped(context, ("Set the clock right.",))
    says = "The daily work has stood still since 16 March 2026. Set the clock right."
    for role, is_told in ((Role.ADMIN, True), (Role.EDITOR, False)):
        assert (says in home_of(context, role).page("/work").words) is is_told
    note_ran(context)
    assert says not in home_of(context, Role.ADMIN).page("/work").words

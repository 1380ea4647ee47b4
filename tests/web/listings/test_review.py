"""The review queue over HTTP: proposals and drafts are read, decided on, and nothing leaks."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.proposal import Proposal, ProposalState
from assetmap.domain.people.people import RESIDENT, Person, Role
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.checks.reports import report_problem
from assetmap.services.checks.suggestions import SubmittedSuggestion, submit_suggestion
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update, revisions_of
from assetmap.services.listings.drafts import save_draft
from assetmap.services.listings.proposals import approve, propose, propose_archive
from assetmap.storage.tables import PROPOSALS
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.services.colleagues import a_draft_in_review, a_whole_listing, by
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of


class Office:
    """A context with two editors and a volunteer, and a way to be each of them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.public = client_of(context)
        self.vera = a_person(context, Role.VOLUNTEER, id="vera", name="Vera")
        self.edna = a_person(context, Role.EDITOR, id="edna", name="Edna")
        self.edgar = a_person(context, Role.EDITOR, id="edgar", name="Edgar")

    def as_(self, person: Person) -> Client:
        return sign_in(self.public, self.context, person)

    def new_time(self, person: Person | None = None) -> Proposal:
        return propose(
            self.context,
            by(person or self.vera),
            "knit-club",
            {"when": ("Wed 14:00-16:00",)},
            "They have moved.",
        )

    def happened(self, *what: str) -> list[tuple[str, str]]:
        """Who did what, of the things asked for."""
        happenings: list[AuditEvent] = [x.entry.happening for x in self.context.store.audited()]
        return [(each.by, each.what) for each in happenings if each.what in what]


@pytest.fixture
def office(make_context: ContextMaker) -> Office:
    other = a_listing("other-club", name="Other Club", summary="Something else.")
    return Office(make_context(a_whole_listing(), other))


def send(client: Client, address: str, **data: Any) -> TestResponse:
    return client.post(address, data={"csrf_token": csrf_token(client), **data})


def switched_off(context: Context) -> None:
    rules: UpkeepRules = replace(context.borough.upkeep, four_eyes=False)
    context.borough = replace(context.borough, upkeep=rules)


def queue_lines(client: Client, address: str = "/work/review") -> list[str]:
    return [words_of(each) for each in client.page(address).by_class("queue__one")]


def test_queue_shows_what_waits_the_most_urgent_first(office: Office) -> None:
    office.new_time()
    propose_archive(office.context, by(office.vera), "other-club", "closed")
    a_draft_in_review(office.context, office.vera)
    submit_suggestion(office.context, by(RESIDENT), SubmittedSuggestion("Chess", "Grays"))
    report_problem(office.context, by(RESIDENT), "other-club", Trouble.TIMES_WRONG)
    report_problem(office.context, by(RESIDENT), "knit-club", Trouble.PRIVATE)

    lines = queue_lines(office.as_(office.edna))

    private = "It shows something private A resident, 16 March 2026"
    assert lines[:2] == [
        f"Urgent report Knit Club: Urgent report {private}",
        "Report Other Club: Report The day or time is wrong A resident, 16 March 2026",
    ]
    assert sorted(lines[2:]) == [
        "Archive or merge Other Club: Archive or merge Archive: closed Vera, 16 March 2026",
        "Change Knit Club: Change Days and times Vera, 16 March 2026",
        "New listing Purl Club: New listing Purling and talk. Vera, 16 March 2026",
        "Suggestion Chess: Suggestion A resident, 16 March 2026",
    ]


def test_queue_of_one_sort_shows_that_alone_and_counts_all(office: Office) -> None:
    office.new_time()
    a_draft_in_review(office.context, office.vera)
    client = office.as_(office.edna)

    assert [line.split()[0] for line in queue_lines(client, "/work/review?sort=change")] == [
        "Change"
    ]
    assert client.last is not None
    assert [words_of(each) for each in client.last.by_class("chip")] == [
        "Everything 2",
        "Changes 1",
        "New listings 1",
    ]


@pytest.mark.parametrize("question", ["page=99", "page=-3", "page=x", "sort=nothing"])
def test_queue_answers_odd_questions(office: Office, question: str) -> None:
    office.new_time()
    assert len(queue_lines(office.as_(office.edna), f"/work/review?{question}")) == 1


def test_proposal_is_shown_field_by_field_with_both_sides_named(office: Office) -> None:
    proposal = office.new_time()

    page = office.as_(office.edna).page(f"/work/review/proposals/{proposal.id}")

    assert [words_of(each) for each in page.by_class("change")] == [
        "Days and times From Tuesday, 10am to 12 noon To Wednesday, 2pm to 4pm"
    ]
    assert "Vera asked for this on 16 March 2026, 09:00" in page.words
    assert "They have moved." in page.words


def test_changed_words_of_a_long_text_are_marked(office: Office) -> None:
    values = {"description": "Bring your needles. Beginners are shown how."}
    proposal = propose(office.context, by(office.vera), "knit-club", values)

    page = office.as_(office.edna).page(f"/work/review/proposals/{proposal.id}")

    assert [words_of(each) for each in page.all("del")] == ["taken out: wool."]
    assert [words_of(each) for each in page.all("ins")] == ["new: needles."]


def public_doors(office: Office) -> str:
    """Everything that the public can read of it."""
    addresses = (
        *("/listing/knit-club", "/find", "/find.json", "/find.csv", "/find.geojson"),
        *("/map.json?bbox=0.2,51.4,0.6,51.6", "/suggest.json?q=knit"),
    )
    return "\n".join(office.public.get(address).get_data(as_text=True) for address in addresses)


def test_public_reads_the_old_value_until_approval_and_the_new_one_at_once(office: Office) -> None:
    values = {"when": ("Wed 14:00-16:00",), "summary": "Quixotic yarns."}
    proposal = propose(office.context, by(office.vera), "knit-club", values, "zebra note")
    before = public_doors(office)
    assert "Quixotic" not in before
    assert "2pm" not in before
    assert office.public.data("/find.json?q=quixotic")["total"] == 0

    answer = send(office.as_(office.edna), f"/work/review/proposals/{proposal.id}/approve")

    assert (answer.status_code, answer.location) == (303, "/work/review")
    after = public_doors(office)
    assert "Quixotic" in after
    assert "Knitting and talk" not in after
    assert "zebra note" not in before + after
    assert office.public.data("/find.json?q=quixotic")["total"] == 1
    assert office.public.data("/find.json?day=wed")["total"] == 1
    wanted = ("proposed a change", "approved a change")
    assert office.happened(*wanted) == [("vera", wanted[0]), ("edna", wanted[1])]


def test_volunteer_cannot_open_the_queue_or_approve(office: Office) -> None:
    proposal = office.new_time()
    client = office.as_(office.vera)

    answers = [
        client.get("/work/review").status_code,
        client.get(f"/work/review/proposals/{proposal.id}").status_code,
        send(client, f"/work/review/proposals/{proposal.id}/approve").status_code,
        send(client, f"/work/review/proposals/{proposal.id}/edits", when="x").status_code,
        send(client, f"/work/review/proposals/{proposal.id}/send-back", words="x").status_code,
    ]

    assert answers == [403] * 5
    assert office.happened("refused: review", "refused: publish") == [
        ("vera", "refused: review"),
        ("vera", "refused: review"),
        ("vera", "refused: publish"),
        ("vera", "refused: publish"),
        ("vera", "refused: review"),
    ]
    assert office.context.store.get(PROPOSALS, proposal.id) == proposal


def test_volunteer_cannot_publish_a_draft_by_a_hand_made_form(office: Office) -> None:
    draft = a_draft_in_review(office.context, office.vera)

    answer = send(office.as_(office.vera), f"/work/review/listings/{draft}/publish")

    assert answer.status_code == 403
    assert office.happened("refused: publish") == [("vera", "refused: publish")]
    assert load_for_update(office.context, draft).listing.status is Status.IN_REVIEW


def test_form_without_its_token_changes_nothing(office: Office) -> None:
    proposal = office.new_time()

    answer = office.as_(office.edna).post(f"/work/review/proposals/{proposal.id}/approve")

    assert answer.status_code == 400
    assert office.context.store.get(PROPOSALS, proposal.id) == proposal


def test_stranger_is_led_to_sign_in(office: Office) -> None:
    answer = office.public.get("/work/review")
    assert (answer.status_code, answer.location) == (302, "/account/sign-in?next=/work/review")


def test_editor_cannot_approve_their_own_proposal(office: Office) -> None:
    proposal = office.new_time(office.edna)
    client = office.as_(office.edna)
    page = client.page(f"/work/review/proposals/{proposal.id}")
    assert [words_of(each) for each in page.all("button")] == ["Sign out", "Send back"]
    assert "another editor has to approve it" in page.words

    answer = send(client, f"/work/review/proposals/{proposal.id}/approve")

    assert answer.status_code == 403
    assert client.last is not None
    assert "another editor has to look at it" in client.last.words
    assert office.happened("refused: publish") == [("edna", "refused: publish")]
    assert office.context.store.get(PROPOSALS, proposal.id) == proposal


def test_editor_cannot_publish_their_own_draft(office: Office) -> None:
    draft = a_draft_in_review(office.context, office.edna)
    client = office.as_(office.edna)
    page = client.page(f"/work/review/listings/{draft}")
    assert "Publish" not in [words_of(each) for each in page.all("button")]
    assert "another editor has to publish it" in page.words

    answer = send(client, f"/work/review/listings/{draft}/publish")

    assert answer.status_code == 403
    assert office.happened("refused: publish", "published") == [("edna", "refused: publish")]


def test_own_proposal_can_be_approved_once_four_eyes_is_off_and_the_history_says_so(
    office: Office,
) -> None:
    switched_off(office.context)
    office.public = client_of(office.context)
    proposal = office.new_time(office.edna)
    client = office.as_(office.edna)
    assert "Four eyes is switched off." in client.page("/work/review").words

    answer = send(client, f"/work/review/proposals/{proposal.id}/approve")

    assert answer.status_code == 303
    last = [each.entry.happening for each in office.context.store.audited()][-1]
    assert (last.by, last.what, last.why) == (
        "edna",
        "approved a change",
        "four eyes switched off",
    )


def test_second_editor_is_told_who_decided_and_when(office: Office) -> None:
    proposal = office.new_time()
    approve(office.context, by(office.edgar), proposal.id)
    client = office.as_(office.edna)

    for deed in ("approve", "send-back"):
        answer = send(client, f"/work/review/proposals/{proposal.id}/{deed}", words="No.")
        assert answer.status_code == 409
        assert client.last is not None
        assert "Edgar approved this at 09:00." in client.last.words
        assert "what you sent has changed nothing" in client.last.words
    page = client.page(f"/work/review/proposals/{proposal.id}")
    assert "Edgar approved this at 09:00." in page.words
    assert len(page.all("form")) == 1  # signing out, and nothing to decide


def test_of_two_editors_at_the_same_moment_one_decides(office: Office) -> None:
    proposal = office.new_time()
    clients = [office.as_(person) for person in (office.edna, office.edgar)]
    tokens = [csrf_token(client) for client in clients]
    barrier, answers = threading.Barrier(2), {}

    def press(place: int) -> None:
        barrier.wait()
        address = f"/work/review/proposals/{proposal.id}/approve"
        answer = clients[place].post(address, data={"csrf_token": tokens[place]})
        answers[place] = (answer.status_code, answer.get_data(as_text=True))

    threads = [threading.Thread(target=press, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(status for status, _ in answers.values()) == [303, 409]
    (told,) = [text for status, text in answers.values() if status == 409]
    winner = office.context.store.get(PROPOSALS, proposal.id).decided_by
    assert f"{winner.capitalize()} approved this at 09:00." in told
    assert office.happened("approved a change") == [(winner, "approved a change")]


def test_conflict_is_shown_and_cannot_be_approved_as_it_is(office: Office) -> None:
    proposal = office.new_time()
    other = propose(office.context, by(office.vera), "knit-club", {"when": ("Fri 09:00-10:00",)})
    approve(office.context, by(office.edgar), other.id)
    client = office.as_(office.edna)

    page = client.page(f"/work/review/proposals/{proposal.id}")
    assert [words_of(each) for each in page.by_class("change__conflict")] == [
        "Changed since: it is now “Friday, 9am to 10am”."
    ]
    assert "Approve" not in [words_of(each) for each in page.all("button")]
    answer = send(client, f"/work/review/proposals/{proposal.id}/approve")

    assert answer.status_code == 409
    assert client.last is not None
    assert "The listing has changed since." in client.last.words
    assert office.context.store.get(PROPOSALS, proposal.id).state is ProposalState.WAITING


def test_edits_are_approved_in_place_of_what_was_asked(office: Office) -> None:
    values = {"summary": "Kniting and talk.", "cost": "£3"}
    proposal = propose(office.context, by(office.vera), "knit-club", values)
    client = office.as_(office.edna)
    page = client.page(f"/work/review/proposals/{proposal.id}/edits")
    assert page.by_id("summary").get("value") == "Kniting and talk."

    address = f"/work/review/proposals/{proposal.id}/edits"
    answer = send(client, address, summary="Knitting, tea and talk.", cost="£3", name="Stolen")

    assert answer.status_code == 303
    listing = load_for_update(office.context, "knit-club").listing
    assert (listing.summary, listing.cost.text, listing.name) == (
        "Knitting, tea and talk.",
        "£3",
        "Knit Club",
    )


def test_words_of_the_editor_are_not_put_down_as_those_of_who_asked(office: Office) -> None:
    values = {"summary": "Kniting and talk.", "cost": "£3"}
    proposal = propose(office.context, by(office.vera), "knit-club", values)
    client = office.as_(office.edna)
    address = f"/work/review/proposals/{proposal.id}"

    answer = send(client, f"{address}/edits", summary="Knitting, tea and talk.", cost="£3")

    whose = f"sked for by {office.vera.name}, edited by {office.edna.name}"
    assert f"Approved. A{whose}. It is public now." in client.page(answer.location).words
    page = client.page(address)
    assert f"approved this at 09:00. A{whose}." in page.words
    assert "The editor put these in other words: In one sentence." in page.words
    says = f"{office.edna.name} approved a change with edits: a{whose}"
    assert says in client.page("/work/listings/knit-club/history").words
    newest = revisions_of(office.context, "knit-club")[-1]
    assert (newest.by, newest.asked_by) == (office.edna.id, office.vera.id)
    page = client.page(f"/work/listings/knit-club/history/{newest.number}")
    assert f"{office.edna.name} approved a change with edits on" in page.words
    assert f": a{whose}." in page.words
    admin = office.as_(a_person(office.context, Role.ADMIN))
    assert f"Asked for by {office.vera.name}" in admin.page("/work/audit").words
    rows = admin.get("/work/listings/knit-club/audit.csv").text
    assert f"approved a change with edits,knit-club,screen,asked for by {office.vera.id}" in rows
    assert office.vera.name not in admin.get("/work/audit.csv").text


def test_what_is_sent_on_as_it_was_asked_for_is_not_marked_as_edited(office: Office) -> None:
    proposal = propose(office.context, by(office.vera), "knit-club", {"summary": "New."})
    client = office.as_(office.edna)

    send(client, f"/work/review/proposals/{proposal.id}/edits", summary="New.")

    assert office.context.store.get(PROPOSALS, proposal.id).edited == ()
    says = f"{office.edna.name} approved a change: asked for by {office.vera.name} "
    words = client.page("/work/listings/knit-club/history").words
    assert says in words
    assert "edited by" not in words


def test_draft_that_the_editor_edited_first_is_marked_too(office: Office) -> None:
    draft = a_draft_in_review(office.context, office.vera)
    save_draft(office.context, by(office.edna), draft, {"summary": "Purling for all."})
    client = office.as_(office.edna)

    send(client, f"/work/review/listings/{draft}/publish")

    whose = f"asked for by {office.vera.name}, edited by {office.edna.name}"
    words = client.page(f"/work/listings/{draft}/history").words
    assert f"{office.edna.name} published with edits: {whose}" in words


def test_asking_for_another_row_approves_nothing(office: Office) -> None:
    proposal = office.new_time()
    client = office.as_(office.edna)

    answer = send(client, f"/work/review/proposals/{proposal.id}/edits", more="when")

    assert answer.status_code == 200
    assert office.context.store.get(PROPOSALS, proposal.id) == proposal


def test_edits_that_cannot_be_published_are_told_and_kept(office: Office) -> None:
    proposal = propose(office.context, by(office.vera), "knit-club", {"summary": "New."})
    client = office.as_(office.edna)

    answer = send(client, f"/work/review/proposals/{proposal.id}/edits", summary="x" * 200)

    assert answer.status_code == 422
    page = client.last
    assert page is not None
    assert words_of(page.by_id("error-summary")).startswith("There is a problem Make the sentence")
    assert page.by_id("summary").get("value") == "x" * 200
    assert office.context.store.get(PROPOSALS, proposal.id).state is ProposalState.WAITING


def test_sending_back_needs_words_and_keeps_the_listing(office: Office) -> None:
    proposal = office.new_time()
    client = office.as_(office.edna)
    address = f"/work/review/proposals/{proposal.id}/send-back"

    empty = send(client, address, words="  ")
    assert empty.status_code == 422
    assert client.last is not None
    assert "Say what should be different" in words_of(client.last.by_id("words-error"))
    assert send(client, address, words="Which hall?").status_code == 303

    decided = office.context.store.get(PROPOSALS, proposal.id)
    assert (decided.state, decided.words, decided.decided_by) == (
        ProposalState.SENT_BACK,
        "Which hall?",
        "edna",
    )


def test_archive_proposal_is_approved(office: Office) -> None:
    proposal = propose_archive(office.context, by(office.vera), "other-club", "closed")

    answer = send(office.as_(office.edna), f"/work/review/proposals/{proposal.id}/approve")

    assert answer.status_code == 303
    assert office.public.get("/listing/other-club").status_code == 410


def test_merge_proposal_is_approved(office: Office) -> None:
    proposal = propose_archive(
        office.context, by(office.vera), "other-club", "merged", into="knit-club"
    )
    client = office.as_(office.edna)
    page = client.page(f"/work/review/proposals/{proposal.id}")
    assert "Merge into Knit Club." in page.words

    assert send(client, f"/work/review/proposals/{proposal.id}/approve").status_code == 303

    assert office.public.get("/listing/other-club").location == "/listing/knit-club"


def test_own_archive_proposal_is_marked_when_four_eyes_is_off(office: Office) -> None:
    switched_off(office.context)
    proposal = propose_archive(office.context, by(office.edna), "other-club", "closed")

    send(office.as_(office.edna), f"/work/review/proposals/{proposal.id}/approve")

    done = [each.entry.happening for each in office.context.store.audited()]
    assert [(each.what, each.why) for each in done[-2:]] == [
        ("approved a change", "four eyes switched off"),
        ("archived", "closed"),
    ]


def test_approving_what_has_come_true_already_is_in_the_history(office: Office) -> None:
    first, second = (
        propose(office.context, by(office.vera), "knit-club", {"cost": "£3"}) for _ in range(2)
    )
    approve(office.context, by(office.edgar), first.id)

    answer = send(office.as_(office.edna), f"/work/review/proposals/{second.id}/approve")

    assert answer.status_code == 303
    what = "approved a change"
    assert office.happened(what) == [("edgar", what), ("edna", what)]


def test_after_deciding_the_next_that_waits_is_shown(office: Office) -> None:
    first = office.new_time()
    second = propose(office.context, by(office.vera), "other-club", {"cost": "£9"})
    ids = sorted((first.id, second.id))  # asked for in the same moment

    answer = send(office.as_(office.edna), f"/work/review/proposals/{ids[0]}/approve")

    assert answer.location == f"/work/review/proposals/{ids[1]}"


def test_draft_is_shown_as_the_public_would_see_it_and_published(office: Office) -> None:
    draft = a_draft_in_review(office.context, office.vera)
    client = office.as_(office.edna)
    page = client.page(f"/work/review/listings/{draft}")
    assert "Wednesday, 2pm to 4pm" in page.words
    assert "The leader said yes on the phone." in page.words
    assert "sent by Vera on 16 March 2026, 09:00" in page.words
    seen = next(each.get("value") for each in page.all("input") if each.get("name") == "seen")
    assert office.public.get(f"/listing/{draft}").status_code == 404

    answer = send(client, f"/work/review/listings/{draft}/publish", seen=seen)

    assert (answer.status_code, answer.location) == (303, "/work/review")
    assert "Purl Club" in office.public.page(f"/listing/{draft}").h1
    assert office.happened("sent for review", "published") == [
        ("vera", "sent for review"),
        ("edna", "published"),
    ]


def test_draft_changed_since_it_was_looked_at_is_not_published(office: Office) -> None:
    draft = a_draft_in_review(office.context, office.vera)

    answer = send(office.as_(office.edna), f"/work/review/listings/{draft}/publish", seen="1")

    assert answer.status_code == 409
    assert load_for_update(office.context, draft).listing.status is Status.IN_REVIEW


def test_draft_is_sent_back_with_words(office: Office) -> None:
    draft = a_draft_in_review(office.context, office.vera)
    client = office.as_(office.edna)

    assert send(client, f"/work/review/listings/{draft}/send-back", words="").status_code == 422
    answer = send(client, f"/work/review/listings/{draft}/send-back", words="Which hall?")

    assert answer.status_code == 303
    assert load_for_update(office.context, draft).listing.status is Status.DRAFT


def test_suggestion_is_taken_up_or_left_aside(office: Office) -> None:
    told = SubmittedSuggestion("Chess", "Grays", words="I <b>love</b> it", contact="me@example.org")
    chess = submit_suggestion(office.context, by(RESIDENT), told).listing_id
    draughts = submit_suggestion(
        office.context, by(RESIDENT), SubmittedSuggestion("Draughts", "Grays")
    ).listing_id
    client = office.as_(office.edna)
    page = client.page(f"/work/review/listings/{chess}")
    assert "I <b>love</b> it" in page.words
    assert "me@example.org" in page.words

    taken = send(client, f"/work/review/listings/{chess}/accept")
    unsaid = send(client, f"/work/review/listings/{draughts}/reject")
    left = send(client, f"/work/review/listings/{draughts}/reject", why="not real")

    assert (taken.status_code, taken.location) == (303, f"/work/listings/{chess}")
    assert (unsaid.status_code, left.status_code) == (422, 303)
    assert [load_for_update(office.context, each).listing.status for each in (chess, draughts)] == [
        Status.DRAFT,
        Status.CLOSED,
    ]


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.DRAFT, Status.ARCHIVED])
def test_listing_that_does_not_wait_has_its_own_page(
    make_context: ContextMaker, status: Status
) -> None:
    office = Office(make_context(a_listing(status=status)))
    answer = office.as_(office.edna).get("/work/review/listings/knit-club")
    assert (answer.status_code, answer.location) == (302, "/work/listings/knit-club")


def test_nothing_that_is_not_there_is_decided_on(office: Office) -> None:
    client = office.as_(office.edna)
    addresses = (
        *("proposals/none/approve", "proposals/none/edits", "proposals/none/send-back"),
        *("listings/none/publish", "listings/none/accept", "listings/none/send-back"),
    )
    answers = [send(client, f"/work/review/{each}", words="x").status_code for each in addresses]
    assert answers == [404] * 6


def test_hostile_texts_are_shown_as_text(office: Office) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    values = {"description": f"Bring your wool. {hostile}", "languages": (hostile,)}
    proposal = propose(office.context, by(office.vera), "knit-club", values, hostile)

    page = office.as_(office.edna).page(f"/work/review/proposals/{proposal.id}")

    assert page.all("img") == []
    assert hostile in page.words

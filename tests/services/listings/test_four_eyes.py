"""Nobody publishes what they wrote themselves, unless the borough says that they may."""

from dataclasses import replace

import pytest

from assetmap.domain.people.people import Person
from assetmap.services.context import Desk
from assetmap.services.listings.drafts import save_draft, submit
from assetmap.services.listings.four_eyes import SWITCHED_OFF, FourEyes, require_other
from assetmap.services.listings.proposals import approve, propose
from assetmap.services.listings.transitions import publish
from tests.conftest import DeskMaker
from tests.services.colleagues import (
    ADMIN,
    EDITOR,
    OTHER_EDITOR,
    a_draft,
    a_draft_in_review,
    a_whole_listing,
    by,
)


def switch_off(desk: Desk) -> None:
    """As `four_eyes = false` in the borough's upkeep.toml does."""
    upkeep = replace(desk.borough.upkeep, four_eyes=False)
    desk.borough = replace(desk.borough, upkeep=upkeep)


def reasons(desk: Desk) -> list[str]:
    return [audited.entry.happening.why for audited in desk.store.audited()]


def test_author_is_refused_and_anybody_else_is_not(make_desk: DeskMaker) -> None:
    desk = make_desk()
    assert require_other(desk, EDITOR, ["vera", "edgar"]) == ""
    with pytest.raises(FourEyes, match="another editor has to look"):
        require_other(desk, EDITOR, ["vera", "edna"])


def test_author_may_once_the_borough_says_so_and_the_audit_marks_it(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    switch_off(desk)
    assert require_other(desk, EDITOR, ["vera"]) == ""
    draft = a_draft_in_review(desk, EDITOR)
    publish(desk, by(EDITOR), draft)
    proposal = propose(desk, by(EDITOR), "knit-club", {"cost": "Free"})
    approve(desk, by(EDITOR), proposal.id)
    assert reasons(desk)[-3:] == [SWITCHED_OFF, "", SWITCHED_OFF]


@pytest.mark.parametrize("person", [EDITOR, ADMIN])
def test_author_of_a_draft_cannot_publish_it(make_desk: DeskMaker, person: Person) -> None:
    desk = make_desk()
    draft = a_draft_in_review(desk, person)
    with pytest.raises(FourEyes):
        publish(desk, by(person), draft)
    assert not desk.store.get_listing(draft).listing.status.is_public
    assert publish(desk, by(OTHER_EDITOR), draft).status.is_public


def test_editor_who_sends_somebody_elses_draft_for_review_has_to_have_it_looked_at(
    make_desk: DeskMaker,
) -> None:
    desk = make_desk()
    draft = a_draft(desk)
    submit(desk, by(EDITOR), draft)
    with pytest.raises(FourEyes):
        publish(desk, by(EDITOR), draft)


def test_editor_may_put_a_word_right_in_a_draft_and_publish_it(make_desk: DeskMaker) -> None:
    desk = make_desk()
    draft = a_draft_in_review(desk)
    save_draft(desk, by(EDITOR), draft, {"summary": "Purling and tea."})
    assert publish(desk, by(EDITOR), draft).summary == "Purling and tea."


def test_proposer_cannot_approve_their_own_change(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    proposal = propose(desk, by(EDITOR), "knit-club", {"cost": "Free"})
    with pytest.raises(FourEyes):
        approve(desk, by(EDITOR), proposal.id)
    assert desk.store.get_listing("knit-club").listing.cost.text == "£2"
    approve(desk, by(OTHER_EDITOR), proposal.id)
    assert desk.store.get_listing("knit-club").listing.cost.text == "Free"

"""Nobody publishes what they wrote themselves, unless the borough says that they may."""

from dataclasses import replace

import pytest

from assetmap.domain.people.people import Person
from assetmap.services.context import Context
from assetmap.services.listings.drafts import save_draft, submit
from assetmap.services.listings.four_eyes import SWITCHED_OFF, SelfApprovalError, require_other
from assetmap.services.listings.proposals import approve, propose
from assetmap.services.listings.transitions import publish
from tests.conftest import ContextMaker
from tests.services.colleagues import (
    ADMIN,
    EDITOR,
    OTHER_EDITOR,
    a_draft,
    a_draft_in_review,
    a_whole_listing,
    by,
)


def switch_off(context: Context) -> None:
    """As `four_eyes = false` in the borough's upkeep.toml does."""
    upkeep = replace(context.borough.upkeep, four_eyes=False)
    context.borough = replace(context.borough, upkeep=upkeep)


def reasons(context: Context) -> list[str]:
    return [audited.entry.happening.why for audited in context.store.audited()]


def test_author_is_refused_and_anybody_else_is_not(make_context: ContextMaker) -> None:
    context = make_context()
    assert require_other(context, EDITOR, ["vera", "edgar"]) == ""
    with pytest.raises(SelfApprovalError, match="another editor has to look"):
        require_other(context, EDITOR, ["vera", "edna"])


def test_author_may_once_the_borough_says_so_and_the_audit_marks_it(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_whole_listing())
    switch_off(context)
    assert require_other(context, EDITOR, ["vera"]) == ""
    draft = a_draft_in_review(context, EDITOR)
    publish(context, by(EDITOR), draft)
    proposal = propose(context, by(EDITOR), "knit-club", {"cost": "Free"})
    approve(context, by(EDITOR), proposal.id)
    assert reasons(context)[-3:] == [SWITCHED_OFF, "", SWITCHED_OFF]


@pytest.mark.parametrize("person", [EDITOR, ADMIN])
def test_author_of_a_draft_cannot_publish_it(make_context: ContextMaker, person: Person) -> None:
    context = make_context()
    draft = a_draft_in_review(context, person)
    with pytest.raises(SelfApprovalError):
        publish(context, by(person), draft)
    assert not context.store.get_listing(draft).listing.status.is_public
    assert publish(context, by(OTHER_EDITOR), draft).status.is_public


def test_editor_who_sends_somebody_elses_draft_for_review_has_to_have_it_looked_at(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    draft = a_draft(context)
    submit(context, by(EDITOR), draft)
    with pytest.raises(SelfApprovalError):
        publish(context, by(EDITOR), draft)


def test_editor_may_put_a_word_right_in_a_draft_and_publish_it(make_context: ContextMaker) -> None:
    context = make_context()
    draft = a_draft_in_review(context)
    save_draft(context, by(EDITOR), draft, {"summary": "Purling and tea."})
    assert publish(context, by(EDITOR), draft).summary == "Purling and tea."


def test_proposer_cannot_approve_their_own_change(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    proposal = propose(context, by(EDITOR), "knit-club", {"cost": "Free"})
    with pytest.raises(SelfApprovalError):
        approve(context, by(EDITOR), proposal.id)
    assert context.store.get_listing("knit-club").listing.cost.text == "£2"
    approve(context, by(OTHER_EDITOR), proposal.id)
    assert context.store.get_listing("knit-club").listing.cost.text == "Free"

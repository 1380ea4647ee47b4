"""Editors' changes to the everyday words: versions, audit, conflicts, and who may."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.people.people import NotAllowed, Person
from assetmap.services.admin import thesaurus as words
from assetmap.services.admin.concept_rules import BadConcept
from assetmap.services.context import Desk
from assetmap.services.privacy.audit import prove
from assetmap.storage.store import NotFound, Stale
from assetmap.storage.tables import CONCEPT_CHANGES
from tests.conftest import DeskMaker
from tests.services.colleagues import ADMIN, COORDINATOR, EDITOR, LEAVER, MANAGER, VOLUNTEER, by

FOBS = Concept("lost-fobs", ("misplaced my fobs",), ("home/odd-jobs",), words=("locksmith",))


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk()


def audited(desk: Desk) -> list[tuple[str, str, dict[str, tuple[str, str]]]]:
    return [
        (
            each.entry.happening.what,
            each.entry.happening.subject,
            {value.field: (value.before, value.after) for value in each.values},
        )
        for each in desk.store.audited()
    ]


def test_change_is_a_version_with_what_differs_in_the_audit(desk: Desk) -> None:
    words.make(desk, by(EDITOR), FOBS)
    after = replace(FOBS, say=("my fobs went",), categories=("home/safety",), urgent=True)
    words.change(desk, by(ADMIN), after, 1)
    found = [(each.number, each.by, each.concept) for each in words.versions(desk, "lost-fobs")]
    assert found == [(1, "edna", FOBS), (2, "ada", after)]
    what, subject, values = audited(desk)[-1]
    assert (what, subject) == ("changed everyday words", "concept:lost-fobs")
    assert values == {
        "phrases": ("misplaced my fobs", "my fobs went"),
        "subjects": ("home/odd-jobs", "home/safety"),
        "urgent": ("no", "yes"),
    }
    assert prove(desk).broken is None


def test_saving_nothing_new_keeps_no_version(desk: Desk) -> None:
    shipped = words.versions(desk, "lonely")[-1]
    words.change(desk, by(EDITOR), shipped.concept, shipped.number)
    assert desk.store.find(CONCEPT_CHANGES) == []
    assert audited(desk) == []


def test_late_change_is_refused_and_leaves_no_trace(desk: Desk) -> None:
    words.make(desk, by(EDITOR), FOBS)
    words.add_phrase(desk, by(EDITOR), "fobbed off again", "lost-fobs")
    before = audited(desk)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: words.change(desk, by(ADMIN), replace(FOBS, urgent=True), 1),
        lambda: words.remove(desk, by(ADMIN), "lost-fobs", 1),
        lambda: words.restore(desk, by(ADMIN), "lost-fobs", 1, 1),
    )
    for late in attempts:
        with pytest.raises(Stale):
            late()
    assert audited(desk) == before
    assert len(words.versions(desk, "lost-fobs")) == 2


def test_earlier_version_counts_again_as_a_new_one(desk: Desk) -> None:
    words.remove(desk, by(EDITOR), "housebound", 0)
    assert desk.phrases().heard("housebound") == ()
    with pytest.raises(BadConcept):
        words.add_phrase(desk, by(EDITOR), "cannot leave", "housebound")
    words.restore(desk, by(EDITOR), "housebound", 0, 1)
    history = words.versions(desk, "housebound")
    assert [(each.number, each.is_removed) for each in history] == [
        (0, False),
        (1, True),
        (2, False),
    ]
    assert history[2].concept == history[0].concept
    assert [values.get("counts") for _, _, values in audited(desk)] == [
        ("yes", "no"),
        ("no", "yes"),
    ]


def test_names_that_are_taken_and_words_that_are_not_there(desk: Desk) -> None:
    with pytest.raises(BadConcept):
        words.make(desk, by(EDITOR), replace(FOBS, id="lonely"))
    words.make(desk, by(EDITOR), FOBS)
    with pytest.raises(BadConcept):
        words.make(desk, by(EDITOR), FOBS)
    with pytest.raises(NotFound):
        words.restore(desk, by(EDITOR), "lost-fobs", 7, 1)
    with pytest.raises(NotFound):
        words.change(desk, by(EDITOR), replace(FOBS, id="nothing"), 0)


@pytest.mark.parametrize("person", [VOLUNTEER, COORDINATOR, MANAGER, LEAVER, Person("x")])
def test_words_are_changed_by_editors_alone(desk: Desk, person: Person) -> None:
    wishes: tuple[Callable[[], object], ...] = (
        lambda: words.make(desk, by(person), FOBS),
        lambda: words.change(desk, by(person), replace(FOBS, id="lonely"), 0),
        lambda: words.add_phrase(desk, by(person), "fobbed off", "lonely"),
        lambda: words.remove(desk, by(person), "lonely", 0),
        lambda: words.restore(desk, by(person), "lonely", 0, 0),
    )
    for wish in wishes:
        with pytest.raises(NotAllowed):
            wish()
    assert desk.store.find(CONCEPT_CHANGES) == []

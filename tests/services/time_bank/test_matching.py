"""Which offers fit a want, over a real store: never with who may not be matched."""

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import PROGRAM, NotAllowed
from assetmap.domain.time_bank.items import ItemKind, ItemPreference, ItemState, TimeBankItem
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import Member, Stage
from assetmap.services.areas.sample_areas import load_sample_areas
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.confirming import confirm_by_phone
from assetmap.services.time_bank.matching import matches_of, wants_to_match
from assetmap.services.time_bank.ward_distances import distances_from
from tests.conftest import ContextMaker
from tests.services.colleagues import VOLUNTEER
from tests.time_bank import AT_HOME, BY_BROKER, join, keep_exchange, keep_item

TODAY = date(2026, 3, 16)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def offering(context: Context, title: str = "Walk your dog", **values: Any) -> Member:
    """A member who offers something, with what tells them from others."""
    of_item = {
        name: values.pop(name)
        for name in ("days", "places", "preferences", "category", "until", "state", "details")
        if name in values
    }
    usual = {"address": f"{title} {len(values)}{time.perf_counter_ns()}", "email": ""}
    member = join(context, **{**usual, **values})
    keep_item(context, member.id, title, **of_item)
    return member


def wanted(context: Context, title: str = "My dog needs a walk", **values: Any) -> TimeBankItem:
    who = join(context, name="Wanda Want", address="1 Want Way", email="wanda@example.org")
    return keep_item(context, who.id, title, kind=ItemKind.WANT, **values)


def found(context: Context, want: TimeBankItem) -> list[str]:
    return [each.giver.account for each in matches_of(context, BY_BROKER, want)]


@pytest.mark.parametrize(
    "values",
    [
        {"frozen_on": TODAY},
        {"stage": Stage.PAUSED},
        {"stage": Stage.LEFT},
        {"stage": Stage.APPLIED},
        {"state": ItemState.CLOSED},
        {"until": date(2026, 3, 15)},
        {"title": "Play the bassoon"},
        {"places": (PlaceKind.HOME,)},
        {"places": (PlaceKind.LIFT,)},
    ],
)
def test_never_with_who_may_not_be_matched_tb10_tb12(
    context: Context, values: dict[str, Any]
) -> None:
    """TB10, TB12: not frozen, paused or gone, nor where the flags of both do not allow it."""
    offering(context, **values)
    want = wanted(context, places=tuple(PlaceKind))
    assert found(context, want) == []
    fits = offering(context)
    assert found(context, want) == [fits.id]


def test_nobody_is_matched_with_themselves(context: Context) -> None:
    want = wanted(context)
    keep_item(context, want.account, "Walk your dog")
    assert found(context, want) == []


def test_one_household_is_told_and_comes_last(context: Context) -> None:
    want = wanted(context)
    same = offering(context, address="1 want way")
    mail = offering(context, email="Wanda@example.org")
    other = offering(context)
    matches = matches_of(context, BY_BROKER, want)
    assert matches[0].giver.account == other.id
    words = "they share an e-mail address or a home: ask each of them alone"
    said = {each.giver.account: words in each.fit.reasons for each in matches}
    assert said == {other.id: False, same.id: True, mail.id: True}


def test_homes_only_where_both_have_the_flag_tb10(context: Context) -> None:
    """TB10: the giver's flag alone is not enough."""
    places = (PlaceKind.HOME,)
    giver = offering(context, places=places, **AT_HOME)
    assert found(context, wanted(context, places=places)) == []
    receiver = join(context, name="Homer", **AT_HOME, email="", address="9 Home")
    kind = ItemKind.WANT
    want = keep_item(context, receiver.id, "Walk the dog", kind=kind, places=places)
    assert found(context, want) == [giver.id]


def test_under_18_in_public_only_tb9(context: Context) -> None:
    """TB9: an offer by phone of somebody who is 17 fits nobody."""
    young = {"turns_18_on": date(2027, 1, 1), "consent_on": TODAY}
    offering(context, places=(PlaceKind.REMOTE,), **young)
    public = offering(context, places=(PlaceKind.REMOTE, PlaceKind.PUBLIC), **young)
    want = wanted(context, places=tuple(PlaceKind))
    assert found(context, want) == [public.id]


def test_five_at_most_the_best_first(context: Context) -> None:
    want = wanted(context, days=("Tue",))
    for _ in range(6):
        offering(context, days=("Wed",))
    best = offering(context, days=("Tue",))
    assert found(context, want)[0] == best.id
    assert len(found(context, want)) == 5


def test_who_has_given_before_comes_first_and_the_first_is_told_tb11(context: Context) -> None:
    """TB11: the rule for a first exchange stands on the match."""
    want = wanted(context)
    new, known = offering(context, name="Newt"), offering(context, name="Ken Known")
    for _ in range(2):
        confirm_by_phone(context, BY_BROKER, keep_exchange(context, known.id, new.id).id)
    first, second = matches_of(context, BY_BROKER, want)
    assert (first.giver.account, second.giver.account) == (known.id, new.id)
    assert "has given twice" in first.fit.reasons
    assert "It is the first exchange of Wanda Want:" in first.first


def test_everyday_words_of_the_thesaurus_match_without_a_word_in_common(context: Context) -> None:
    concept = next(
        each
        for each in context.current_thesaurus.thesaurus().concepts
        if len([phrase for phrase in each.say if phrase.count(" ") == 0]) > 3
    )
    says = [each for each in concept.say if " " not in each]
    giver = offering(context, title=says[0])
    want = wanted(context, title=says[3])
    assert found(context, want) == [giver.id]


def test_category_alone_is_enough_and_wishes_lift_tb19(context: Context) -> None:
    """TB19: who likes to teach comes first for who wants to learn."""
    slug = context.borough.words.categories[0].slug
    want = wanted(context, title="Qqq", category=slug, preferences=(ItemPreference.LEARN,))
    plain = offering(context, title="Www", category=slug)
    teacher = offering(context, title="Xxx", category=slug, preferences=(ItemPreference.TEACH,))
    assert found(context, want) == [teacher.id, plain.id]


def test_want_of_who_is_no_member_yet_has_matches_in_public(context: Context) -> None:
    giver = offering(context, **AT_HOME, places=(PlaceKind.PUBLIC, PlaceKind.HOME))
    want = keep_item(context, "", "Walk a dog", kind=ItemKind.WANT, places=tuple(PlaceKind))
    (match,) = matches_of(context, BY_BROKER, want)
    assert (match.giver.account, match.fit.places) == (giver.id, {PlaceKind.PUBLIC})


def test_wants_wait_from_the_oldest_on_without_those_of_the_frozen(context: Context) -> None:
    new, old = wanted(context), wanted(context, since=date(2026, 2, 1))
    frozen = join(context, frozen_on=TODAY)
    keep_item(context, frozen.id, "A walk", kind=ItemKind.WANT)
    assert wants_to_match(context, BY_BROKER) == [old, new]
    keep_exchange(context, "1", "2", items=(old.id,))
    assert wants_to_match(context, BY_BROKER) == [new]


def test_frozen_receiver_has_no_matches_tb12(context: Context) -> None:
    """TB12."""
    offering(context)
    frozen = join(context, name="Frozen", frozen_on=TODAY)
    want = keep_item(context, frozen.id, "Walk my dog", kind=ItemKind.WANT)
    assert found(context, want) == []


def test_others_may_not(context: Context) -> None:
    want = wanted(context)
    with pytest.raises(NotAllowed):
        matches_of(context, Actor(VOLUNTEER), want)
    with pytest.raises(NotAllowed):
        wants_to_match(context, Actor(VOLUNTEER))


def test_wards_of_the_sample_say_how_far(context: Context) -> None:
    load_sample_areas(context, Actor(PROGRAM, "sample"))
    wards = context.areas.current(AreaKind.WARD, TODAY)
    assert wards is not None
    here = wards.areas[0].code
    distances = distances_from(context, here)
    near = next(code for code, each in distances.items() if each.wards == 1)
    far = max(distances, key=lambda code: distances[code].km or 0)
    givers = {ward: offering(context, ward=ward).id for ward in (far, near, here)}
    want = replace(wanted(context), ward=here)
    matches = matches_of(context, BY_BROKER, want)
    assert [each.giver.account for each in matches] == [givers[x] for x in (here, near, far)]
    said = [" ".join(each.fit.reasons) for each in matches]
    assert "in the same ward" in said[0]
    assert "1 ward away" in said[1]
    assert "miles away" in said[2]

"""What people refuse, as a borough writes it down."""

import tomllib

import pytest

from assetmap.borough.refusals_file import read_refusals
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.refused_things import RefusedThing, RefusedThings

GYM = '[[thing]]\nsay = ["Gym"]\nwords = ["Fitness"]\n'


def test_things_are_read_folded() -> None:
    text = (
        'never = ["Alone"]\nlacked = ["Wi"]\nfeared = ["dogs"]\ncontrasted = ["Debt"]\n'
        'groups = ["class"]\n'
        f'needs = ["care"]\nwants = ["family"]\n{GYM}'
        '[[thing]]\nsay = ["religious"]\ncategories = ["belong/faith", "gone"]\nquality = true'
    )
    assert read_refusals(tomllib.loads(text), {"belong/faith"}, is_own=False) == RefusedThings(
        (
            RefusedThing(("gym",), ("fitness",)),
            RefusedThing(("religious",), categories=("belong/faith",), is_quality=True),
        ),
        *(("alone",), ("wi",), ("dogs",), ("debt",), ("class",), ("care",), ("family",)),
    )
    assert read_refusals({}, (), is_own=True) == RefusedThings()
    late = tomllib.loads('[[thing]]\nsay = ["evenings"]\ntimes = ["evening"]')
    thing = RefusedThing(("evenings",), times=("evening",))
    assert read_refusals(late, (), is_own=True) == RefusedThings((thing,))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GYM + GYM, "two things are called 'gym'"),
        ("[[thing]]\nsay = []", "a thing says nothing"),
        ('[[thing]]\nsay = ["gym"]', "the thing 'gym' has neither words nor categories nor times"),
        (GYM + 'times = ["night"]', "the thing 'gym' has the time 'night': it is one of"),
        (GYM + 'categories = ["x/y"]', "the thing 'gym' names a category x/y that is not there"),
        ('never = "alone"', "never is no list of words"),
        ('lacked = ["hot water"]', "lacked holds 'hot water', which is not one word"),
    ],
)
def test_things_that_cannot_be_used_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_refusals(tomllib.loads(text), {"belong/faith"}, is_own=True)


def test_shipped_things_know_their_categories(borough: Borough) -> None:
    things = borough.refusals
    slugs = {slug for thing in things.things for slug in thing.categories}
    assert slugs <= set(borough.words.category)
    tops = {each.slug for each in borough.words.categories}
    assert {*things.needs, *things.wants} <= {*tops, *borough.words.category}

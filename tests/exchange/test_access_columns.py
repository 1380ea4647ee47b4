import pytest

from assetmap.exchange.access_columns import STEP_FREE_NOTE, read_features


def read(**texts: str) -> tuple[dict[str, str], list[str]]:
    notes: list[str] = []
    return read_features(texts, notes), notes


@pytest.mark.parametrize("yes", ["Yes", "y", "TRUE", "1", "✓", "Full", "designated"])
def test_a_yes_is_the_feature(yes: str) -> None:
    assert read(wheelchair_access=yes) == ({"access": "step-free"}, [STEP_FREE_NOTE])
    assert read(hearing_loop=yes, access="toilet") == ({"access": "toilet; hearing-loop"}, [])


@pytest.mark.parametrize("no", ["No", "N", "false", "0", "✗"])
def test_a_no_says_nothing(no: str) -> None:
    assert read(wheelchair_access=no, hearing_loop=no) == ({}, [])


def test_other_words_stand_in_the_description() -> None:
    assert read(wheelchair_access="limited", description="Tea.") == (
        {"description": "Tea.\n\nWheelchair or disabled access: limited."},
        [],
    )
    assert read(car_park="Yes, two spaces.") == (
        {"access": "parking", "description": "Parking: Yes, two spaces."},
        [],
    )
    assert read(hearing_loop="x") == (
        {},
        ["“x” under “Hearing loop” may mean yes or no, so we left it out."],
    )


def test_a_toilet_for_somebody_is_one() -> None:
    assert read(accessible_toilet="Female and male") == ({"access": "toilet"}, [])


def test_what_openstreetmap_calls_access_is_another_thing() -> None:
    assert read(access="yes") == ({"access": ""}, [])
    assert read(access="step-free") == ({"access": "step-free"}, [])


def test_a_list_may_call_a_feature_as_a_column_would() -> None:
    assert read(access="Wheelchair access, Disabled toilet; quiet") == (
        {"access": "step-free; toilet; quiet"},
        [STEP_FREE_NOTE],
    )
    assert read(access="Toilets, ramp") == ({"access": "Toilets, ramp"}, [])

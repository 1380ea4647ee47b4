"""What a coordinator asks the broker (TB20)."""

from dataclasses import fields

from assetmap.domain.time_bank.broker_request import BrokerRequest, RequestState


def test_tb20_a_request_has_no_place_for_who_it_is_for() -> None:
    assert [each.name for each in fields(BrokerRequest)] == [
        *("id", "by", "at", "what", "category", "ward", "days"),
        *("state", "item_id", "answered_at", "answered_by", "is_sample"),
    ]


def test_states_are_said_as_people_say_them() -> None:
    assert [each.label for each in RequestState] == ["Waiting", "Taken up", "Not possible"]

"""What a filter of the form shows, and what it says of what is chosen."""

from assetmap.web.presenters.filter_groups import Choice, Filter

MEET, EAT = "Meet people", "Food"


def a_filter(*chosen: str, many: bool = False) -> Filter:
    offered = [("", "Any", ""), ("meet", MEET, MEET), ("meet/tea", "Tea", MEET)]
    offered += [("eat", EAT, EAT), ("eat/lunch", "Lunch", EAT)]
    choices = (Choice(value, label, 1_204, value in chosen, at) for value, label, at in offered)
    return Filter("category", "Category", many, tuple(choices))


def test_second_level_is_shown_once_its_first_or_a_neighbour_is_chosen() -> None:
    assert [(n, each.label) for n, each in a_filter("").shown] == [(1, "Any"), (2, MEET), (3, EAT)]
    shown = [each.label for _, each in a_filter("eat").shown]
    assert shown == ["Any", MEET, EAT, "Lunch"]
    assert shown == [each.label for _, each in a_filter("eat/lunch").shown]


def test_what_is_chosen_is_said_in_short() -> None:
    assert [a_filter(each).used_words for each in ("", "eat")] == ["", EAT]
    assert a_filter("", "eat", "meet", many=True).used_words == "2 chosen"


def test_count_is_said_where_it_makes_sense() -> None:
    assert Choice("eat", EAT, 1_204, selected=False).count_words == "1,204"
    assert Choice("eat", EAT, 0, selected=False).count_words == "0"
    assert Choice("eat", EAT, None, selected=False).count_words == ""

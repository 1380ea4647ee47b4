"""What the form shows of a filter: what is chosen in short, and which of its choices."""

from assetmap.web.presenters.filter_groups import Choice, Filter

ARTS = Choice("arts", "Arts", 1204, selected=False, group="Arts")
CHOIRS = Choice("arts/choirs", "Choirs", 3, selected=False, group="Arts")
SPORT = Choice("sport", "Sport", None, selected=False, group="Sport")
ANY = Choice("", "Any", None, selected=True)


def chosen(choice: Choice) -> Choice:
    """The same, chosen."""
    return Choice(choice.value, choice.label, choice.count, selected=True, group=choice.group)


def test_a_choice_tells_its_level_and_how_many_it_finds() -> None:
    assert [each.is_within for each in (ARTS, CHOIRS, SPORT, ANY)] == [False, True, False, False]
    assert [each.count_words for each in (ARTS, CHOIRS, SPORT)] == ["1,204", "3", ""]


def test_a_filter_says_in_short_what_is_chosen() -> None:
    unused = Filter("cost", "Cost", many=False, choices=(ANY, SPORT))
    assert (unused.is_used, unused.used_words) == (False, "")
    one = Filter("cost", "Cost", many=False, choices=(chosen(SPORT),))
    assert (one.is_used, one.used_words) == (True, "Sport")
    many = Filter("category", "About", many=True, choices=(chosen(ARTS), SPORT, chosen(CHOIRS)))
    assert (many.is_used, many.used_words) == (True, "2 chosen")


def test_what_is_within_shows_once_its_group_is_chosen() -> None:
    closed = Filter("category", "About", many=True, choices=(ARTS, CHOIRS, SPORT))
    assert closed.shown == [(1, ARTS), (2, SPORT)]
    opened = Filter("category", "About", many=True, choices=(chosen(ARTS), CHOIRS, SPORT))
    assert opened.shown == [(1, chosen(ARTS)), (2, CHOIRS), (3, SPORT)]

import numpy as np

from assetmap.domain.search.query import Search
from assetmap.domain.times.days_asked import read_days
from assetmap.services.context import Context
from assetmap.services.search.on_days import fits_it_all, on_days, sessions_on
from assetmap.services.search.selection import select
from tests.conftest import ContextMaker
from tests.factories import a_listing


def ids(context: Context, search: Search, **days: str) -> list[str]:
    asked, _ = read_days(days, context.clock.today())
    return sorted(each.id for each in on_days(context, select(context, search), asked).listings)


def test_selection_is_narrowed_to_what_is_on(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("tue", when=["Tue 10:00-12:00"]), a_listing("mon", when=["Mon 10:00-12:00"])
    )
    assert ids(context, Search(), when="today") == ["mon"]
    assert ids(context, Search(), when="tomorrow") == ["tue"]
    assert ids(context, Search()) == ["mon", "tue"]
    assert ids(context, Search(words="zzxq"), when="today") == []


def test_narrowed_selection_counts_what_is_on(make_context: ContextMaker) -> None:
    context = make_context(a_listing("tue"), a_listing("mon", when=["Mon 10:00-12:00"], cost="£9"))
    asked, _ = read_days({"when": "tomorrow"}, context.clock.today())
    whole = select(context, Search(cost=(("free", "upto5"),)))
    found = on_days(context, whole, asked)
    assert (whole.known, found.known) == (1, 1)
    assert np.count_nonzero(found.base) == 1
    assert len(sessions_on(context, whole, asked)) == 1


def test_words_of_a_time_that_nothing_has_leave_what_fits_some_of_it(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_listing("knit", name="Knitting", when=["Tue 10:00-12:00"]))
    assert not fits_it_all(select(context, Search(words="knitting on sunday")))
    assert ids(context, Search(words="knitting on sunday")) == ["knit"]
    assert fits_it_all(select(context, Search(words="knitting on tuesday")))

"""Many people read while an editor publishes: no reading fails, and no change is lost."""

from concurrent.futures import ThreadPoolExecutor

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.indexing import Comparison
from assetmap.services.listing_repository import revisions_of
from assetmap.services.listings.proposals import approve, propose, waiting
from assetmap.services.search.finding import answer
from assetmap.services.search.reading import read_listing
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, a_whole_listing, by

READS, CHANGES, READERS = 200, 10, 4


def read(context: Context, number: int) -> tuple[str, int]:
    """One reading as a visitor makes it: the page of a listing, or a question."""
    if number % 2:
        return read_listing(context, f"club-{number % CHANGES}").shown.name, 1
    found = answer(context, Search(words="club", per_page=100))
    return "", len(found.hits)


def test_readers_never_fail_and_every_approved_change_is_there(make_context: ContextMaker) -> None:
    context = make_context(
        *(a_whole_listing(f"club-{n}", name=f"Club {n}") for n in range(CHANGES))
    )
    other_process = make_context()  # its own memory and connections, as a second worker has
    for number in range(CHANGES):
        propose(context, by(VOLUNTEER), f"club-{number}", {"name": f"Club {number} anew"})
    with ThreadPoolExecutor(READERS + 1) as pool:
        reading = [
            pool.submit(read, context if number % 3 else other_process, number)
            for number in range(READS)
        ]
        publishing = pool.submit(
            lambda: [approve(context, by(EDITOR), proposal.id) for proposal in waiting(context)]
        )
    assert len(publishing.result()) == CHANGES
    read_names = {name for name, _ in (each.result() for each in reading)} - {""}
    either = {f"Club {n}{more}" for n in range(CHANGES) for more in ("", " anew")}
    assert read_names <= either
    assert {count for _, count in (each.result() for each in reading)} == {1, CHANGES}
    for number in range(CHANGES):
        assert read_listing(other_process, f"club-{number}").shown.name == f"Club {number} anew"
        assert len(revisions_of(context, f"club-{number}")) == 2
    assert context.indexer.compare() == Comparison((), (), (), 0)
    assert answer(other_process, Search(words="anew", exact=True)).total == CHANGES

import pytest

from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Answer, Understood


@pytest.mark.parametrize(
    ("total", "per_page", "pages"),
    [(0, 20, 1), (1, 20, 1), (20, 20, 1), (21, 20, 2), (300, 100, 3), (7, 1, 7)],
)
def test_answer_pages_hold_every_hit_and_are_at_least_one(
    total: int, per_page: int, pages: int
) -> None:
    answer = Answer(Search(per_page=per_page), Understood(), total, total, (), {}, 1)
    assert answer.pages == pages

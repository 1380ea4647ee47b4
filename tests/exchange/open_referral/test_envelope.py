"""Pages of lists, and the front page."""

import pytest

from assetmap.exchange.open_referral.envelope import PageOf, envelope, front_page


@pytest.mark.parametrize(
    ("number", "total", "size", "said"),
    [
        (1, 0, 0, (1, True, True, True)),
        (1, 5, 5, (1, True, True, False)),
        (1, 12, 5, (3, True, False, False)),
        (2, 12, 5, (3, False, False, False)),
        (3, 12, 2, (3, False, True, False)),
        (9, 12, 0, (3, False, True, True)),
    ],
)
def test_a_page_says_where_it_stands(
    number: int, total: int, size: int, said: tuple[int, bool, bool, bool]
) -> None:
    page = PageOf(number, 5, total)
    items = [{"id": str(n)} for n in range(total)][page.part]
    assert envelope(page, items) == {
        "total_items": total,
        "total_pages": said[0],
        "page_number": number,
        "size": size,
        "first_page": said[1],
        "last_page": said[2],
        "empty": said[3],
        "contents": items,
    }


def test_the_front_page_names_the_standards_own_description() -> None:
    assert front_page() == {
        "version": "HSDS-UK-3.0",
        "profile": "https://openreferraluk.org/specifications/3.0",
        "openapi_url": "https://openreferraluk.org/specifications/3.0/openapi.json",
    }

import pytest

from assetmap.domain.phone import tel_link


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("01632 960000", "tel:01632960000"),
        ("+44 (0)1632-960 000", "tel:+4401632960000"),
        ("01632 960000 <b>", "tel:01632960000"),
        ("ask at the context", ""),
        ("+", ""),
        ("", ""),
    ],
)
def test_tel_link_has_the_figures_alone(phone: str, link: str) -> None:
    assert tel_link(phone) == link

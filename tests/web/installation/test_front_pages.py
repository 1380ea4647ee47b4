"""The list of all authorities, by letter where there are many."""

from assetmap.borough.authorities import Authority
from assetmap.web.installation.front_pages import NamesBeside, front_home

FEW = tuple(
    Authority(name.lower(), name, name, "https://x") for name in ("Ashford", "Bath", "Bury")
)


def test_few_stand_together() -> None:
    assert front_home(FEW).letters == (NamesBeside("", FEW),)


def test_many_stand_by_their_letters() -> None:
    many = (*FEW, *(Authority(f"c{n}", f"C{n}", f"E{n}", "https://x") for n in range(60)))
    page = front_home(many)
    assert [(part.letter, len(part.authorities)) for part in page.letters] == [
        ("A", 1),
        ("B", 2),
        ("C", 60),
    ]
    assert page.count == 63

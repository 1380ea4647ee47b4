"""The code of a box, whatever stands in its question."""

from html.parser import HTMLParser

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.query import Search
from assetmap.web.search.embed_code import Frame, question_path, question_title, read_show

HOSTILE = '"><script>alert(1)</script>&{{ 7*7 }}'


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_code_is_one_frame_with_a_title_in_a_sandbox() -> None:
    code = str(Frame("https://d.example/embed?q=a&show=both", HOSTILE, 500).html)
    assert Tags(code).found == [
        (
            "iframe",
            {
                "class": "directory-box",
                "title": HOSTILE,
                "src": "https://d.example/embed?q=a&show=both",
                "sandbox": "allow-scripts allow-popups allow-popups-to-escape-sandbox",
                "width": "100%",
                "height": "500",
                "loading": "lazy",
                "style": "border: 0; max-width: 100%",
            },
        )
    ]


@pytest.mark.parametrize(
    ("given", "show"), [("", "list"), ("map", "map"), (" Both ", "both"), ("<b>", "list")]
)
def test_what_a_box_shows(given: str, show: str) -> None:
    found, problems = read_show(given)
    assert found == show
    assert [each.parameter for each in problems] == (["show"] if given == "<b>" else [])


def test_address_of_a_box_is_the_question_and_what_it_shows() -> None:
    search = Search(words="lunch", near="RM18", page=3, per_page=50, view="map")
    assert question_path(search, "list") == "/embed?q=lunch&near=RM18"
    assert question_path(search, "map") == "/embed?q=lunch&near=RM18&show=map"
    assert question_path(Search(), "both") == "/embed?show=both"


def test_title_says_the_question(borough: Borough) -> None:
    asked = (Search(words="lunch", near="RM18"), Search(need="lonely"), Search(near="Grays"))
    assert [question_title(each, borough) for each in asked] == [
        "Lunch near RM18",
        "Company and friendship",
        "What is on near Grays",
    ]

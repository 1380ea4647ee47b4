"""The inspection itself: each defect that it is there to find, in a page that has only that one."""

import pytest

from assetmap.domain.borough.borough import Borough
from tests.web.conftest import Client
from tests.web.inspection import Page, defects

NAMED = '<label for="q">What are you looking for?</label>'


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("<h1>", "<h1>Two</h1><h1>", "not one h1"),
        ("<title>", "<title>Else ", "does not begin with 'Find groups"),
        ("</main>", '<p class="error-summary">x</p></main>', "does not begin with 'Error: Find"),
        ("</main>", "<h4>Deep</h4></main>", "an h4 'Deep' stands under an h2"),
        ('lang="en-GB"', 'lang="fr"', "language"),
        ('<main id="main"', '<main id="help"', "the id 'help' stands 2 times"),
        (NAMED, "", "the field 'q' has no label"),
        ("</main>", '<p style="color:red">x</p></main>', "an inline style on p"),
        ("</main>", '<p onclick="x()">x</p></main>', "an inline onclick on p"),
        ("</main>", "<script>x()</script></main>", "an inline script"),
        ("</main>", '<img src="https://elsewhere.example/x.png" alt=""></main>', "img loads from"),
        ("</main>", '<a href="java\tscript:x()">x</a></main>', "href="),
        ("</main>", '<a href="#nobody">x</a></main>', "leads to nobody"),
        ("</main>", '<p aria-describedby="nobody">x</p></main>', "names nobody"),
        ("Worried about someone?", "Anything else?", "does not say 'Worried about someone?'"),
        ("01632 960100", "01632 960101", "does not say '01632 960100'"),
        ('href="/privacy"', 'href="/private"', "the footer does not link to /privacy"),
        ('href="/accessibility"', 'href="/a11y"', "the footer does not link to /accessibility"),
        ('class="sample-banner"', 'class="banner"', "sample listings loaded: True"),
    ],
)
def test_inspection_finds_what_a_page_must_not_be(
    client: Client, borough: Borough, before: str, after: str, told: str
) -> None:
    html = client.get("/").get_data(as_text=True)
    assert before in html
    assert told in "\n".join(defects(Page(html.replace(before, after)), borough, sample=True))


def test_inspection_refuses_html_that_browsers_have_to_mend(client: Client) -> None:
    html = client.get("/").get_data(as_text=True).replace("</main>", "</div></main>")
    with pytest.raises(AssertionError, match="end-tag"):
        Page(html)

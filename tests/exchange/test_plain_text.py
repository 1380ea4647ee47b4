import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.exchange.plain_text import MENDED, STRIPPED, plain_cell, without_html


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>Tea &amp; talk</p>", "Tea & talk"),
        ("Pond Men&#39;s Shed", "Pond Men's Shed"),
        ("Pond Men&rsquo;s Shed &#163;2", "Pond Men’s Shed £2"),
        ("&amp;lt;b&amp;gt;Tea", "Tea"),
        ("&lt;p&gt;Tea&lt;/p&gt;", "Tea"),
        ("Tea<br>Cake<BR />Chat", "Tea\nCake\nChat"),
        ("<div><p>One</p>\n<p>Two</p></div>", "One\n\nTwo"),
        ("<ul><li>Debt</li><li>Homes</li></ul>", "- Debt\n- Homes"),
        ("<table><tr><td>Mon</td><td>9-5</td></tr></table>", "Mon 9-5"),
        (
            'See <a class="x" href="https://example.org/a">our page</a>.',
            "See our page (https://example.org/a).",
        ),
        ('<a href="https://www.example.org/">example.org</a>', "example.org"),
        ('<a href="mailto:hi@example.org">write</a>', "write (hi@example.org)"),
        ('<a href="tel:01632960101">01632 960101</a>', "01632 960101"),
        ('<a href="javascript:alert(1)">Press</a>', "Press"),
        ("<script>alert(1)</script>Hi<style>p {}</style>", "Hi"),
        ("Hi<script>alert(1)", "Hi"),
        ("Hi<!-- secret -->!", "Hi !"),
        ("<b style='x > y'>Bold</b>", "Bold"),
        ("<o:p>&nbsp;</o:p>", ""),
        # none of these is HTML
        ("a < b and c > d", "a < b and c > d"),
        ("if a<b and b>c", "if a<b and b>c"),
        ("I <3 tea", "I <3 tea"),
        ("Jo <jo@example.org>", "Jo <jo@example.org>"),
        ("<https://example.org>", "<https://example.org>"),
        ("AT&T, R&D; Q&A", "AT&T, R&D; Q&A"),
        ("arts&regeneration &copy 5", "arts&regeneration &copy 5"),
        ("&nonsense;", "&nonsense;"),
        ("One\n\nTwo  three", "One\n\nTwo  three"),
    ],
)
def test_html_becomes_what_it_shows_and_other_text_stays(text: str, plain: str) -> None:
    assert without_html(text) == plain


def cell(field: str, text: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    return plain_cell(field, text, notes), notes


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Menâ€™s Shed", "Men’s Shed"),
        ("cafÃ© Â£2", "café £2"),
        ("Menâ\x80\x99s Shed", "Men’s Shed"),
        ("â€œTeaâ€\x9d", "“Tea”"),
    ],
)
def test_letters_that_were_encoded_twice_are_mended(wrong: str, right: str) -> None:
    assert cell("name", wrong) == (right, [MENDED])


@pytest.mark.parametrize(
    "text",
    [
        *("Câmpulung", "România", "Tŷ Gwyn", "Việt Nam", "SÃO PAULO", "Â", "L’ÉCOLE – £5"),
        *("ਪੰਜਾਬੀ", "اردو", "Łódź", "naïve café", "Māori"),
    ],
)
def test_letters_that_are_right_stay(text: str) -> None:
    assert cell("name", text) == (text, [])


def test_a_cell_for_an_address_gives_where_its_link_leads() -> None:
    link = '<a href="https://example.org/x">Our site</a>'
    assert cell("website", link) == ("https://example.org/x", [STRIPPED])
    mail = '<a href="mailto:hi@example.org?subject=Hi">Write</a>'
    assert cell("email", mail) == ("hi@example.org", [STRIPPED])


_PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<br/>", "<a href='x'>", "</a>", "<script>", "</script>", "&lt;", "&gt;"),
        *("&amp;", "&#60;", "<", ">", "<!--", "-->", "b", " ", "tea", "<b", "<![CDATA[", "]]>"),
        *("&#0;", "&#x110000;", "<style>", "<li>", '"', "'"),
    ]
)
_A_TAG = re.compile(r"</?(?:p|br|a|script|style|li|b|i|div)\s*/?>", re.IGNORECASE)


@given(st.lists(_PIECES, max_size=30).map("".join) | st.text())
def test_it_never_raises_and_never_leaves_a_tag(text: str) -> None:
    assert not _A_TAG.search(without_html(text))

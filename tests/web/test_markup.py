"""Pages are refused just where the strict parser alone would, however often they come."""

from xml.etree.ElementTree import Element, tostring

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.properties import quick
from tests.web.conftest import Client
from tests.web.markup import outline_of, parse_page, parse_strictly

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Where &amp; when</title></head>
<body><p class="a b">Tea &lt;free&gt; at <a href="/find?q=a&amp;near=b">ours</a>, it's "open"</p>
<table><tr><td>Mon</td> <td>10:00</td></tr></table><ul><li>one<li>two</ul>
<form><input type="hidden" name="t" value="abc"><textarea>
a</textarea></form><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></body></html>
"""
# What may be added anywhere, and what may be taken out.
PIECES = (
    *("</p>", "<p>", "</div>", "<div>", "<b>", "</a>", "<a href='x'>", "<td>", "</td>", "<tr>"),
    *("&", "&amp;", "&copy", "&nosuch;", "<", ">", '"', "'", "=", " ", "x", "é", "\x00", "\x07"),
    *("\ufdd0", "😀", "\r", "<!-- x -->", "<!-", "/>", '<input type="hidden">', '="', " id", "`"),
    *(' type="hidden"', ' type="text"', ' class="c"', "</br>", "<table>", "</table>", "</li>", ";"),
)


def is_refused(html: str, *, strictly: bool) -> bool:
    try:
        parse_strictly(html) if strictly else parse_page(html)
    except AssertionError:
        return True
    return False


def text_of(root: Element) -> bytes:
    return tostring(root)


@quick
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(PAGE)), st.integers(0, 12), st.sampled_from(PIECES) | st.just("")
        ),
        max_size=3,
    )
)
@example([(PAGE.index("<td>10"), 0, '<input type="hidden">')])
@example([(PAGE.index("<td>10"), 0, '<input type="text">')])
@example([(PAGE.index("<td>10"), 0, "x")])
def test_page_is_read_or_refused_as_by_the_strict_parser(
    changes: list[tuple[int, int, str]],
) -> None:
    parse_page(PAGE)
    html = PAGE
    for at, length, piece in changes:
        html = html[:at] + piece + html[at + length :]
    refused = is_refused(html, strictly=True)
    assert [is_refused(html, strictly=False) for _ in range(2)] == [refused, refused]
    if not refused:
        assert text_of(parse_page(html)) == text_of(parse_strictly(html))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mon", "Mon &#0;"),
        ("Mon", "Mon &nosuch;"),
        ("Mon", "M\x00n"),
        ("Mon", "Mon</p>"),
        ("</td> <td>", "</td></p><td>"),
        ('value="abc"', 'value="a&copy=c"'),
        ('value="abc"', 'value="abc" name="u"'),
        ('value="abc"', "value=a'c"),
        ('type="hidden"', 'type="hidden" type="text"'),
    ],
)
def test_valid_page_lets_no_broken_one_of_its_kind_pass(before: str, after: str) -> None:
    assert before in PAGE
    for _ in range(2):
        parse_page(PAGE)
        with pytest.raises(AssertionError, match="line "):
            parse_page(PAGE.replace(before, after))


def test_pages_of_the_same_markup_have_one_outline_and_words_of_their_own() -> None:
    other = PAGE.replace("Mon", "Sunday, 3 May").replace("abc", "d-e_f").replace("q=a", "q=fish")
    assert outline_of(other) == outline_of(PAGE)
    parse_page(PAGE)
    words = ["".join(parse_page(page).itertext()) for page in (PAGE, other)]
    assert ["Mon" in words[0], "Sunday, 3 May" in words[1]] == [True, True]


@pytest.mark.parametrize("address", ["/", "/find?q=lunch", "/browse", "/nothing-here", "/privacy"])
def test_quick_tree_of_a_page_is_the_strict_one(client: Client, address: str) -> None:
    html = client.get(address).get_data(as_text=True)
    assert text_of(parse_page(html)) == text_of(parse_strictly(html))

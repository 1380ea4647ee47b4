"""Descriptions of maps: plain text, and what stands in them once and plainly, taken out."""

import pytest

from assetmap.exchange.readers.description_fields import Description, read_description


def test_html_becomes_lines_without_scripts_and_pictures() -> None:
    text = (
        '<img src="https://a.example/1?x=1&amp;y=2" height="200"><br><br><div>Tea &amp; cake</div>'
        "<script>alert(1)</script><ul><li>Bring a cup</ul><img src='b.png'/>"
        '<a href="https://example.org/a">our page</a>, <a href="javascript:x()">this</a>'
    )
    assert read_description(text, {}, ()) == Description(
        "Tea & cake\n\n- Bring a cup\n\nour page (https://example.org/a), this",
        {},
        ("https://a.example/1?x=1&y=2", "b.png"),
    )


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("Ring 01632 960101", {"phone": "01632 960101"}, ""),
        ("Ring Sue, 01632 960101.", {"phone": "01632 960101"}, "Ring Sue, 01632 960101."),
        ("01632 960101 or 01632 960102", {}, "01632 960101 or 01632 960102"),
        (
            "Tel: 01632 960101<br>Tel: 01632960101",
            {"phone": "01632960101"},
            "Tel: 01632 960101",
        ),
        ("E-mail: a@example.org\nTea", {"email": "a@example.org"}, "Tea"),
        ("a@example.org, b@example.org", {}, "a@example.org, b@example.org"),
        ("See www.example.org.", {"website": "www.example.org"}, "See www.example.org."),
        ("https://a.example and https://b.example", {}, "https://a.example and https://b.example"),
        ("Postcode: rm187tb", {"postcode": "RM18 7TB"}, "Postcode: rm187tb"),
        ("RM18 7TB or RM17 6SL", {}, "RM18 7TB or RM17 6SL"),
        ("Opening times: Mon-Fri 9am-5pm", {"when": "Mon-Fri 9am-5pm"}, ""),
        (
            "Tea\nMonday 2-4pm\nTuesday 2-4pm\nCake",
            {"when": "Monday 2-4pm; Tuesday 2-4pm"},
            "Tea\nCake",
        ),
        ("Monday 2-4pm\nTea\nTuesday 2-4pm", {}, "Monday 2-4pm\nTea\nTuesday 2-4pm"),
        ("Open most Mondays at 2pm or so", {}, "Open most Mondays at 2pm or so"),
        ("Since 1987, for 50 people", {}, "Since 1987, for 50 people"),
    ],
)
def test_what_is_plain_and_alone_is_taken_out(text: str, found: dict[str, str], rest: str) -> None:
    read = read_description(text, {})
    assert (dict(read.found), read.text) == (found, rest)


def test_only_what_is_wanted_is_taken_out() -> None:
    text = "01632 960101, a@example.org"
    assert dict(read_description(text, {}, ("email",)).found) == {"email": "a@example.org"}


def test_lines_that_repeat_the_columns_go() -> None:
    said = {"Phone no.": "01632 960101", "Cost": "£4", "Empty": ""}
    read = read_description("Phone no.: 01632 960101<br>Cost: £4<br>Cost: £5<br>Empty: ", said, ())
    assert read.text == "Cost: £5\nEmpty:"

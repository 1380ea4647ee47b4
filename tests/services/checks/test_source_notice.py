"""The first letter to organisers whose details came out of a file."""

import re
from dataclasses import replace

import pytest

from assetmap.domain.listings.listing import Checked, Contact, Listing
from assetmap.services.checks.organiser_links import open_link
from assetmap.services.checks.organiser_requests import ask_now
from assetmap.services.checks.source_notice import is_first, what_it_says
from assetmap.services.checks.upkeep_run import run_day
from assetmap.services.listings.drafts import LOCAL_SOURCE
from tests.conftest import ContextMaker
from tests.services.colleagues import VOLUNTEER, by
from tests.services.organisers import due_listing, letters

FROM_A_FILE = replace(due_listing("knit-club"), checked=Checked(), source="libraries")


@pytest.mark.parametrize(
    ("listing", "first"),
    [
        (FROM_A_FILE, True),
        (due_listing(source="libraries"), False),  # somebody has checked it
        (replace(FROM_A_FILE, source=LOCAL_SOURCE), False),  # they told us themselves
    ],
)
def test_first_letter_is_for_what_came_out_of_a_file_and_nobody_checked(
    listing: Listing, first: bool
) -> None:
    assert is_first([listing]) == first
    assert not is_first([listing, due_listing("two")])


def test_it_says_where_the_details_came_from_and_what_is_held(make_context: ContextMaker) -> None:
    other = replace(due_listing("sewing-bee", private=Contact()), checked=Checked(), source="halls")
    context = make_context(FROM_A_FILE, other)
    assert what_it_says(context, [FROM_A_FILE, other]) == {
        "listing_name": "Knit-Club and 1 more",
        "listing_url": "http://127.0.0.1:8000/listing/knit-club",
        "source": "The file “libraries”. The file “halls”.",
        "held": [
            "the name of the group or service, and what its page says",
            "the name of somebody to ask for",
            "a phone number",
            "an email address",
        ],
    }


def test_organiser_is_asked_and_told_in_one_letter(make_context: ContextMaker) -> None:
    context = make_context(
        FROM_A_FILE, replace(FROM_A_FILE, id="choir", name="Choir", source_id="choir")
    )
    assert ask_now(context, by(VOLUNTEER), "knit-club") == 2
    (letter,) = letters(context)
    assert letter.text.index("PLEASE CHECK THIS") < letter.text.index("WHAT WE MUST TELL YOU")
    assert "* Choir\n  http://127.0.0.1:8000/listing/choir\n  Not checked by us yet" in letter.text
    assert letter.text.count("http://127.0.0.1:8000/organiser/") == 1


def test_day_s_work_asks_and_tells_in_one_letter_too(make_context: ContextMaker) -> None:
    context = make_context(FROM_A_FILE)
    assert run_day(context).letters == 1
    (letter,) = letters(context)
    assert "PLEASE CHECK THIS" in letter.text
    assert "article 14" in letter.text
    link = re.findall(r"/organiser/(\S+)", letter.text)[0]
    assert [each.id for each in open_link(context, link).listings] == ["knit-club"]


def test_letter_says_the_source_and_no_private_number(make_context: ContextMaker) -> None:
    context = make_context(FROM_A_FILE)
    ask_now(context, by(VOLUNTEER), "knit-club")
    (letter,) = letters(context)
    assert letter.to == "pat@example.org"
    assert letter.subject == "Your details in the Thurrock Community Directory: Knit-Club"
    assert "The file “libraries”." in letter.text
    assert "http://127.0.0.1:8000/organiser/" in letter.text
    assert "01632 960555" not in letter.text + letter.html

import re
from datetime import date, datetime
from typing import Any

import html5lib
import pytest
from jinja2 import UndefinedError

from assetmap.clock import LONDON
from assetmap.domain.borough.borough import Borough
from assetmap.domain.time_bank.items import ItemKind, TimeBankItem
from assetmap.domain.time_bank.statement import Statement
from assetmap.mail.emails import ListedLine, render_email
from assetmap.mail.message import BadMessage, Message
from assetmap.paths import TEMPLATES
from assetmap.services.checks.digests import DigestLine
from assetmap.services.time_bank.statements import PrintedStatement, StatementEntry

SITE = "https://directory.example.org"
LINK = f"{SITE}/check/one-time-word?from=mail&kind=check"
UNTIL = datetime(2026, 4, 15, 14, 5, tzinfo=LONDON)
KNIT = ListedLine("Knit & Natter", f"{SITE}/listing/knit", date(2026, 3, 3))
SINGERS = ListedLine(
    "Old Pier Singers",
    f"{SITE}/listing/singers",
    date(2025, 8, 8),
    "Not confirmed since August – please ring first",
)
UNSEEN = ListedLine("New Café", f"{SITE}/listing/cafe")
LETTERS: dict[str, dict[str, Any]] = {
    "check_due": {"listings": [KNIT, UNSEEN], "link": LINK, "valid_until": UNTIL},
    "check_overdue": {"listings": [SINGERS], "link": LINK, "valid_until": UNTIL},
    "thanks_for_telling": {
        "listing_name": "Knit & Natter",
        "link": LINK,
        "is_approved": True,
        "is_edited": True,
        "words": "Thank you, Pat.\nSee you there!",
    },
    "invitation": {
        "invited_by": "Ann Other",
        "roles": ["volunteer", "editor"],
        "link": LINK,
        "needs_password": True,
        "valid_until": UNTIL,
    },
    "reset_password": {"link": LINK, "valid_until": UNTIL},
    "sign_in_code": {"code": "012345", "valid_until": UNTIL},
    "second_factor_reset": {"reset_by": "Ann Other", "at": UNTIL},
    "data_source_notice": {
        "listing_name": "Knit & Natter",
        "listing_url": KNIT.url,
        "source": "The noticeboard of Dock Road Hall, on 2 March 2026.",
        "held": ["the group's name", "a phone number"],
        "listings": [KNIT],
        "link": LINK,
        "valid_until": UNTIL,
    },
}
LETTERS["urgent_report"] = {
    "listing_name": "Knit & Natter",
    "trouble": "The place is wrong",
    "link": LINK,
}
LETTERS["upkeep_stopped"] = {"reasons": ["Set the clock right."], "link": LINK}
LETTERS["trial"] = {"sent_by": "Ann Other", "link": LINK}
LETTERS["what_waits"] = {
    "lines": [DigestLine("2 reports", f"{SITE}/work/review")],
    "every": "daily",
    "link": LINK,
    "account": f"{SITE}/account",
}
_BANK = {
    "time_bank": "Thurrock Time Bank",
    "broker_phone": "01632 960100",
    "valid_until": UNTIL,
}
LETTERS["time_bank_contact"] = {
    **_BANK,
    "other": "Bertram Oddwick",
    "ways": ("01632 960502", "bertram@example.org"),
    "gives": True,
    "minutes": "1 h 30 min",
    "on": date(2026, 3, 20),
    "place": "A public place",
    "link": LINK,
}
LETTERS["time_bank_confirm"] = {
    **_BANK,
    "gave": True,
    "other": "Member 102",
    "minutes": "1 h 30 min",
    "on": date(2026, 3, 12),
    "link": LINK,
}
LETTERS["time_bank_gift"] = {
    **{key: _BANK[key] for key in ("time_bank", "valid_until")},
    "minutes": "2 h",
    "giver": "Ada Lovelock",
    "link": LINK,
}
LETTERS["time_bank_links"] = {**_BANK, "links": [("Member 101", LINK), ("Member 104", LINK)]}
LETTERS["time_bank_items"] = {
    "dear": "Ada Lovelock",
    "until": date(2026, 3, 20),
    "items": [
        TimeBankItem("i", "101", ItemKind.OFFER, "Chess", date(2026, 1, 5), date(2026, 3, 20)),
        TimeBankItem("j", "101", ItemKind.WANT, "A lift", date(2026, 1, 5), date(2026, 3, 22)),
    ],
}
LETTERS["time_bank_statement"] = {
    "statement": PrintedStatement(
        *("101", "Ada Lovelock", Statement("101", date(2026, 1, 1), date(2026, 3, 31), 0, ())),
        (StatementEntry(2, date(2026, 3, 12), "Given to Member 102", 90, 90, "Taken back."),),
        "You have 1 hour to use.",
    )
}
SUBJECTS = {
    "time_bank_items": "Do you still want to offer this? Thurrock Time Bank",
    "time_bank_contact": "Thurrock Time Bank: you have agreed to meet",
    "time_bank_confirm": "Thurrock Time Bank: is this right?",
    "time_bank_gift": "Thurrock Time Bank: a gift for you",
    "time_bank_links": "Thurrock Time Bank: your link",
    "time_bank_statement": "Your statement from the Thurrock Time Bank",
    "trial": "A test letter from the Thurrock Community Directory",
    "upkeep_stopped": "The directory’s daily work has stopped",
    "urgent_report": "Please look today: Knit & Natter",
    "what_waits": "What waits for you in the Thurrock Community Directory",
    "check_due": "Are your 2 listings still correct?",
    "check_overdue": "Please check now: Old Pier Singers",
    "thanks_for_telling": "Thank you: your change to Knit & Natter is made",
    "invitation": "Your invitation to help with the Thurrock Community Directory",
    "reset_password": "Choose a new password for the Thurrock Community Directory",
    "sign_in_code": "Your code for the Thurrock Community Directory",
    "second_factor_reset": "Your codes for the Thurrock Community Directory were reset",
    "data_source_notice": "Your details in the Thurrock Community Directory: Knit & Natter",
}
# Four have no link, and one has a link for each account of the address.
NOT_ONE_LINK = {
    *("sign_in_code", "second_factor_reset", "time_bank_statement", "time_bank_items"),
    "time_bank_links",
}
HOSTILE = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "\"'><svg onload=window.pwned=1>",
    "{{ 7*191 }}{% raw %}",
    "</title></ul></body><!--",
    "&lt;b&gt; & &amp;",
)


def letter(borough: Borough, name: str, **changes: Any) -> Message:
    """A letter of the sample ones, with something changed."""
    context = {**LETTERS[name], **changes}
    return render_email(name, "pat@example.org", "id-1", borough=borough, **context)


def links_of(html: str) -> list[str]:
    """Where a page's links lead, in their order."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    return [link.get("href") for link in page.iter("a")]


def words_of(html: str) -> str:
    """What a page says, on one line."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    return " ".join(" ".join(page.find("body").itertext()).split())


def test_letters_here_are_all_there_are() -> None:
    files = {path.name for path in (TEMPLATES / "email").iterdir() if path.name[0] != "_"}
    names = {*LETTERS, "base"}
    assert files == {f"{name}.{kind}" for name in names for kind in ("txt", "html")}


def test_write_letter_writes_the_whole_of_a_check(borough: Borough) -> None:
    assert letter(borough, "check_due") == Message(
        "id-1",
        "pat@example.org",
        "Are your 2 listings still correct?",
        f"""Hello,

These are your listings in the Thurrock Community Directory. It is time to check them again.

* Knit & Natter
  {SITE}/listing/knit
  Last checked: 3 March 2026

* New Café
  {SITE}/listing/cafe
  Not checked by us yet

Please look at what we say, and tell us if it is still correct. It takes about two minutes.

See and confirm:
{LINK}

The link works once, until 15 April 2026. Nothing changes until you press a button on that page.

You can ask us to take any of them off the directory at any time.

Would you rather talk to a person? Ring Thurrock CVS on 01632 960100 (Monday to Friday, 9am to 5pm)\
. You can also reply to this email.

Thank you,
Thurrock CVS

Who sent this: Thurrock CVS. We run the Thurrock Community Directory, a free list of groups and \
help in Thurrock.

Why you got it: this is the address we have for these listings.

Not for you? Please reply or ring us, and we will not write to you again.
""",
        letter(borough, "check_due").html,
    )


@pytest.mark.parametrize("name", LETTERS)
def test_write_letter_says_who_why_and_what_to_do_instead(borough: Borough, name: str) -> None:
    message = letter(borough, name)
    assert message.subject == SUBJECTS[name]
    for words in (" ".join(message.text.split()), words_of(message.html)):
        assert "Ring Thurrock CVS on 01632 960100" in words
        assert "Who sent this: Thurrock CVS. We run the Thurrock Community Directory" in words
        assert "Why you got it: " in words
        assert "Not for you? " in words


@pytest.mark.parametrize("name", sorted(LETTERS.keys() - NOT_ONE_LINK))
def test_write_letter_has_one_clear_link_in_both_parts(borough: Borough, name: str) -> None:
    message = letter(borough, name)
    assert [line for line in message.text.splitlines() if LINK in line] == [LINK]
    assert links_of(message.html).count(LINK) == 1
    assert words_of(message.html).count(LINK) == 1


@pytest.mark.parametrize("name", LETTERS)
def test_write_letter_says_the_same_in_both_parts(borough: Borough, name: str) -> None:
    message = letter(borough, name)
    pages = words_of(message.html)
    missing = [
        sentence
        for line in message.text.splitlines()
        for sentence in re.findall(r"[A-Z][^.:?]*[.?]", line.strip("* "))
        if sentence.rstrip(".?") not in pages
    ]
    # The one sentence that a link's own words say in the other part.
    assert [one for one in missing if "ico.org.uk" not in one and "Ring 0303" not in one] == []


@pytest.mark.parametrize("kind", ["name", "notice"])
@pytest.mark.parametrize("text", HOSTILE)
def test_write_letter_takes_a_listings_words_for_words(
    borough: Borough, kind: str, text: str
) -> None:
    line = ListedLine(**{"name": "Club", "url": KNIT.url, "notice": "Old", kind: text})
    plain = ListedLine("Club", KNIT.url, None, "Old")
    for name in ("check_due", "check_overdue"):
        message = letter(borough, name, listings=[line])
        assert text in message.text
        assert text in words_of(message.html)
        assert shape_of(message) == shape_of(letter(borough, name, listings=[plain]))


@pytest.mark.parametrize("text", HOSTILE)
def test_write_letter_takes_everybodys_words_for_words(borough: Borough, text: str) -> None:
    for name, part in (
        ("thanks_for_telling", "listing_name"),
        ("thanks_for_telling", "words"),
        ("invitation", "invited_by"),
        ("data_source_notice", "listing_name"),
        ("data_source_notice", "source"),
    ):
        message = letter(borough, name, **{part: text})
        assert text in message.text
        assert text in words_of(message.html)
        assert shape_of(message) == shape_of(letter(borough, name, **{part: "plain"}))


def shape_of(message: Message) -> list[tuple[str, list[str]]]:
    """Every element of a letter's page with the names of its attributes."""
    page = html5lib.parse(message.html, namespaceHTMLElements=False)
    return [(str(one.tag), sorted(one.attrib)) for one in page.iter()]


def test_write_letter_keeps_a_name_on_its_line(borough: Borough) -> None:
    name = (
        "Club\r\nBcc: all@example.org\n\nSee and confirm:\nhttps://evil.example\u2028x\u202ey\ud800"
    )
    message = letter(borough, "check_due", listings=[ListedLine(name, KNIT.url)])
    flat = "Club Bcc: all@example.org See and confirm: https://evil.example x y"
    assert message.subject == f"Is this still correct? {flat}"
    assert [line for line in message.text.splitlines() if "evil" in line] == [f"* {flat}"]
    assert links_of(message.html) == [KNIT.url, LINK, "tel:01632960100"]


def test_write_letter_gives_the_words_of_the_page_when_overdue(borough: Borough) -> None:
    message = letter(borough, "check_overdue", listings=[SINGERS, KNIT])
    said = "The page now says: “Not confirmed since August – please ring first”"
    assert f"  Last checked: 8 August 2025\n  {said}\n\n* Knit" in message.text
    assert words_of(message.html).count(said) == 1
    assert message.subject == "Please check your 2 listings now"


def test_write_letter_tells_a_change_made_from_one_sent_back(borough: Borough) -> None:
    made, sent_back = "We have made the change.", "we have not made the change yet."
    for is_approved, said, other in ((True, made, sent_back), (False, sent_back, made)):
        message = letter(borough, "thanks_for_telling", is_approved=is_approved)
        for words in (message.text, words_of(message.html)):
            assert said in words
            assert other not in words
        assert "  Thank you, Pat.\n\n  See you there!\n" in message.text
    wordless = letter(borough, "thanks_for_telling", words=" \n")
    assert "Our editor says" not in wordless.text + wordless.html


def test_write_letter_tells_what_the_law_asks_for(borough: Borough) -> None:
    usual = letter(borough, "data_source_notice")
    own = letter(borough, "data_source_notice", lawful_basis="public task")
    for words in (usual.text, words_of(usual.html)):
        for needed in (
            "article 14",
            "The noticeboard of Dock Road Hall, on 2 March 2026.",
            "a phone number",
            "“legitimate interests”",
            "within 2 working days",
            "directory@example.org",
            "Information Commissioner’s Office",
            "0303 123 1113",
        ):
            assert needed in words
    assert "“public task”" in own.text
    assert "legitimate" not in own.text + own.html


@pytest.mark.parametrize(
    ("name", "part"), [(name, part) for name, parts in LETTERS.items() for part in parts]
)
def test_write_letter_refuses_to_leave_a_hole(borough: Borough, name: str, part: str) -> None:
    context = {key: value for key, value in LETTERS[name].items() if key != part}
    with pytest.raises(UndefinedError, match=f"'{part}' is undefined"):
        render_email(name, "pat@example.org", "id-1", borough=borough, **context)


def test_write_letter_refuses_an_address_with_more_in_it(borough: Borough) -> None:
    with pytest.raises(BadMessage):
        render_email(
            "reset_password",
            "pat@example.org\nBcc: all@example.org",
            "id-1",
            borough=borough,
            **LETTERS["reset_password"],
        )

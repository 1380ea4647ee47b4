import pytest

from assetmap.mail.message import BadMessage, as_email
from tests.mail.conftest import NOW, SENDER, a_message

ID = "The message's id may hold letters, figures, - and _ only."
ADDRESS = "That is not an e-mail address that we can write to."
SUBJECT = "The subject must be one line of words."


def test_as_email_has_text_alone_when_there_is_no_html() -> None:
    email = as_email(a_message(html=""), "directory@example.org", NOW)
    assert email.get_content_type() == "text/plain"
    assert email.get_content() == a_message().text
    assert (email["From"], email["To"]) == ("directory@example.org", "pat@example.org")


def test_as_email_puts_the_plain_text_before_the_html() -> None:
    email = as_email(a_message(), SENDER, NOW)
    assert email.get_content_type() == "multipart/alternative"
    parts = [(part.get_content_type(), part.get_content()) for part in email.iter_parts()]
    assert parts == [("text/plain", a_message().text), ("text/html", a_message().html)]


def test_as_email_is_fit_for_any_mail_server() -> None:
    long = "word " * 400 + "\u200dé\n" + "x" * 2000
    whole = bytes(as_email(a_message(text=long, subject="é" * 300), SENDER, NOW))
    assert whole.isascii()
    assert max(len(line) for line in whole.split(b"\r\n")) <= 998


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        ("id", "", ID),
        ("id", "../../etc/passwd", ID),
        ("id", "a.eml", ID),
        ("id", "a>\r\nBcc: all@example.org", ID),
        ("id", "a" * 101, ID),
        ("to", "", ADDRESS),
        ("to", "pat", ADDRESS),
        ("to", "pat@", ADDRESS),
        ("to", "pat@example.org\r\nBcc: all@example.org", ADDRESS),
        ("to", "pat@example.org\n", ADDRESS),
        ("to", "pat@example.org, all@example.org", ADDRESS),
        ("to", "Pat <pat@example.org>", ADDRESS),
        ("to", "pat@example.org>", ADDRESS),
        ("to", "pat@exämple.org", ADDRESS),
        ("to", "a" * 243 + "@example.org", ADDRESS),
        ("subject", "", SUBJECT),
        ("subject", "  ", SUBJECT),
        ("subject", "Hello\r\nBcc: all@example.org", SUBJECT),
        ("subject", "Hello\nBcc: all@example.org", SUBJECT),
        ("subject", "Hello\u2028Bcc: all@example.org", SUBJECT),
        ("subject", "Hello\x85Bcc: all@example.org", SUBJECT),
        ("subject", "Hello\x00", SUBJECT),
        ("text", " \n", "The message has no words."),
        ("text", "\ud800", "The message holds half a character, which cannot be sent."),
        ("html", "\udfff", "The message holds half a character, which cannot be sent."),
    ],
)
def test_message_refuses_what_would_break_out_of_its_place(
    part: str, value: str, message: str
) -> None:
    with pytest.raises(BadMessage) as refusal:
        a_message(**{part: value})
    assert str(refusal.value) == message


@pytest.mark.parametrize("address", ["o'neil+club@example.org", "a.b@mail.example.co.uk", "a@b"])
def test_message_takes_the_addresses_that_people_have(address: str) -> None:
    assert as_email(a_message(to=address), SENDER, NOW)["To"] == address


def test_message_takes_a_subject_in_any_script() -> None:
    subject = "می\u200cخواهم – 👩\u200d🍳 soft\u00adhyphen"
    assert as_email(a_message(subject=subject), SENDER, NOW)["Subject"] == subject

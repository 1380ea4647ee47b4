import pytest

from assetmap.domain.email import (
    comparable_email,
    find_emails,
    is_email,
    looks_like_email,
    without_emails,
)


@pytest.mark.parametrize(
    "address",
    [
        *("ann@example.org", "ann.b+news@grays.thurrock.gov.uk", "o'neil@example.org", "a@b"),
        "x" * 64 + "@example.org",
    ],
)
def test_is_email_takes_what_mail_servers_take(address: str) -> None:
    assert is_email(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "ann", "@example.org", "ann@", "ann@@example.org", "ann@example..org", ".a@b.org"),
        *("a..b@example.org", "ann@-example.org", "ann b@example.org", "ann@example.org\n"),
        *("Ann <ann@example.org>", "jörg@example.org", "x" * 65 + "@example.org"),
        "ann@" + "x." * 125 + "org",
    ],
)
def test_is_email_refuses_what_none_takes(address: str) -> None:
    assert not is_email(address)


def test_find_emails_gives_each_and_without_takes_them_out() -> None:
    text = "Ann (ann@example.org), or jo.b@mail.example.org; not x@y"
    assert find_emails(text) == ["ann@example.org", "jo.b@mail.example.org"]
    assert without_emails(text) == "Ann ( ), or  ; not x@y"


def test_looks_like_email_also_where_no_server_takes_it() -> None:
    assert looks_like_email("jörg@example")
    assert not looks_like_email("ann@example.org, jo@example.org")


def test_comparable_email_leaves_out_case_alone() -> None:
    assert comparable_email(" Ann@Example.ORG ") == "ann@example.org"

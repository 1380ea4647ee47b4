from dataclasses import replace

import pytest

from assetmap.domain.borough.borough import Borough, Licence, Link, TransferPolicy
from assetmap.services.borough.change_problem import ChangeProblem
from assetmap.services.borough.web_addresses import address_problems, is_web_address


def test_the_shipped_addresses_are_addresses(borough: Borough) -> None:
    assert list(address_problems(borough)) == []


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.org",
        "http://example.org:8080/a/b?c=d#e",
        "https://localhost/advice",
        "https://caf\u00e9.example.org/",
    ],
)
def test_whole_addresses_are_taken(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "www.example.org", "https://", "https://example", "https://exa mple.org"),
        *("javascript:alert(1)", "https://example.org/a b", "https://[::1", "mailto:a@example.org"),
        *("https://example.org:port/", 'https://example.org/"><script>', "https://.example.org"),
        "https://" + "a" * 70 + ".org",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not is_web_address(text)


def test_each_is_told_with_its_file_and_place(borough: Borough) -> None:
    bad = "https://example"
    need, signpost, practice = borough.words.needs[0], borough.signposts[0], borough.practices[0]
    after = replace(
        borough,
        advice=Link("Advice", bad),
        licence=Licence("Ours", bad),
        buses=Link("Buses", bad),
        transfer_policy=TransferPolicy("Policy", bad),
        danger=replace(borough.danger, leave_url=bad),
        words=replace(borough.words, needs=(replace(need, advice_url=bad),)),
        signposts=(replace(signpost, url=bad),),
        practices=(replace(practice, website=bad),),
    )
    message = (
        "“https://example” is not a web address. Copy it whole from the browser: it begins with"
        " https://."
    )
    assert list(address_problems(after)) == [
        ChangeProblem(file, place, message)
        for file, place in [
            *(("borough", "advice.url"), ("borough", "licence.url"), ("borough", "buses.url")),
            *(("borough", "transfer_policy.url"), ("danger", "leave_url"), ("needs", need.slug)),
            *(("signposts", signpost.slug), ("practices", practice.code)),
        ]
    ]


def test_only_what_may_be_left_out_is(borough: Borough) -> None:
    after = replace(borough, advice=Link("Advice", ""), buses=None, transfer_policy=None)
    assert list(address_problems(after)) == [
        ChangeProblem(
            "borough",
            "advice.url",
            "The link to more advice leads nowhere. Give its web address.",
        )
    ]

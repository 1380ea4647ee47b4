"""Whatever is typed or pasted: an answer in plain words, never a fault, and it is all escaped."""

import pytest
from markupsafe import escape

from tests.web.conftest import Client

TYPED = {
    "nothing": "",
    "spaces": "   \t  ",
    "ten thousand characters": "a" * 10_000,
    "emoji": "🎉👩‍🦽",
    "right to left": "שלום بحث",
    "direction marks": "\u202eevil\u202c \u200bzero",
    "SQL": "'); DROP TABLE listings; --",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '" autofocus onfocus="alert(1)',
    "query syntax": 'name:* OR (category:[a TO z] AND NOT "x"~2^4',
    "wildcards": "****?*",
    "template": "{{ 7*191 }}${7*191}{% raw %}",
    "control characters": "\x00\x01lunch\r\nSet-Cookie: a=b",
    "postcode that is not": "RM99 9ZZ",
    "backslashes": "\\\\..\\..\\lunch",
    "percent": "%%% %s %(a)s",
    "combining": "e" + "\u0301" * 200,
    "replacement": "\ufffd",
}
BOXES = {
    "turned over": "0.5,51.6,0.2,51.4",
    "whole world": "-180,-90,180,90",
    "not numbers": "nan,nan,nan,nan",
    "endless": "-inf,-inf,inf,inf",
    "a point": "0.3,51.4,0.3,51.4",
    "too few": "0.3,51.4",
    "words": "west,south,east,north",
    "enormous": "1e308,1e308,-1e308,9e999",
}
OTHERS = [
    {"page": "0"},
    {"page": "1000000000"},
    {"page": "99999999999999999999999"},
    {"page": "-1"},
    {"page": "٣"},
    {"per_page": "1000"},
    {"per_page": "0"},
    {"no_such_thing": "1"},
    {"<b>": "<i>"},
    {"age": "1e3"},
    {"within": "1e999", "near": "RM18"},
    {"within": "-1", "near": "RM18"},
    {"category": ",".join(["meet"] * 500)},
    {"category": ["meet"] * 500},
    {"near": "🎉"},
    {"near": "x" * 5000},
    {"need": "../../etc/passwd"},
    {"__class__": "1"},
    {"_say": "1"},
    {"sort": "name; DROP TABLE"},
]
QUESTIONS = [
    *({"q": typed} for typed in TYPED.values()),
    *({"near": typed} for typed in TYPED.values()),
    *({"bbox": box} for box in BOXES.values()),
    *OTHERS,
]
PLAIN = ("Traceback", "Error:", "Exception", "None", "NoneType", "invalid literal", "float()")


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: str(asked)[:40])
def test_find_takes_anything_and_explains(client: Client, asked: dict[str, object]) -> None:
    response = client.get("/find", query_string={"per_page": "2", **asked})
    assert response.status_code == 200
    page = client.last
    assert page is not None
    problems = [" ".join(each.itertext()) for each in page.by_class("error-summary")]
    data = client.get("/find.json", query_string={"per_page": "2", **asked})
    assert (data.status_code == 400) == bool(problems)
    for text in problems:
        assert not [word for word in PLAIN if word in text]


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: str(asked)[:40])
@pytest.mark.parametrize("path", ["/find.json", "/find.geojson", "/find.csv", "/map.json"])
def test_data_takes_anything_and_explains(
    client: Client, path: str, asked: dict[str, object]
) -> None:
    response = client.get(path, query_string=asked)
    assert response.status_code in (200, 400)
    if response.status_code == 400:
        assert set(response.json or {}) == {"error", "message"}


@pytest.mark.parametrize("field", ["q", "near"])
@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_find_keeps_what_was_typed_and_escapes_it(client: Client, field: str, typed: str) -> None:
    response = client.get("/find", query_string={field: typed, "per_page": "2"})
    html = response.text
    if "<" in typed or '"' in typed:
        assert typed not in html
    kept = f'value="{escape(typed)}"'
    assert kept in html or not typed.strip() or "\x00" in typed or len(typed) > 5000


@pytest.mark.parametrize("path", ["/suggest.json", "/healthz", "/", "/browse", "/robots.txt"])
def test_other_addresses_take_no_notice_of_parameters(client: Client, path: str) -> None:
    response = client.get(path, query_string={"q": "<script>", "page": "-1", "x": "\x00"})
    assert response.status_code == 200
    assert "<script>" not in response.text.replace('<script type="module"', "")


def test_address_that_is_not_text_is_answered(client: Client) -> None:
    assert client.get("/find?q=%ff%fe%00%80").status_code == 200
    assert client.get("/listing/%ff%fe").status_code == 404


def test_address_beyond_measure_is_answered(client: Client) -> None:
    assert client.get("/find?" + "&".join(["q=lunch"] * 5000)).status_code == 200
    assert client.get("/find?" + "&".join(f"x{n}=1" for n in range(300))).status_code == 200

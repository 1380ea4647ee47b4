"""Answers to what never reaches the app."""

import json

import pytest
from gunicorn.http import errors

from assetmap.cli.bad_requests import refusal, status_of
from assetmap.cli.client_socket import CutOff


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.InvalidRequestLine("\x1b[31m"), 400),
        (errors.InvalidChunkSize(b"zz"), 400),
        (errors.LimitRequestLine(9, 8), 414),
        (errors.LimitRequestHeaders("long"), 431),
        (errors.UnsupportedTransferCoding("x"), 501),
        (CutOff(413), 413),
        (ValueError("ours"), 500),
    ],
)
def test_each_error_has_its_status_and_plain_words(error: Exception, status: int) -> None:
    assert status_of(error) == status
    head, _, page = refusal(status).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"Content-Length: %d\r\n" % len(page) in head
    assert b"<h1>We could not do that</h1>" in page
    assert str(error).encode() not in page


@pytest.mark.parametrize(
    ("status", "name"), [(400, "bad-request"), (414, "address-too-long"), (500, "failed")]
)
def test_addresses_of_data_are_refused_as_data(status: int, name: str) -> None:
    head, _, body = refusal(status, is_data=True).partition(b"\r\n\r\n")
    assert b"Content-Type: application/json\r\n" in head
    assert b"Content-Length: %d\r\n" % len(body) in head
    found = json.loads(body)
    assert (found["error"], list(found)) == (name, ["error", "message"])
    assert found["message"].encode() in refusal(status)

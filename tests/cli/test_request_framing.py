"""Where a request ends, whatever pieces it comes in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.cli.request_framing import BODY_MOST, HEAD_MOST, RequestFraming, Stage

GET = b"GET /find?q=lunch HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /tell HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde"
CHUNKED = (
    b"POST /tell HTTP/1.1\r\ntransfer-encoding: Chunked\r\n\r\n"
    b"3;a=b\r\nabc\r\n0A\r\n0123456\r\n9\r\n0\r\nLast: one\r\n\r\n"
)
HEAD = b"POST /tell HTTP/1.1\r\nHost: x\r\n"


def follow(sent: bytes, *cuts: int) -> tuple[Stage, int, int]:
    """Stage, status and bytes used of something sent in pieces."""
    framing, used, start = RequestFraming(), 0, 0
    for end in [*sorted(cuts), len(sent)]:
        used += framing.take(sent[start:end])
        start = end
    return framing.stage, framing.cut_status, used


@pytest.mark.parametrize("whole", [GET, POST, CHUNKED, b"\r\n" + GET, b"GET / HTTP/1.1\r\n\r\n"])
@given(data=st.data())
def test_a_request_is_whole_at_its_last_byte_and_no_sooner(
    whole: bytes, data: st.DataObject
) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(whole)), max_size=6))
    following = data.draw(st.sampled_from([b"", b"G", GET]))
    assert follow(whole + following, *cuts) == (Stage.WHOLE, 0, len(whole))
    stop = data.draw(st.integers(1, len(whole) - 1))
    assert follow(whole[:stop], *[cut for cut in cuts if cut < stop])[0] in (Stage.HEAD, Stage.BODY)
    assert follow(b"") == (Stage.NOTHING, 0, 0)


@pytest.mark.parametrize(
    ("sent", "is_data"),
    [
        (b"GET /find.json?q=" + b"a" * 9000, True),
        (b"GET /find.csv HTTP/1.1\r\nHost: x\r\n\r\n", True),
        (b"\r\nGET /find.geojson HTTP/1.1\r\n", True),
        (b"GET /listing/a.ics HTTP/1.1\r\n\r\n", True),
        (b"GET /find?q=.json HTTP/1.1\r\n", False),
        (b"GET / HTTP/1.1\r\nReferer: /find.json\r\n\r\n", False),
        (b"\x16\x03\x01", False),
        (b"", False),
    ],
)
def test_it_tells_whether_data_is_asked_for(sent: bytes, is_data: bool) -> None:
    for step in (1, len(sent) or 1):
        framing = RequestFraming()
        for at in range(0, len(sent), step):
            if framing.stage in (Stage.NOTHING, Stage.HEAD):
                framing.take(sent[at : at + step])
        assert framing.asks_for_data is is_data


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /" + b"a" * 9000, 414),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * (HEAD_MOST // 6 + 1), 431),
        (b"GET / HTTP/1.1\nHost: x\n\n", 400),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 400),
        (HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (HEAD + b"Content-Length: -5\r\n\r\n", 400),
        (HEAD + b"Content-Length: 5x\r\n\r\n", 400),
        (HEAD + b"Transfer-Encoding: gzip\r\n\r\n", 400),
        (HEAD + b"Content-Length: %d\r\n\r\n" % (BODY_MOST + 1), 413),
        (HEAD + b"Content-Length: %s\r\n\r\n" % (b"9" * 5000), 413),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n\r\n", 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\n", 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 9000, 400),
    ],
)
def test_what_has_no_end_is_called_whole_and_refused(sent: bytes, status: int) -> None:
    assert follow(sent)[:2] == (Stage.WHOLE, status)


def test_chunks_without_end_are_cut_off_at_the_most_that_is_taken() -> None:
    framing = RequestFraming()
    framing.take(HEAD + b"Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n")
    piece = bytes(1024 * 1024)
    for _ in range(BODY_MOST // len(piece)):
        framing.take(piece)
    assert (framing.stage, framing.cut_status) == (Stage.WHOLE, 413)


def test_who_waits_to_be_told_to_go_on_is_known() -> None:
    framing = RequestFraming()
    framing.take(HEAD + b"Expect: 100-Continue\r\nContent-Length: 2\r\n\r\n")
    assert (framing.stage, framing.wants_continue) == (Stage.BODY, True)

"""Where no PDF can be made, it is said in plain words."""

import pytest

from assetmap.pdf.document import Busy, NoPdf
from assetmap.web.time_bank import paper_files
from tests.conftest import ContextMaker
from tests.web.time_bank.broker_client import HOME, broker_client


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (NoPdf("no Pango"), 501, "Ask whoever runs the server to install Pango."),
        (Busy("one waits"), 503, "Wait a few seconds, then load this page again."),
    ],
)
def test_a_missing_library_or_a_queue_is_told(
    make_context: ContextMaker,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    words: str,
) -> None:
    broker = broker_client(make_context)

    def fail(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(paper_files, "make_pdf", fail)
    answer = broker.client.get(f"{HOME}/statements/101.pdf")
    assert answer.status_code == status
    assert words in broker.said()
    assert answer.headers.get("Retry-After") == ("5" if status == 503 else None)
    assert "Ada Lovelock" in broker.words("/statements/101")  # the page can be printed all the same

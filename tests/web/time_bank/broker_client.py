"""A broker at work: a client that is signed in over a time bank, and PDFs as words."""

from dataclasses import dataclass, replace
from io import BytesIO

import pypdf
from werkzeug.test import TestResponse

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.services.time_bank.paper import bank_with_slips
from tests.web.conftest import Client, client_of

HOME = "/work/time-bank"


@dataclass
class BrokerClient:
    """A broker's client over members 101 and 102, the group 103 and thirty slips from 1001 on."""

    context: Context
    client: Client
    token: str

    def post(self, address: str, **values: str) -> TestResponse:
        """What a form answers; `from_` is sent as `from`."""
        sent = {name.rstrip("_"): value for name, value in values.items()}
        return self.client.post(f"{HOME}{address}", data={"csrf_token": self.token, **sent})

    def words(self, address: str, status: int = 200) -> str:
        """What a page says."""
        return self.client.page(f"{HOME}{address}", status).words

    def said(self) -> str:
        """What the page that was fetched last says."""
        assert self.client.last is not None
        return self.client.last.words


def broker_client(make_context: ContextMaker) -> BrokerClient:
    """A broker of a time bank of its own."""
    context = bank_with_slips(make_context)
    client = sign_in(client_of(context), context, a_person(context, Role.BROKER, name="Beth"))
    return BrokerClient(context, client, csrf_token(client))


def switch_off(context: Context) -> None:
    """Have the borough no time bank any more."""
    borough = context.borough
    context.borough = replace(borough, time_bank=replace(borough.time_bank, is_on=False))


def pdf_of(response: TestResponse) -> pypdf.PdfReader:
    """The PDF of an answer, once it was seen to be one for screen readers too."""
    assert (response.status_code, response.mimetype) == (200, "application/pdf"), response.status
    pdf = pypdf.PdfReader(BytesIO(response.data))
    assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()
    return pdf


def pages_of(pdf: pypdf.PdfReader) -> list[str]:
    """What each page of a PDF says, on one line."""
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def smallest(pdf: pypdf.PdfReader) -> float:
    """The smallest letters in points: the size, through both of the drawing's matrices."""
    sizes: list[float] = []

    def look(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if text.strip():
            sizes.append(abs(size * tm[3] * cm[3]))

    for page in pdf.pages:
        page.extract_text(visitor_text=look)
    return min(sizes)

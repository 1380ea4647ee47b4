import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import pypdf
import pytest
from flask.testing import FlaskClient

from assetmap.app import create_app
from assetmap.domain.handouts.sheet import Format
from assetmap.domain.handouts.text_message import parts
from assetmap.domain.listings.listing import Checked, Contact, Precision, Status, Where
from assetmap.services.context import Context
from assetmap.services.handouts.sheets import keep_sheet
from assetmap.storage.tables import SHEETS
from assetmap.web.framework import public_form_token
from assetmap.web.framework.public_form_token import issue
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.handouts.test_easy_rows import PICTURES

HOSTILE = '<script>alert(1)</script> & "Club" ${x} \\1'


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing(first_visit="Pat meets you at the door.", getting_there="Bus 73 stops outside."),
        a_listing("choir", name="Choir", public=Contact(phone="01632 960222"), cost="Free"),
        a_listing("gone", name="Secret Name", status=Status.ARCHIVED),
        a_listing("paused", name="Paused Club", status=Status.PAUSED),
        a_listing("hostile", name=HOSTILE, first_visit=HOSTILE),
    )


@pytest.fixture
def client(context: Context) -> FlaskClient:
    return create_app(context).test_client(use_cookies=False)


@pytest.fixture
def post(context: Context, client: FlaskClient) -> Callable[..., object]:
    def send(token: str = "", **data: object) -> object:
        at = public_form_token.time.time() - 60
        token = token or issue(context.config.secret_key, "sheet", at)
        return client.post("/sheet", data={"form_token": token, **data})

    return send


KNIT_CLUB_TEXT = "Knit Club, Tue 17 Mar, 10am-12 noon, Dock Road Hall RM18 7TB, 01632 960001"


def private_headers(response: object) -> tuple[str, ...]:
    headers = response.headers  # type: ignore[attr-defined]
    names = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")
    return tuple(headers[name] for name in names)


PRIVATE = ("no-store", "no-referrer", "noindex, nofollow")


def test_new_shows_the_listings_in_their_order_and_how_to_change_it(client: FlaskClient) -> None:
    response = client.get("/sheet/new?id=choir&id=knit-club&id=never-was&format=large")
    assert response.status_code == 200
    assert re.findall(r'data-item="([^"]+)"', response.text) == ["choir", "knit-club"]
    assert 'href="/sheet/new?id=knit-club&amp;id=choir&amp;format=large"' in response.text
    assert 'href="/sheet/new?id=choir&amp;format=large"' in response.text
    assert 'href="/sheet/new?id=choir&amp;id=knit-club&amp;format=easy"' in response.text
    assert private_headers(response) == PRIVATE


def test_the_box_for_own_words_has_no_name_and_so_is_never_sent(client: FlaskClient) -> None:
    page = client.get("/sheet/new?id=choir").text
    (box,) = re.findall(r'<input type="text" id="line-choir"[^>]*>', page)
    assert "name=" not in box


def test_each_item_says_what_one_needs_to_go(client: FlaskClient) -> None:
    page = client.get("/sheet/new?id=knit-club&near=RM17").text
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for said in (
        "Knit Club Next : Tuesday 17 March, 10am to 12 noon".replace(" :", ""),
        "Where Dock Road Hall, Tilbury",
        "miles from RM17",
        "Bus 73 stops outside.",
        "Cost £2",
        "Ring 01632 960001",
        "Your first visit Pat meets you at the door.",
        "Checked by Thurrock CVS on 3 March 2026 – spoke to the organiser",
        "Printed 16 March 2026.",
        "01632 960100",
    ):
        assert said in words, said
    assert "miles from" not in client.get("/sheet/new?id=knit-club").text


def test_a_place_nobody_knows_is_said_beside_its_box(client: FlaskClient) -> None:
    response = client.get("/sheet/new?id=choir&near=Xyzzyville")
    assert response.status_code == 200
    assert "We do not know the place “Xyzzyville”" in response.text
    assert 'value="Xyzzyville"' in response.text


def test_keep_leads_to_a_sheet_that_holds_no_more_than_it_may(
    context: Context, post: Callable[..., FlaskClient]
) -> None:
    response = post(id=["choir", "knit-club"], format="easy", near="RM17", line="Ask for Jean")
    (sheet,) = context.store.find(SHEETS)
    assert response.status_code == 303  # type: ignore[attr-defined]
    where = urlsplit(response.headers["Location"])  # type: ignore[attr-defined]
    assert where.path == f"/sheet/{sheet.id}"
    assert parse_qs(where.query) == {"format": ["easy"], "near": ["RM17"]}
    assert (sheet.listing_ids, sheet.format) == (("choir", "knit-club"), Format.EASY)
    assert b"Jean" not in context.config.database.read_bytes()
    assert b"RM17" not in SHEETS.to_text(sheet).encode()


def test_keep_takes_whoever_presses_at_once(
    context: Context, post: Callable[..., FlaskClient]
) -> None:
    response = post(token=issue(context.config.secret_key, "sheet"), id="choir")
    assert response.status_code == 303  # type: ignore[attr-defined]
    assert [sheet.listing_ids for sheet in context.store.find(SHEETS)] == [("choir",)]


def test_keep_asks_again_when_the_form_is_not_ours_or_too_old(
    context: Context, post: Callable[..., FlaskClient]
) -> None:
    for token in ("forged", issue(context.config.secret_key, "sheet", 0), issue("x", "sheet", 0)):
        response = post(token=token, id="choir")
        assert response.status_code == 400  # type: ignore[attr-defined]
        assert 'data-item="choir"' in response.text  # type: ignore[attr-defined]
        assert "There is a problem" in response.text  # type: ignore[attr-defined]
    assert post(id="never-was").status_code == 400  # type: ignore[attr-defined]
    assert context.store.find(SHEETS) == []


def test_code_is_typed_in_any_way(context: Context, client: FlaskClient) -> None:
    sheet = keep_sheet(context, ["choir"], Format.A4)
    typed = sheet.id.lower().replace("-", " ")
    response = client.get("/sheet", query_string={"code": typed})
    assert (response.status_code, response.headers["Location"]) == (302, f"/sheet/{sheet.id}")
    response = client.get(f"/sheet/{sheet.id.lower()}")
    assert response.headers["Location"] == f"/sheet/{sheet.id}?format=a4"
    response = client.get(f"/sheet/{sheet.id}")
    assert response.status_code == 200
    assert private_headers(response) == PRIVATE


def test_what_is_no_code_is_told_beside_the_box(client: FlaskClient) -> None:
    assert client.get("/sheet").status_code == 200
    for typed in ("", "hello there", "<b>"):
        response = client.get("/sheet", query_string={"code": typed})
        assert response.status_code == 400
        assert 'href="#code"' in response.text
        assert "<b>" not in response.text


def test_wrong_codes_are_slowed_down_whatever_is_asked_of_them(
    context: Context, client: FlaskClient
) -> None:
    sheet = keep_sheet(context, ["choir"], Format.A4)
    tails = ("", ".pdf", ".ics", ".zip", "")
    for number in range(10):
        client.get(f"/sheet/{sheet.id}")  # a right one does not count
        response = client.open(
            f"/sheet/WRONG-{number:04}{tails[number % 5]}", method="HEAD" if number % 2 else "GET"
        )
        assert response.status_code == 404
        assert private_headers(response) == PRIVATE
    response = client.get("/sheet/WRONG-9999")
    assert response.status_code == 429
    assert "Too many codes" in response.text
    assert int(response.headers["Retry-After"]) > 0
    # Others at the same address have sheets, too.
    assert client.get(f"/sheet/{sheet.id}").status_code == 200
    assert client.get(f"/sheet/{sheet.id.lower()}.ics").status_code in (200, 404)
    assert client.get("/sheet/WRONG-9998").status_code == 429
    assert private_headers(response) == PRIVATE


def test_whoever_guesses_on_and_on_is_told_nothing_more(
    context: Context, client: FlaskClient
) -> None:
    sheet = keep_sheet(context, ["choir"], Format.A4)
    for number in range(100):
        assert client.get(f"/sheet/{sheet.id}").status_code == 200
        client.get(f"/sheet/WRONG-{number:04}")
    assert client.get(f"/sheet/{sheet.id}").status_code == 429


def test_expired_sheet_says_so_and_its_row_is_gone(
    context: Context, make_context: ContextMaker
) -> None:
    sheet = keep_sheet(context, ["choir"], Format.A4)
    late = make_context(today="2026-06-15")
    client = create_app(late).test_client()
    response = client.get(f"/sheet/{sheet.id}")
    assert response.status_code == 410
    assert "This list has expired" in response.text
    assert late.store.find(SHEETS) == []
    assert client.get(f"/sheet/{sheet.id}").status_code == 404


def test_kept_sheet_has_the_facts_of_today(context: Context, client: FlaskClient) -> None:
    sheet = keep_sheet(context, ["gone", "paused", "choir"], Format.A4)
    page = client.get(f"/sheet/{sheet.id}").text
    assert page.count("no longer listed") == 1
    assert "Secret Name" not in page
    assert "Closed for now" in page
    assert sheet.id in page


@pytest.mark.parametrize("format_", list(Format))
def test_pdf_is_tagged_with_its_fonts_inside_and_all_it_should_say(
    context: Context, client: FlaskClient, format_: Format
) -> None:
    sheet = keep_sheet(context, ["knit-club", "choir", "hostile", "gone"], Format.A4)
    response = client.get(f"/sheet/{sheet.id}.pdf?format={format_}")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    assert private_headers(response) == PRIVATE
    pdf = pypdf.PdfReader(BytesIO(response.data))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert pdf.metadata
    assert sheet.id in (pdf.metadata.title or "")
    assert fonts_outside(pdf) == []
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for said in ("Knit Club", "Choir", "01632 960001", sheet.id, "Printed 16 March 2026"):
        assert said in text, said
    assert "Tuesday 17 March" in text
    assert "<script>" in text  # as words
    assert "Secret Name" not in text
    if format_ in (Format.LARGE, Format.EASY):
        assert smallest(pdf) >= 17.99
    for said in ("Bus 73 stops outside.", "Pat meets you at the door.", "£2", "3 March 2026"):
        assert said in text, said
    for page in pdf.pages:
        assert f"{sheet.id}, printed 16 March 2026" in page.extract_text()
    kinds = list(tags(root["/StructTreeRoot"]))
    assert [kind for kind, _ in kinds if kind.startswith("/H")] == ["/H1", "/H2", "/H2", "/H2"]
    words = [alt for kind, alt in kinds if kind == "/Figure"]
    assert words[0] == f"Square code that opens http://127.0.0.1:8000/sheet/{sheet.id}"
    assert words[1:] == (PICTURES * 3 if format_ is Format.EASY else [])


def test_pdfs_leave_threads_for_others(context: Context) -> None:
    sheet = keep_sheet(context, ["knit-club"], Format.A4)
    app = create_app(context)

    def ask(_: int) -> tuple[int, str]:
        response = app.test_client().get(f"/sheet/{sheet.id}.pdf")
        return response.status_code, response.headers.get("Retry-After", "")

    with ThreadPoolExecutor(12) as many:
        answers = Counter(many.map(ask, range(12)))
    assert set(answers) == {(200, ""), (503, "5")}
    assert answers[200, ""] >= 2
    assert ask(0) == (200, "")


def tags(element: pypdf.generic.PdfObject | None) -> Iterator[tuple[str, str]]:
    """The tags below an element in the order in which they are read, with their alternative."""
    found = element.get_object() if element is not None else None
    if isinstance(found, list):
        for each in found:
            yield from tags(each)
    elif isinstance(found, dict):
        if "/S" in found:
            yield str(found["/S"]), str(found.get("/Alt", ""))
        yield from tags(found.get("/K"))


def fonts_outside(pdf: pypdf.PdfReader) -> list[str]:
    outside = []
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            kinds = font.get("/DescendantFonts", [font])
            described = kinds[0].get_object()["/FontDescriptor"]
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described):
                outside.append(str(font["/BaseFont"]))
    assert pdf.pages
    return outside


def smallest(pdf: pypdf.PdfReader) -> float:
    """The smallest letters in points: the size, through both of the drawing's matrices."""
    sizes: list[float] = []

    def look(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        if text.strip():
            sizes.append(abs(size * tm[3] * cm[3]))

    for page in pdf.pages:
        page.extract_text(visitor_text=look)
    return min(sizes)


def test_what_a_listing_does_not_say_is_asked_in_every_format(make_context: ContextMaker) -> None:
    bare = a_listing("bare", name="Bare", when=[], cost="", public=Contact(), checked=Checked())
    nowhere = replace(bare, where=Where(Precision.WITHHELD, place="Hidden"))
    context = make_context(nowhere)
    sheet = keep_sheet(context, ["bare"], Format.A4)
    client = create_app(context).test_client()
    for format_ in Format:
        page = client.get(f"/sheet/{sheet.id}?format={format_}").text
        for said in (
            "Ask when it is on",
            "Location not shown for safety",
            "Ask whether they come to you.",
            "Ask about the cost",
            "(Thurrock CVS)",
            "Ask who will meet you.",
            "Not checked by us yet.",
        ):
            assert said in page, (format_, said)
        assert "Hidden" not in page


def test_what_is_not_open_yet_has_no_date_and_the_news_comes_first(
    make_context: ContextMaker,
) -> None:
    planned = a_listing(status=Status.PLANNED, notice="Moving house in May.")
    context = make_context(planned)
    sheet = keep_sheet(context, ["knit-club"], Format.A4)
    for format_ in Format:
        page = create_app(context).test_client().get(f"/sheet/{sheet.id}?format={format_}").text
        assert "Planned: not open yet" in page
        assert "Moving house in May." in page
        assert "17 March" not in page.partition("<article")[2]


def test_without_scripts_there_is_room_to_write_on_paper(
    context: Context, client: FlaskClient
) -> None:
    sheet = keep_sheet(context, ["knit-club", "gone"], Format.A4)
    for format_ in Format:
        page = client.get(f"/sheet/{sheet.id}?format={format_}").text
        assert page.count("data-own-line") == (0 if format_ is Format.NOTICEBOARD else 1)


def test_calendar_holds_every_listing_that_has_dates(context: Context, client: FlaskClient) -> None:
    sheet = keep_sheet(context, ["knit-club", "paused", "gone", "choir"], Format.A4)
    response = client.get(f"/sheet/{sheet.id}.ics")
    assert response.mimetype == "text/calendar"
    events = icalendar.Calendar.from_ical(response.data).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Knit Club", "Choir"]
    # Taken away and corrected by nobody: it begins now, and ends when the sheet does.
    assert [event["DTSTART"].dt.date() for event in events] == [date(2026, 3, 17)] * 2
    assert all("UNTIL=20260614T225959Z" in event["RRULE"].to_ical().decode() for event in events)
    none = keep_sheet(context, ["paused"], Format.A4)
    assert client.get(f"/sheet/{none.id}.ics").headers["Location"] == f"/sheet/{none.id}"
    assert ".ics" not in client.get(f"/sheet/{none.id}").text


def test_text_and_email_open_the_phones_own_apps(context: Context, client: FlaskClient) -> None:
    sheet = keep_sheet(context, ["knit-club", "choir", "hostile"], Format.A4)
    page = client.get(f"/sheet/{sheet.id}").text
    (text,) = re.findall(r'href="sms:\?&amp;body=([^"]+)"', page)
    assert re.fullmatch(r"[A-Za-z0-9%._~-]+", text)
    said = unquote(text)
    link = f"http://127.0.0.1:8000/sheet/{sheet.id}"
    assert said.split("\n")[0] == KNIT_CLUB_TEXT
    assert said.endswith(link)
    assert parts(said) <= 2
    (mail,) = re.findall(r'href="mailto:\?subject=[^"]+&amp;body=([^"]+)"', page)
    assert "Pat meets you at the door." in unquote(mail)
    assert link in unquote(mail)


def test_email_of_many_listings_is_no_longer_than_windows_takes(make_context: ContextMaker) -> None:
    long = "Über & <b>Ünder</b> " * 6
    clubs = [a_listing(f"club-{n:02}", name=f"{n} {long}", first_visit=long) for n in range(12)]
    context = make_context(*clubs)
    sheet = keep_sheet(context, [club.id for club in clubs], Format.A4)
    page = create_app(context).test_client().get(f"/sheet/{sheet.id}").text
    (link,) = re.findall(r'href="(mailto:[^"]+)"', page)
    body = unquote(link.partition("body=")[2])
    assert len(link.replace("&amp;", "&")) <= 1_900
    assert body.startswith("0 Über & <b>Ünder</b>")
    assert re.search(r"\r\n\r\n\+ \d+ more on the list\r\n\r\nSee it again: ", body)
    assert f"/sheet/{sheet.id}\r\n" in body
    assert "\n" not in body.replace("\r\n", "")


def test_text_names_by_kind_what_has_no_letter_of_its_alphabet(make_context: ContextMaker) -> None:
    context = make_context(a_listing(name="Мы вяжем"))
    sheet = keep_sheet(context, ["knit-club"], Format.A4)
    page = create_app(context).test_client().get(f"/sheet/{sheet.id}").text
    (text,) = re.findall(r'href="sms:\?&amp;body=([^"]+)"', page)
    assert unquote(text).startswith(
        "Crafts and textiles, Tue 17 Mar, 10am-12 noon, Dock Road Hall RM18 7TB, 01632 960001\n"
    )


def test_hostile_words_stay_words(context: Context, client: FlaskClient) -> None:
    sheet = keep_sheet(context, ["hostile"], Format.A4)
    for format_ in Format:
        page = client.get(f"/sheet/{sheet.id}?format={format_}").text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_listing_page_leads_to_the_sheet(client: FlaskClient) -> None:
    assert 'href="/sheet/new?id=choir"' in client.get("/listing/choir").text

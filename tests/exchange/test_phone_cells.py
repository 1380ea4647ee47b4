import pytest

from assetmap.exchange.phone_cells import read_phone


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("", ""),
        (" 01632  960001 ", "01632 960001"),
        ("'01632960001", "01632960001"),
        ("01632 960001 /", "01632 960001"),
        ("tel:+441632960001", "+441632960001"),
        ("٠١٦٣٢ ٩٦٠١٠٣", "01632 960103"),
        ("01632 960105 / 07700 900105", "01632 960105 / 07700 900105"),
        ("01632 960105\n07700 900105 (Sue)", "01632 960105 07700 900105 (Sue)"),
        ("+44 (0)1632 960001 ext 23", "+44 (0)1632 960001 ext 23"),
        ("Ring Pat, evenings: 01632 960001", "Ring Pat, evenings: 01632 960001"),
        ("0800 1111", "0800 1111"),
        ("116 123", "116 123"),
        ("999", "999"),
    ],
)
def test_what_rings_is_kept_as_it_is_written(text: str, phone: str) -> None:
    notes: list[str] = []
    assert (read_phone(text, notes), notes) == (phone, [])


@pytest.mark.parametrize(
    ("text", "phone", "note"),
    [
        (
            "1632960103",
            "01632960103",
            "The phone number 1632960103 had lost the 0 from its front: we put it back.",
        ),
        (
            "Pat (1632) 960103",
            "Pat (01632) 960103",
            "The phone number (1632) 960103 had lost the 0 from its front: we put it back.",
        ),
        (
            "441632960103",
            "+44 1632 960103",
            "We read the phone number 441632960103 as +44 1632 960103.",
        ),
        (
            "44 1632 960103 (Pat)",
            "+44 1632 960103 (Pat)",
            "We read the phone number 44 1632 960103 as +44 1632 960103.",
        ),
        (
            "O1632 96O1O3",
            "01632 960103",
            "In the phone number “O1632 96O1O3” we read the letter O as a nought.",
        ),
        (
            "01632960103.0",
            "01632960103",
            (
                "We read the phone number “01632960103.0” as 01632960103, without what a "
                "spreadsheet added."
            ),
        ),
        (
            "960103",
            "960103",
            "“960103” is not a whole phone number, so it is not a link: please check.",
        ),
        (
            "01632 960105 or 960106",
            "01632 960105 or 960106",
            "“960106” is not a whole phone number, so it is not a link: please check.",
        ),
    ],
)
def test_what_is_mended_or_left_is_said(text: str, phone: str, note: str) -> None:
    notes: list[str] = []
    assert (read_phone(text, notes), notes) == (phone, [note])


@pytest.mark.parametrize(
    "text",
    [
        *("n/a", "see website", "-", "12/03/2026", "12.03.2026", "2026", "ext 2345"),
        *("info1632960103@example.org", "https://example.org/01632960103"),
    ],
)
def test_what_is_no_number_is_left_out(text: str) -> None:
    notes: list[str] = []
    said = [f"“{text}” is not a phone number, so we left it out."]
    assert (read_phone(text, notes), notes) == ("", said)


@pytest.mark.parametrize("text", ["4.41632960104E+11", "1,63296E+09", "4.4e11"])
def test_a_number_that_a_spreadsheet_cut_short_is_refused(text: str) -> None:
    notes: list[str] = []
    assert read_phone(text, notes) == ""
    assert notes == [
        (
            f"The phone number “{text}” was cut short by a spreadsheet, so we left it out. Make "
            "the column text, and type the number again."
        )
    ]


def test_two_lost_noughts_are_two_notes_in_their_order() -> None:
    notes: list[str] = []
    assert read_phone("1632960103.0", notes) == "01632960103"
    assert read_phone("1632 960104 / 7700 900104", notes) == "01632 960104 / 07700 900104"
    assert [note.split(" had")[0] for note in notes[1:]] == [
        "The phone number 1632960103",
        "The phone number 1632 960104",
        "The phone number 7700 900104",
    ]

from assetmap.exchange.header_mapping import match_headings, row_texts


def test_headings_match_in_any_case_spacing_and_punctuation() -> None:
    headings = match_headings(
        ["NAME", "Post Code", "E-mail", "Opening times", "Area name", "Area code"]
    )
    assert headings.used == {
        "NAME": "name",
        "Post Code": "postcode",
        "E-mail": "email",
        "Opening times": "when",
        "Area name": "place",
    }
    assert headings.unused == ("Area code",)


def test_contract_names_come_before_other_names() -> None:
    headings = match_headings(["Title", "About", "name", "description"])
    notes: list[str] = []
    assert row_texts(headings, ["A", "one", "B", "NA"], notes, own=False) == {
        "name": "B",
        "description": "one",
    }
    assert notes == [
        "“Title” was not used, because another column gives the same thing: “A”.",
    ]


def test_words_for_nothing_are_empty_except_in_our_own_files() -> None:
    headings = match_headings(["name", "cost", "join", "email"])
    cells = ["Club", "none", "Not known", "N/A"]
    assert row_texts(headings, cells, [], own=False) == {"name": "Club"}
    assert row_texts(headings, cells, [], own=True)["cost"] == "none"


def test_the_contacts_name_is_believed_only_in_our_own_files() -> None:
    assert match_headings(["contact_name", "source"]).used == {"contact_name": "private_name"}
    assert match_headings(["contact_name", "source"], own=True).used == {
        "contact_name": "contact_name",
        "source": "source",
    }


def test_an_unknown_heading_with_name_in_it_can_stand_in() -> None:
    headings = match_headings(["ID", "DISTNAME", "OTHERNAME", "area_name"]).with_guessed_name()
    assert headings.guessed_name == "DISTNAME"
    assert headings.used == {"ID": "id", "DISTNAME": "name", "area_name": "place"}
    assert headings.unused == ("OTHERNAME",)

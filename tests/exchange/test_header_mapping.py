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


def test_a_column_that_is_not_for_everyone_is_used_by_nobody() -> None:
    headings = match_headings(["name", "Notes", "Visit notes"])
    assert headings.used == {"name": "name"}
    assert (headings.unused, headings.kept_back) == (
        ("Notes", "Visit notes"),
        ("Notes", "Visit notes"),
    )
    assert headings.fields == frozenset({"name"})


def test_what_is_private_is_never_said_in_a_note() -> None:
    headings = match_headings(["name", "Chair", "Secretary"])
    notes: list[str] = []
    texts = row_texts(headings, ["Club", "Jo Smith", "Ann Lee"], notes, own=False)
    assert texts == {"name": "Club", "private_name": "Jo Smith"}
    assert notes == ["“Secretary” was not used, because another column gives the same thing."]


def test_columns_that_only_fill_our_fields_speak_for_those() -> None:
    headings = match_headings(
        ["Group name", "Address 1", "Mobile", "Hearing loop", "OK to publish"]
    )
    assert headings.used == {
        "Group name": "name",
        "Address 1": "address",
        "Mobile": "phone",
        "Hearing loop": "access or description",
        "OK to publish": "what may be shown",
    }
    assert headings.fields == {"name", "address", "phone", "access", "description"}


def test_our_own_files_know_only_our_own_columns() -> None:
    headings = match_headings(["name", "Mobile", "Notes", "Wheelchair", "Chair"], own=True)
    assert headings.used == {"name": "name"}
    assert headings.unused == ("Mobile", "Notes", "Wheelchair", "Chair")

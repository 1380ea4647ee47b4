from assetmap.exchange.described_columns import NAMED_NOTE, add_sentences, name_osm_kind


def test_columns_without_a_field_end_the_description() -> None:
    texts = {
        "name": "Chair yoga",
        "description": "Gentle.",
        "organisation": "Active Dock",
        "eligibility": "Adults.",
        "baby_changing": "Yes",
    }
    assert add_sentences(texts, []) == {
        "name": "Chair yoga",
        "description": (
            "Gentle.\n\nOrganisation: Active Dock.\n\nWho can come: Adults.\n\nBaby changing: yes."
        ),
    }


def test_a_no_and_the_name_once_more_are_not_said() -> None:
    texts = {"name": "Quay Trust", "organisation": "QUAY TRUST", "baby_changing": "FALSE"}
    assert add_sentences(texts, []) == {"name": "Quay Trust"}


def test_an_organisation_stands_in_for_a_name_that_is_not_given() -> None:
    notes: list[str] = []
    assert add_sentences({"organisation": "Quay Trust"}, notes) == {"name": "Quay Trust"}
    assert notes == [NAMED_NOTE]


def test_a_kind_of_openstreetmap_is_a_type() -> None:
    assert name_osm_kind({"osm_kind": "community_centre"}, []) == {"type": "Community centre"}
    assert name_osm_kind({"osm_kind": "cafe", "type": "Hub"}, []) == {"type": "Hub"}

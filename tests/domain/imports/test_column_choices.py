from assetmap.domain.imports.column_choices import column_labels


def test_each_column_has_a_label_of_its_own() -> None:
    found = column_labels(["Name", " Phone  number", "", "Name", "Name"])
    assert found == ("Name", "Phone number", "Column 3", "Name (2)", "Name (3)")

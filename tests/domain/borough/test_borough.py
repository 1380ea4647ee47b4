from assetmap.domain.borough.help_line import HelpLine


def test_help_line_tel_keeps_only_what_a_phone_dials() -> None:
    assert HelpLine("Ring us", "01632 960100").tel == "tel:01632960100"
    assert HelpLine("Ring us", "+44 1632-960100").tel == "tel:+441632960100"

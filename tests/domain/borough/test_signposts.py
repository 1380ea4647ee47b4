"""A signpost's number and address, as pages write them."""

from assetmap.domain.borough.signposts import Signpost


def test_number_and_address_are_written_for_links_and_for_people() -> None:
    both = Signpost("gp", ("gp",), "x", "0808 808 00 00", "https://www.nhs.uk/find?a=b")
    assert (both.tel, both.site) == ("tel:08088080000", "www.nhs.uk")
    neither = Signpost("gp", ("gp",), "x")
    assert (neither.tel, neither.site) == ("", "")

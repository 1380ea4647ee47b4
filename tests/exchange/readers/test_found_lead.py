"""What is found of a lead, and what is said of its files elsewhere."""

from assetmap.exchange.readers.found_lead import USE_LEADS, FoundLead, FoundLeads


def test_a_lead_needs_a_key_a_name_and_what_it_does() -> None:
    assert FoundLead("1", "Club", "Judo") == FoundLead("1", "Club", "Judo", "", "", None, "")
    assert FoundLeads(()) == FoundLeads((), (), "")
    assert "assetmap leads import" in USE_LEADS

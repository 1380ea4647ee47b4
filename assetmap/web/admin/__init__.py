"""The home of staff, and the thesaurus that editors change."""

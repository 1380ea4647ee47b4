"""The installation's own site: it leads to the sites of its authorities."""

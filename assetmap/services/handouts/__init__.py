"""From a conversation to a sheet: what to show, sheets, collections, unmet needs."""

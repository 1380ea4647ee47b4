"""From a conversation to a sheet: the cards, the sheet, collections, unmet needs."""

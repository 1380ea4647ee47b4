"""From a conversation to a sheet: the cards, the sheet, collections, and what was not found."""

"""All public listings in memory, as arrays: what filters, counts, boxes and distances ask."""

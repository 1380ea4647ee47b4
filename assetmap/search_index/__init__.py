"""The directory made searchable: the full-text index and the arrays of filters."""

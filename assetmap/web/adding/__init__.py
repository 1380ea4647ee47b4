"""Adding a listing: drafts, one group of questions a page."""

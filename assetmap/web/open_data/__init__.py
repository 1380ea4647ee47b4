"""Open data: the page, downloads of everything, and the feed of changes."""

"""Staff work on listings: drafts, edits, review, history, merging."""

"""A listing's life: drafted, proposed, reviewed, changed, moved on, archived, merged."""

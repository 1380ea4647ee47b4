"""What was changed, in words: fields from and to, proposals, history."""

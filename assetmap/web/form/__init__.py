"""A listing's form: its questions, and what was typed in them."""

"""Forms: a listing's questions, and what was typed in them."""

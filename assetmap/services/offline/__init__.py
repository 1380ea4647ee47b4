"""The offline bundle: what a phone is given to work with no signal."""

"""The people who look after the directory: invited, given roles, signed in."""

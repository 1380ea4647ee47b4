"""The staff's home, their pages of listings, and the registers."""

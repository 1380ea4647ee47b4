"""Listings as Open Referral UK 3.0 has them: the records of the standard, made of public views."""

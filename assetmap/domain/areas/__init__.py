"""Wards, patches and other areas as data: which set counts on a day, and what lies in which."""

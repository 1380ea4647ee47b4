"""Sets of areas: taken in from files, and what lies in which."""

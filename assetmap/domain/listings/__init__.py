"""What a listing is: its fields, times, place, life, and what may change in it."""

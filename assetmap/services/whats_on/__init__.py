"""What is on in some days, by day."""

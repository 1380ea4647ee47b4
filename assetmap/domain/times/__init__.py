"""When things are on: repeats, sessions, and the times and days that people write."""

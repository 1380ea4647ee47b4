"""Learns the words of danger_words.toml from questions; nothing of the program needs it."""

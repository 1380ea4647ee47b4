"""The time bank: an hour given is an hour to ask for, whatever the task."""

"""The command line: each command is arguments, one service call, and what it says."""

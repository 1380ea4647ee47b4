"""What is asked of an installation with several authorities as a whole."""

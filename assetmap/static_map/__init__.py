"""The map as one HTML file with everything in it, to send, keep or put on a stick."""

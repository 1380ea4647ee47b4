"""Maps as files: one HTML page with everything in it, to send, keep or put on a stick."""

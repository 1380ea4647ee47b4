"""Personal data: found, given, erased, kept no longer than needed, and the audit that proves it."""

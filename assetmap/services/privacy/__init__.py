"""Personal data: subject access, erasure, retention, and the audit that proves it."""

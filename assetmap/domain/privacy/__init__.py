"""Personal data: the audit, data subjects, suppression, and the PII filter."""

"""The file of a backup: a zip with a manifest, and the key in it, if any, behind a passphrase."""

"""Pictures of listings: uploaded, made safe, and kept as files."""

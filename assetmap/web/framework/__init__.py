"""What every page stands on: access, sessions, headers, rate limits, templates."""

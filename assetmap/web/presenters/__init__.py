"""Listings and answers as pages show them, shared by several features."""

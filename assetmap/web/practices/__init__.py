"""Surgeries' pages, and the same on paper for their noticeboards."""

"""Answers what is asked of the Open Referral UK feed, from the directory in memory."""

"""The addresses of the Open Referral UK feed."""

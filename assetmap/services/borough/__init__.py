"""The borough's own files: followed while pages are served, changed on pages, put back."""

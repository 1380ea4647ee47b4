"""The borough's own files: followed, changed on pages, put back; what a change would break."""

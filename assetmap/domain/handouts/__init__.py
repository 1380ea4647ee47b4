"""What a conversation leaves behind: sheets, collections and unmet needs."""

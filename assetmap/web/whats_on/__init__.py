"""What is on, by day: the page, its data, and the week on paper."""

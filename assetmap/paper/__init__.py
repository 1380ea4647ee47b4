"""What ends up on paper: PDF files and the square codes that phones read."""

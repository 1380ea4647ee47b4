"""PDF files and QR codes."""

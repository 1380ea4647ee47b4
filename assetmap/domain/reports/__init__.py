"""What the borough has and what it lacks, as whoever answers for it reads it."""

"""Pages on which an admin sets the borough up and changes it."""

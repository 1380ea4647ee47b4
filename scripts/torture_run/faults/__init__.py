"""What goes wrong beside being killed, one module for each kind of it."""

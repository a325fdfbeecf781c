"""What a unit states, read from its file."""

"""What happened, told to people and programs."""

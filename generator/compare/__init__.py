"""What is the same here: the one answer to it."""

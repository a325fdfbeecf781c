"""The commands: what may be typed, and what each does."""

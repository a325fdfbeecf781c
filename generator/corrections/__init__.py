"""Corrections: where a number comes from, what a change moves, and the next year."""

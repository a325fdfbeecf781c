"""Figures under their addresses, exact, with the places that make them."""

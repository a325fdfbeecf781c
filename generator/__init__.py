"""Writes the disclosure documents of public units from figures stated once."""

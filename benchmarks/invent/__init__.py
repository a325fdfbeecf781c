"""Invented units: their names, their money, and the filings that state it."""

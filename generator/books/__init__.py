"""The books of a filing: this year's, and its bases."""

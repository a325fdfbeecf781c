"""Word files, ours or anybody's."""

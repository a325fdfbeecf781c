"""What is kept across runs, and under which fingerprints."""

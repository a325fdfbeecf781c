"""How fast the house is, and against what; `make bench` runs `benchmarks.run`."""

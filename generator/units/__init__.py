"""Many units: one filing as a unit of work, handed out, recorded, and done again when due."""

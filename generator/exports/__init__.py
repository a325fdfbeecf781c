"""What an accounting system's export states of a unit, by the pack's 取数.yaml."""

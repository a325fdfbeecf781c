"""`python -m generator`: the same as `gongkai`."""

from generator import cli

if __name__ == "__main__":  # not in the processes that are begun from this one
    cli.entry()

"""How many examples a property is tried on: few while one works, more before a change is taken.

The profile is chosen with `--hypothesis-profile`; in each of them the examples are always the same.
"""

from hypothesis import settings

# Of the number that a property asks for, so many per cent are tried.
SHARES = {"quick": 30, "ci": 100, "slow": 1_000}


def register_profiles() -> None:
    """Make the profiles known; without the option it is the first."""
    for name, share in SHARES.items():
        settings.register_profile(
            name, max_examples=share, deadline=None, database=None, derandomize=True
        )
    settings.load_profile("quick")


def examples(count: int) -> settings:
    """The settings of a property that asks for so many examples (100 are asked for without)."""
    return settings(max_examples=max(1, count * settings().max_examples // 100))

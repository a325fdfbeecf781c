"""What a sheet is called: as its title is, as far as sheets can be, each name once."""

_LONGEST = 31  # as Excel counts: in units of UTF-16
_BARRED = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_MANY = 10_000


def choose(title: str, taken: set[str]) -> str:
    """The name of a sheet with a title; it is noted among those that are `taken`."""
    plain = " ".join(title.translate(_BARRED).split()) or "表"
    tries = (_cut(plain, _LONGEST - len(end)) + end for end in ("", *map(str, range(2, _MANY))))
    name = next(it for it in tries if it.lower() not in taken)
    taken.add(name.lower())
    return name


def _cut(text: str, length: int) -> str:
    """As much of a text as has room; a sign of two units is whole or not there."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", errors="ignore").rstrip()

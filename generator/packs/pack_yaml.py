"""A pack's own YAML files as plain data; every scalar stays the text that was typed."""

from pathlib import Path
from typing import Any

from generator.filing import legible
from generator.kept import environment, fingerprints, reading, store

KEPT = "packs"


def load(path: Path) -> Any:
    """The plain data of a file; None for one that cannot be read, of which `pack_tree` says more.

    Kept across runs: reading it back takes a tenth of the time, and no reader of YAML.
    """
    try:
        raw = reading.read(path, legible.MAX_BYTES)
    except OSError:
        return None
    version = environment.description().get("pyyaml")
    key = fingerprints.of_bytes(f"{version} texts\n".encode() + raw)
    data = store.load(KEPT, key)
    if not data or not isinstance(data, dict | list):
        from generator.packs import pack_tree

        tree = pack_tree.parse(raw, path.name)
        data = None if tree.faults else tree.root
        if data is not None:
            store.keep(KEPT, key, data)
    return data

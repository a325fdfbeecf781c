"""PyYAML, of which the house uses libyaml's events alone.

It takes ten milliseconds to import, a twelfth of what one document takes: for filings that are not
written plainly (`plain_yaml`), for what is edited, and for packs that are not kept.
"""

from collections.abc import Iterator

import yaml as yaml

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse(text: str) -> Iterator[yaml.Event]:
    """The events of a text; a `YAMLError` where it is none."""
    return yaml.parse(text, Loader=_LOADER)

"""Answers for other programs: JSON in one layout, which UTF-8 can carry for any path."""

import json
import re
from typing import Any

# Half of a character from an undecodable file name: JSON can carry it, UTF-8 cannot.
_LONE = re.compile("[\ud800-\udfff]")


def render(content: Any, *, indent: int | None = 2) -> str:
    """Content as JSON, without a line end after it; `indent` None puts it on one line."""
    text = json.dumps(content, ensure_ascii=False, indent=indent)
    return _LONE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)

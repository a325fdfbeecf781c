"""A path into a filing as one line that a person can read and that leads back: `支出 / 第3条`."""

import json
import re

from generator.filing.yaml_tree import Path_

_BETWEEN = " / "
_ITEM = re.compile(r"第(\d{1,7})条")
_STEP = re.compile(r'"(?:[^"\\]|\\.)*"|.+?(?= / |$)', re.DOTALL)


def show(path: Path_) -> str:
    """A path in one line; items of lists count from 1."""
    return _BETWEEN.join(map(_show_step, path))


def _show_step(step: str | int) -> str:
    if isinstance(step, int):
        return f"第{step + 1}条"
    plain = step and step.strip() == step and "/" not in step and not step.startswith('"')
    if plain and not _ITEM.fullmatch(step):
        return step
    return json.dumps(step, ensure_ascii=False)


def parse(text: str) -> Path_ | None:
    """The path that a line leads along; None where it leads nowhere."""
    steps: list[str | int] = []
    at = 0
    while at < len(text):
        match = _STEP.match(text, at)
        if match is None:
            return None
        steps.append(_parse_step(match.group()))
        at = match.end()
        if text.startswith(_BETWEEN, at):
            at += len(_BETWEEN)
        elif at < len(text):
            return None
    return tuple(steps)


def _parse_step(text: str) -> str | int:
    item = _ITEM.fullmatch(text)
    if item:
        return int(item[1]) - 1
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text.strip()

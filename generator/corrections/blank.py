"""An empty filing: every section of a pack's rules with its explanation, ready to be filled.

What must be there stands empty; what may be left out stands as a comment.
"""

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.filing.yaml_tree import Node, Path_
from generator.packs import jsonschema
from generator.packs.pack import KEYS, Pack
from generator.vocabulary import AMOUNT_UNIT, KIND_PARAGRAPHS, KIND_YUAN, REVIEW, UNIT, YUAN

INDENT = "  "
NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})
NOTHING_STATED: Mapping[str, Node] = MappingProxyType({})
MARK = f"  # {REVIEW}"
FieldRule = Mapping[str, Any]


def write_filing(
    pack: Pack,
    unit: Mapping[str, str] = NOTHING_KNOWN,
    stated: Mapping[str, Node] = NOTHING_STATED,
) -> str:
    """The text of an empty filing for a pack, but for what is known of its unit, and `stated`.

    All words of what is stated, but for those of the unit, are to be looked at.
    """
    kind, year, region = pack.key
    fixed = {**dict(zip(KEYS, pack.key, strict=True)), AMOUNT_UNIT: YUAN}
    lines = [
        f"# {year} 年度{kind}填报文件（{region}）",
        "# 没有“#”的各项都要填；带“#”的各项有才写，写时去掉行首的“#”和后面的一个空格。",
        f"# yaml-language-server: $schema=./{jsonschema.file_name(pack)}",
    ]
    for name, rule in pack.rules.items():
        if name in fixed:
            lines.append(f"{name}: {fixed[name]}")
        else:
            field = _field(name, rule, stated=stated.get(name))
            if name == UNIT or name in pack.own_files:
                field = (line.removesuffix(MARK) for line in field)
            lines += ["", *((_state(line, unit) for line in field) if name == UNIT else field)]
    return "\n".join(lines) + "\n"


def _state(line: str, known: Mapping[str, str]) -> str:
    """A line of an empty field with what is known of it."""
    match = re.fullmatch(rf"({INDENT})(?:# )?(\w+):(.*)", line)
    if match is None or match[2] not in known:
        return line
    return f"{match[1]}{match[2]}: {_text(known[match[2]])}{match[3]}"


def _text(value: str) -> str:
    plain = re.fullmatch(r"[\u4e00-\u9fff（）]+", value)
    return value if plain else json.dumps(value, ensure_ascii=False)


def _field(name: str, rule: FieldRule, indent: str = "", stated: Node = None) -> Iterator[str]:
    mark = "" if rule.get("required") or stated is not None else "# "
    return (f"{indent}{mark}{line}" for line in _lines(_key(name), rule, stated))


def list_hints(rules: Mapping[str, FieldRule], path: Path_) -> list[str]:
    """The comment that stands for a field which may be left out, whose owner is there; nothing
    where the rules have no such field, or it must be there.
    """
    indent = ""
    for step in path[:-1]:
        rule = rules.get(str(step)) if isinstance(step, str) else None
        if isinstance(step, int):
            indent += INDENT
        elif rule is None or rule.get("type") not in ("dict", "list"):
            return []
        else:
            indent += INDENT
            rules = rule["schema"] if rule["type"] == "dict" else rule["schema"]["schema"]
    name = str(path[-1])
    if isinstance(path[-1], int) or name not in rules or rules[name].get("required"):
        return []
    return list(_field(name, rules[name], indent))


def _lines(key: str, rule: FieldRule, stated: Node) -> Iterator[str]:
    """A field and what is below it, from the left margin on."""
    about = _about(rule)
    if isinstance(stated, str):
        yield f"{key}: {_text(stated)}{'' if 'allowed' in rule else MARK}"
        return
    yield f"{key}:{f'   # {about}' if about else ''}"
    if rule.get("type") == "dict":
        yield from _fields(rule["schema"], stated)
    elif rule.get("type") == "list":
        for item in stated if isinstance(stated, list) else [None]:
            yield from _item(rule["schema"]["schema"], item)
    elif stated is not None:
        yield from _words(stated)
    else:
        yield from _show_form(rule)


def _words(stated: Node) -> Iterator[str]:
    """Texts in paragraphs, or under addresses."""
    items = stated.items() if isinstance(stated, dict) else [("-", it) for it in stated or ()]
    for key, text in items:
        begin = "-" if key == "-" else f"{_key(key)}:"
        yield f"{INDENT}{begin} {_text(str(text))}{MARK}"


def _show_form(rule: FieldRule) -> Iterator[str]:
    """How what is not a plain field is written."""
    if "addresses" in rule:
        yield f"{INDENT}# 表名.行: {'金额' if rule['addresses'] == KIND_YUAN else '文字'}"
    elif "files" in rule:
        yield f"{INDENT}# - 单位的文件.yaml"
    elif "exports" in rule:
        yield f"{INDENT}# - 导出.xls"
    elif "names" in rule:
        yield f"{INDENT}# 编码: 名称"


def _item(rules: Mapping[str, FieldRule], stated: Node) -> Iterator[str]:
    """An item of a list, which must begin with something that is no comment."""
    inner = [line.removeprefix(INDENT) for line in _fields(rules, stated)]
    first = next((i for i, line in enumerate(inner) if not line.startswith("#")), 0)
    ordered = [inner[first].removeprefix("# "), *inner[:first], *inner[first + 1 :]]
    yield from (f"{INDENT}{'- ' if i == 0 else INDENT}{li}" for i, li in enumerate(ordered))


def _fields(rules: Mapping[str, FieldRule], stated: Node) -> Iterator[str]:
    known = stated if isinstance(stated, dict) else {}
    return (
        line for name, rule in rules.items() for line in _field(name, rule, INDENT, known.get(name))
    )


def _about(rule: FieldRule) -> str:
    """What stands beside a field: its explanation, what it may be, what else it is."""
    words = [str(rule.get("meaning", ""))]
    if "allowed" in rule:
        words.append(f"可以写：{'、'.join(map(str, rule['allowed']))}")
    if rule.get("kind") == KIND_PARAGRAPHS:
        words.append("每段一行，以“- ”开头")
    if "code" in rule:
        words.append("科目编码，可在空格后加名称")
    return "；".join(filter(None, words))


def _key(name: str) -> str:
    return name if re.fullmatch(r"[\w（）()“”]+", name) else json.dumps(name, ensure_ascii=False)

"""A pack's input rules as JSON Schema (draft-07), so that editors can help while a filing is typed.

The schema is a help, not the judge: whatever `schema` and the later stages accept, it accepts; what
needs other figures or the table of accounts (identities, addresses, unknown codes) it lets pass.
"""

from generator.filing import shared
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs import adding, schema_definitions
from generator.packs.pack import KEYS, Pack
from generator.packs.schema_definitions import ADDRESSED, KINDS, Schema, account, code_words, ref
from generator.vocabulary import CONSOLIDATES, EXPORTS, FISCAL_YEAR, KIND_TEXT

DRAFT = "http://json-schema.org/draft-07/schema#"
EXPORT_WORDS = "导出文件或装着导出文件的文件夹；几个的，每行一个，以“- ”开头"
FILES = "填报文件的名称，每个单位一行，以“- ”开头"


def file_name(pack: Pack) -> str:
    """What the file of a pack's schema is called: there is one for each kind, year and region."""
    return f"{''.join(pack.key)}.schema.json"


def json_schema(pack: Pack) -> Schema:
    """The schema of the filings that a pack serves; definitions and keys in the pack's order."""
    kind, year, region = pack.key
    lists = pack.definitions.lists
    department = adding.relax(pack.rules, pack.consolidation, lists, {})
    filing = _object(department, pack, ())
    alone = _demands(pack.rules, department, ())
    for key, value in zip(KEYS, pack.key, strict=True):
        choices = [int(value), value] if key == FISCAL_YEAR else [value]
        filing["properties"][key] |= {"enum": choices}
    return {
        "$schema": DRAFT,
        "title": f"{kind}填报文件（{region}，{year} 年度）",
        "description": "合计、比较和百分比不填，由系统得出；写好后用 gongkai check 检查",
        **filing,
        # What a department's members or an export supply, a unit states itself.
        "if": {"anyOf": [{"required": [CONSOLIDATES]}, {"required": [EXPORTS]}]},
        "else": alone,
        "definitions": dict(schema_definitions.definitions(pack)),
    }


# -- what is typed under its own name -----------------------------------------------------------


def _object(rules: Rules, pack: Pack, path: Path_ | None = None) -> Schema:
    """A mapping of named fields; `path` where it stands, none in a list's item."""
    properties = {
        name: _property(name, rule, pack, None if path is None else (*path, name))
        for name, rule in rules.items()
    }
    required = _required(rules, path)
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _required(rules: Rules, path: Path_ | None) -> list[str]:
    """What a mapping must state itself: what a shared file may supply need not stand in it."""
    required = [name for name, rule in rules.items() if rule.get("required")]
    if path is None:  # lists are not merged, so their items are whole
        return required
    return [name for name in required if _its_own(rules[name], (*path, name))]


def _its_own(rule: Rules, path: Path_) -> bool:
    """Whether a field, or something that must stand in it, cannot come from a shared file."""
    if rule.get("type") == "dict":
        return bool(_required(rule["schema"], path))
    return not shared.shareable(path, rule)


def _demands(rules: Rules, freed: Rules, path: Path_) -> Schema:
    """What mappings must state by one set of rules and need not by another."""
    inner = {
        name: _demands(rule["schema"], freed[name]["schema"], (*path, name))
        for name, rule in rules.items()
        if rule.get("type") == "dict"
    }
    properties = {name: schema for name, schema in inner.items() if schema}
    needless = _required(freed, path)
    required = [name for name in _required(rules, path) if name not in needless]
    return {
        **({"required": required} if required else {}),
        **({"properties": properties} if properties else {}),
    }


def _property(name: str, rule: Rules, pack: Pack, path: Path_ | None) -> Schema:
    words, schema = _rule(rule, pack, path)
    meaning = str(rule.get("meaning", ""))
    return {"title": name, "description": "。".join(filter(None, (meaning, words))), **schema}


def _rule(rule: Rules, pack: Pack, path: Path_ | None) -> tuple[str, Schema]:
    """What to type in words, and the schema of it."""
    if rule.get("type") == "dict":
        return "分项填写", _object(rule["schema"], pack, path)
    if rule.get("type") == "list":
        items = _object(rule["schema"]["schema"], pack)
        return "清单，每条以“- ”开头", {"type": "array", "items": items}
    if "addresses" in rule:
        kind = rule["addresses"]
        return ADDRESSED[kind], {"allOf": [ref(f"addresses-{KINDS[kind][0]}")]}
    if "files" in rule or "exports" in rule:
        return _files(rule)
    if "names" in rule:
        return '每行写："编码": 名称', {"type": "object", "additionalProperties": _kind(KIND_TEXT)}
    if "code" in rule:
        table = pack.classifications[rule["code"]]
        return code_words(table), {"allOf": [ref(account(pack, rule["code"]))]}
    if "allowed" in rule:
        choices = [str(item) for item in rule["allowed"]]
        return f"可以写：{'、'.join(choices)}", {"type": "string", "enum": choices}
    kind = rule.get("kind", KIND_TEXT)
    return KINDS[kind][1], {"allOf": [_kind(kind)]}


def _files(rule: Rules) -> tuple[str, Schema]:
    names = {"type": "array", "items": {"type": "string"}, "minItems": 1}
    if "files" in rule:
        return FILES, names
    return EXPORT_WORDS, {"anyOf": [{"type": "string"}, names]}


def _kind(kind: str) -> Schema:
    return ref(KINDS[kind][0])

"""`gongkai schema`: the JSON Schema of a pack's filings, for editors."""

from generator.commands.options import PackOptions, choose_pack
from generator.exits import FINE
from generator.reporting import console


def schema(options: PackOptions) -> int:
    """Print the JSON Schema of a pack's filings."""
    import json

    from generator.packs import jsonschema

    pack = choose_pack(*options)
    text = json.dumps(jsonschema.json_schema(pack), ensure_ascii=False, indent=2)
    console.say(text, utf8=True)
    return FINE

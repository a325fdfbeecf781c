"""`gongkai schema`: the JSON Schema of a pack's filings, for editors."""

from generator.commands.options import PackOptions, choose_pack
from generator.exits import FINE
from generator.reporting import console


def schema(options: PackOptions) -> int:
    """Print the JSON Schema of a pack's filings."""
    from generator.packs import jsonschema
    from generator.reporting import json_text

    pack = choose_pack(*options)
    console.say(json_text.render(jsonschema.json_schema(pack)), utf8=True)
    return FINE

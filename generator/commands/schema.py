"""`gongkai schema`: the JSON Schema of a pack's filings, for editors."""

from pathlib import Path
from typing import NamedTuple

from generator.commands.options import PackOptions, choose_pack, refuse_unless_json, take
from generator.exits import FAULTY, FINE
from generator.reporting import console


class SchemaOptions(NamedTuple):
    """What may be typed after `schema`."""

    pack: PackOptions = PackOptions()
    output: str | None = take("-o", metavar="文件", help="写到这个文件（.json）")


def schema(options: SchemaOptions) -> int:
    """Print the JSON Schema of a pack's filings, or write it into a file."""
    from generator.packs import jsonschema
    from generator.reporting import json_text, placing

    if options.output is not None:
        refuse_unless_json(options.output)
    text = json_text.render(jsonschema.json_schema(choose_pack(*options.pack)))
    if options.output is None:
        console.say(text, utf8=True)
        return FINE
    fault = placing.put(Path(options.output), text + "\n")
    if fault is not None:
        console.complain(console.fault_text(fault))
        return FAULTY
    console.say(f"已写 {options.output}")
    return FINE

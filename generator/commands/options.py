"""How options are declared, and those that several commands share."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.packs.pack import Pack


def take(*flags: str, **how: Any) -> Any:
    """A field of options: how it is typed, as `argparse` has it; without flags, by its place."""
    return field(metadata={"flags": flags, "how": how})


def formats(*forms: str, remark: str = "") -> dict[str, Any]:
    """The formats in which a command can give its result."""
    words = "、".join(("text（默认）", *forms))
    choices = {"choices": ("text", *forms), "default": "text", "metavar": "格式"}
    return choices | {"help": f"结果的格式：{words}{remark}"}


TARGET = {"metavar": "文档", "required": True, "help": "写到哪个文件"}
KIND = {"metavar": "文种", "help": "填报文件里的文种"}
YEAR = {"metavar": "年度", "help": "四位数字"}
REGION = {"metavar": "地区", "nargs": "?", "help": "不写时，只有一个地区就用它"}


@dataclass(frozen=True, slots=True)
class PackOptions:
    """Which pack is meant; the region may be left out where there is but one."""

    kind: str = take(**KIND)
    year: str = take(**YEAR)
    region: str | None = take(**REGION)


def choose_pack(kind: str, year: str, region: str | None) -> "Pack":
    """The pack that is meant; where there is none, the call is refused."""
    from generator.kept import fingerprints
    from generator.packs import finding

    return finding.choose(fingerprints.home(), kind, year, region)

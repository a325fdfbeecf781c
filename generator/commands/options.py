"""How options are declared, and those that several commands share."""

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.exits import RefusedError

if TYPE_CHECKING:
    from generator.packs.pack import Pack


class Argument(NamedTuple):
    """How an option is typed, as `argparse.add_argument` has it; without flags, by its place."""

    flags: tuple[str, ...]
    how: dict[str, Any]


def take(*flags: str, **how: Any) -> Any:
    """A field of options, which are a named tuple: its default is the `Argument` that it comes of.

    Options that several commands share are a field, too: its default is `SharedOptions()`.
    """
    return Argument(flags, how)


def formats(*forms: str, remark: str = "") -> dict[str, Any]:
    """The formats in which a command can give its result."""
    words = "、".join(("text（默认）", *forms))
    choices = {"choices": ("text", *forms), "default": "text", "metavar": "格式"}
    return choices | {"help": f"结果的格式：{words}{remark}"}


TARGET = {"metavar": "文档", "required": True, "help": "写到哪个文件"}
KIND = {"metavar": "文种", "help": "填报文件里的文种"}
YEAR = {"metavar": "年度", "help": "四位数字"}
REGION = {"metavar": "地区", "nargs": "?", "help": "不写时，只有一个地区就用它"}


def refuse_unless_json(name: str) -> None:
    """Refuse a call that would write data under a name that is not that of a JSON file."""
    if not name.lower().endswith(".json"):
        raise RefusedError(f"-o 后面要写 JSON 文件（.json），不是“{name}”")


class PackOptions(NamedTuple):
    """Which pack is meant; the region may be left out where there is but one."""

    kind: str = take(**KIND)
    year: str = take(**YEAR)
    region: str | None = take(**REGION)


def choose_pack(kind: str, year: str, region: str | None) -> "Pack":
    """The pack that is meant; where there is none, the call is refused."""
    from generator.kept import library
    from generator.packs import finding

    return finding.choose(library.current(), kind, year, region)

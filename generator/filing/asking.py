"""How a filing is asked for what it lacks: where that goes, and what is written there.

In a file of text it is a line of a section; in a workbook it is a cell, or a row of a sheet.
"""

from collections.abc import Iterable, Mapping, Sequence

from generator.diagnostics import Place
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.vocabulary import ACCOUNT_NAMES


def find_place(source: Source, section: str, label: str = "") -> Place:
    """The cell that waits for what a section says of a label, or where the section stands.

    Where it stands nowhere, it is the last section of the filing, behind which it may be put.
    """
    if (waiting := _find_cell(source, section, label)) is not None:
        return source.keys[waiting]
    if section in source.data or (section,) in source.keys:
        return source.key_place((section,))
    own = [place for path, place in source.keys.items() if len(path) == 1]
    return max((it for it in own if it.file == source.file), default=source.place(()))


def _find_cell(source: Source, section: str, label: str) -> Path_ | None:
    ways: tuple[Path_, ...] = ((section, label), (section, *label.split(".")))
    return next((it for it in ways if label and source.in_cells and it in source.keys), None)


def ask(source: Source, section: str, label: str, filler: str) -> str:
    """How one label's words or figure are given in a section."""
    if not source.in_cells:
        return f"在“{section}”里写：{label}: {filler}"
    if _find_cell(source, section, label) is not None:
        return f"在这一格填上{filler}"
    from generator.filing import sheet_map  # most filings are no workbooks

    sheet = find_place(source, section).sheet
    return f"在“{sheet}”表里写一行：“{sheet_map.PATH}” {label}，“{section}” {filler}"


def ask_for_section(source: Source, section: str, labels: Sequence[str], filler: str) -> str:
    """How a section that a filing lacks is given, ready to be copied."""
    lines = [f"  {label}: {filler}" for label in labels]
    if not source.in_cells:
        return "\n".join([f"在文件末尾加上这一节，填上{filler}：", f"{section}:", *lines])
    from generator.filing import sheet_map

    sheet = find_place(source, section).sheet
    asked = f"在“{sheet}”表里一个数一行，“{section}”写{filler}，“{sheet_map.PATH}”依次写："
    return "\n".join([asked, *(f"  {label}" for label in labels)])


def show_whole(source: Source, section: str, text: str) -> str:
    """How a text is given as all that a section says."""
    if not source.in_cells:
        return f"{section}: {text}"
    from generator.filing import sheet_map

    return f"“{sheet_map.PATH}”写 {sheet_map.WHOLE}，“{section}”写 {text}"


def name_accounts(source: Source, names: Mapping[str, str]) -> str:
    """How accounts are given names of the filing's own, ready to be copied."""
    if source.in_cells:
        written = "；".join(f"编码 {code}、名称 {name}" for code, name in names.items())
        return f"在“{ACCOUNT_NAMES}”表里写一行：{written}"
    written = ", ".join(f"{code}: {name}" for code, name in names.items())
    return f"写上 {ACCOUNT_NAMES}: {{{written}}}"


def ask_for_names(source: Source, codes: Iterable[str]) -> str:
    """How accounts that have no name are given one."""
    if source.in_cells:
        return f"在“{ACCOUNT_NAMES}”表里写一行：编码 {'、'.join(codes)}，旁边写名称"
    return f"在“{ACCOUNT_NAMES}”里写：{'，'.join(f'{code}: 名称' for code in codes)}"

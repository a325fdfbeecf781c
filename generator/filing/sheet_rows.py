"""The rows of one sheet of a filing: each belongs where its headings, or its own words, say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics import Fault
from generator.filing import path_text, sheet_map
from generator.filing.growing import Growing
from generator.filing.sheet_grid import RESTORE, Grid, fold
from generator.filing.sheet_map import SheetColumn, SheetMap, SheetRow
from generator.filing.yaml_tree import Path_
from generator.spreadsheets.cells import Worksheet


def read(sheet: Worksheet, told: SheetMap, tree: Growing) -> None:
    """Put what a sheet states into the tree, and what is wrong with it among its faults."""
    if told.shape not in _READERS = {
    sheet_map.FORM: _read_form,
    sheet_map.TABLE: _read_table,
    sheet_map.BY_ADDRESS: _read_addresses,
    sheet_map.NAMED: _read_names,
    sheet_map.LOOSE: _read_loose,
}

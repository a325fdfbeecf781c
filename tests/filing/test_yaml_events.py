"""PyYAML as the house imports it: its own readers read as ever, once they are asked."""

import re
import subprocess
import sys

import pytest

from generator.filing.yaml_events import yaml

_FRESH = """
import re
from generator.filing import yaml_tree
from generator.filing.yaml_events import yaml
print(type(yaml.reader.Reader.NON_PRINTABLE).__name__, type(re.compile("a")).__name__)
print(yaml.load("{a: 2024-01-02, b: 1.5, c: yes, d: 0b1}", yaml.SafeLoader))
"""


def test_nothing_of_it_is_compiled_before_it_is_asked() -> None:
    done = subprocess.run([sys.executable, "-c", _FRESH], capture_output=True, check=True)
    kinds, read = done.stdout.decode().splitlines()
    assert "_LatePattern Pattern" == kinds
    assert "{'a': datetime.date(2024, 1, 2), 'b': 1.5, 'c': True, 'd': 1}" == read


def test_what_its_own_reader_refuses_it_still_refuses() -> None:
    with pytest.raises(yaml.reader.ReaderError, match="special characters are not allowed"):
        yaml.load("a: \x07", yaml.SafeLoader)


def test_expressions_are_compiled_at_once_again() -> None:
    assert isinstance(re.compile("甲"), re.Pattern)

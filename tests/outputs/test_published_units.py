"""Units published with everything: what readers of others make of every file."""

from pathlib import Path

import pytest
from support import published_units


@pytest.mark.office
@pytest.mark.slow
def test_every_file_of_forty_units_is_as_it_should_be(tmp_path: Path) -> None:
    published_units.prepare(tmp_path, 40)
    published_units.publish(tmp_path)
    published = published_units.list_published(tmp_path)
    assert 40 + published_units.EDITED == len(published)
    assert {} == {it.name: wrong for it in published if (wrong := [*published_units.judge(it)])}
    assert [] == published_units.judge_pages(published, tmp_path)

"""Several units' documents in one file: the first is read, the others are said to be there."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import EXAMPLE, OTHER_REGION
from support.reading_back import blocks_of, pack_of, produced

from generator.published import several
from generator.published.form_reader import reader_of


@pytest.mark.parametrize("filing", [EXAMPLE, OTHER_REGION[0]], ids=["福建", "上海"])
def test_of_two_documents_the_first_is_kept_and_the_second_named(filing: Path) -> None:
    outcome = produced(filing)
    document, reader = blocks_of(outcome.document), reader_of(pack_of(outcome))
    assert reader is not None
    assert several.keep_first(document, reader) is document
    both = replace(document, blocks=(*document.blocks, *document.blocks))
    first = several.keep_first(both, reader)
    assert len(document.blocks) - 3 <= len(first.blocks) <= len(document.blocks)
    assert ["一个文件只读第一份"] == [it.what.partition("：")[2] for it in first.gaps]

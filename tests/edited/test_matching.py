"""Which paragraph, row and cell of one document is which of another's."""

from collections.abc import Sequence

from generator.compare import alignment, pieces
from generator.edited import matching
from generator.word.blocks import BodyBlock, BodyNode, Cell, Paragraph, Row, WordTable


def paragraph(text: str) -> Paragraph:
    return Paragraph(pieces.words(text), text)


def bare(text: str) -> Paragraph:
    """A paragraph of which only fingerprints are known."""
    return Paragraph(pieces.words(text))


def table(*rows: str) -> WordTable:
    cells = [[Cell((paragraph(text),)) for text in row.split("|")] for row in rows]
    return WordTable(tuple(Row(tuple(row)) for row in cells))


def pairs(
    left: list[Paragraph], right: Sequence[BodyNode], hints: Sequence[Paragraph] = ()
) -> list[int | None]:
    """For each paragraph of the left, the number of its pair."""
    found = matching.match(left, right, dict(zip(left, hints, strict=False)))
    return [right.index(found.right[p]) if p in found.right else None for p in left]


def test_what_is_the_same_is_paired_around_what_is_new() -> None:
    left = [paragraph(text) for text in ("甲。", "乙。", "丙。")]
    right: list[BodyNode] = [paragraph(text) for text in ("甲。", "新。", "乙。", "丙。")]
    assert [0, 2, 3] == pairs(left, right)


def test_what_alone_was_rewritten_between_the_same_is_still_it() -> None:
    left = [paragraph(text) for text in ("甲。", "乙。", "丙。")]
    right: list[BodyNode] = [paragraph(text) for text in ("甲。", "完全不同的话。", "丙。")]
    assert [0, 1, 2] == pairs(left, right)


def test_among_several_the_likest_are_paired() -> None:
    left = [
        paragraph(text) for text in ("甲。", "收入10.00万元，增长。", "支出20.00万元。", "丙。")
    ]
    right: list[BodyNode] = [
        paragraph(t) for t in ("甲。", "说明。", "收入11.00万元，增长。", "丙。")
    ]
    assert [0, 2, None, 3] == pairs(left, right)


def test_only_fingerprints_are_enough_where_clauses_are_kept() -> None:
    left = [bare("甲，乙1.00，丙。"), bare("丁，戊2.00，己。")]
    right: list[BodyNode] = [
        paragraph("新。"),
        paragraph("甲，乙3.00，改。"),
        paragraph("丁，戊4.00，己。"),
    ]
    assert [1, 2] == pairs(left, right)


def test_a_hint_tells_what_fingerprints_cannot() -> None:
    hints = [paragraph("智慧城市建设取得进展"), paragraph("数字乡村建设开始")]
    left = [bare(hint.text) for hint in hints]
    right = [
        paragraph("插入"),
        paragraph("智慧城市的建设取得了进展"),
        paragraph("数字乡村的建设开始"),
    ]
    assert [None, None] == pairs(left, right)
    assert [1, 2] == pairs(left, right, hints)


def rows(left: WordTable, right: WordTable) -> list[int | None]:
    found = matching.match([left], [right])
    order: list[BodyNode] = list(right.children)
    return [order.index(found.right[r]) if r in found.right else None for r in left.children]


def test_rows_are_told_by_what_names_them_and_not_by_their_figures() -> None:
    left = table("科目|数", "201|1.00", "208|2.00", "210|0.00")
    right = table("科目|数", "201|9.00", "202|2.00", "208|7.00", "210|0.00")
    assert [0, 1, 3, 4] == rows(left, right)


def test_a_row_that_went_leaves_the_others_in_place() -> None:
    left = table("科目|数", "201|1.00", "208|2.00", "210|3.00")
    right = table("科目|数", "201|4.00", "210|5.00")
    assert [0, 1, None, 2] == rows(left, right)


def test_cells_are_paired_by_their_column() -> None:
    left, right = table("甲|1.00|2.00"), table("甲|2.00|1.00")
    found = matching.match([left], [right])
    one, other = left.children[0].children, right.children[0].children
    assert list(other) == [found.right[cell] for cell in one]


def test_all_that_a_cell_holds_is_the_same_paragraph() -> None:
    left: list[BodyBlock] = [table("甲|")]
    right: list[BodyBlock] = [table("甲|12.00")]
    assert 2 == sum(isinstance(n, Paragraph) for n in matching.match(left, right).right)


def test_numbers_are_paired_by_the_words_around_them() -> None:
    one, other = pieces.words("收入1.00，支出2.00。"), pieces.words("支出3.00，收入1.00。")
    found = alignment.pair_numbers(one, other)
    assert {one[i]: other[j] for i, j in found.items()}[one[1]] == one[1]
    assert {1: 1, 4: 4} == alignment.pair_numbers(one, pieces.words("收入5.00，支出6.00。"))


def test_a_long_table_of_which_every_figure_changed_is_paired_row_by_row() -> None:
    """More rows than are compared with each other; their names tell them apart."""
    left = table(*(f"项目{n % 150}|{n}.00" for n in range(300)))
    right = table("新项目|1.50", *(f"项目{n % 150}|{n}.10" for n in range(300)))
    assert list(range(1, 301)) == rows(left, right)

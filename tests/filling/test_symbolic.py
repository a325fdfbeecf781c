"""A program without a filing: marks where it prints, repeats and chooses."""

from generator.filling import symbolic
from generator.filling.program import Block, Choice, Fixed, Loop, Name, Print


def test_everything_stands_once_with_both_ways_of_every_choice() -> None:
    shown = Print(1, ("行", "名称"), shown=True)
    hidden = Print(1, ("单位", "名称"))
    block = Block((Fixed(b"<a>"), Fixed(b"</a><b c='"), Fixed(b"'/>")), (shown, hidden))
    choice = Choice(1, Name(("有数",)), (Block((Fixed(b"<y/>"),), ()),), ())
    loop = Loop(1, "行", ("表", "全部"), None, (block,), (choice,))
    filled = symbolic.fill((loop,))
    assert (
        b"<?open 0?><a><?here 1?></a><b c=''/><?else 0?>"
        b"<?open 2?><y/><?else 2?><?close 2?><?close 0?>"
    ) == filled.xml
    assert (loop, shown, choice) == filled.marked

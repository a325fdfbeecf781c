"""What is found wrong in a document by itself: what, about which figure, where it stands."""

from typing import NamedTuple

from generator.addresses import Steps, show
from generator.published.blocks import ReadPlace

# One quantity is said in two ways; parts and whole; a share, a rate and their two figures; words of
# direction; what a wording supposes; the base that follows from one sentence and from another; a
# movement that is given no reason; a part that is more than its whole; what is neither nothing nor
# what it is a name of.
VALUES, SUM, SHARE, RATE = "同一个数前后不一致", "相加不符", "占比不符", "幅度不符"
TURN, CASE, BASE, COUNT = "增减方向不符", "说法与数不符", "推出的基数不一致", "个数不符"
UNREASONED, LIMIT, UNEQUAL = "没有写原因", "部分大于整体", "应当相等的数不等"


class Discrepancy(NamedTuple):
    """One thing that is wrong, told once: the figure that is most likely its cause, and the places.

    `others` are the other figures that it was seen by; `slight`: rounding may be all of it. Of what
    does not add up `suspects` are the figures that stand in all of it: one of them is wrong.
    """

    kind: str
    steps: Steps
    message: str
    places: tuple[ReadPlace, ...] = ()
    others: tuple[Steps, ...] = ()
    slight: bool = False
    suspects: tuple[Steps, ...] = ()

    @property
    def address(self) -> str:
        """The figure's address as people read it."""
        return show(self.steps)


class Judgement(NamedTuple):
    """What is wrong, how many identities were checked, and how many could not be checked."""

    findings: tuple[Discrepancy, ...]
    checked: int = 0
    unchecked: int = 0

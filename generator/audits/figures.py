"""What does not agree among the figures of a document, as findings with all figures concerned."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.addresses import Steps, show
from generator.audits.found import CERTAIN, LIKELY, AuditFinding, StatedFigure
from generator.diagnostics import FormPlace, Severity
from generator.published import findings, readings
from generator.published.findings import Discrepancy
from generator.published.readings import ReadFigure

_APART, _UNLIKE = "前后不一致", "文表不符"
# Of each kind of discrepancy its code, what inspectors call it, and what is wrong with it.
_KINDS: Mapping[str, tuple[str, str, str]] = {
    findings.VALUES: ("A811", _APART, "同一个数在一份文档里只能有一个值"),
    findings.SUM: ("A812", "相加不符", "各项相加应当等于合计（已放过四舍五入的尾差）"),
    findings.SHARE: ("A813", "占比不符", "占比由印出的两个数算出，已放过四舍五入"),
    findings.RATE: ("A814", "幅度不符", "幅度由本年数和增减额算出，已放过四舍五入"),
    findings.TURN: ("A815", "增减方向不符", "增减的词应当与两个数的大小一致"),
    findings.CASE: ("A816", "说法与数不符", "基数为零没有幅度，数为零才能说没有"),
    findings.BASE: ("A817", "上年数前后不一致", "由各处的本年数和增减额倒推，上年数应当是同一个数"),
    findings.UNREASONED: ("A850", findings.UNREASONED, "表样在这里写明原因"),
    findings.LIMIT: ("A812", findings.LIMIT, "规则里前一个数是后一个数的一部分"),
    findings.UNEQUAL: ("A811", findings.UNEQUAL, "规则里前一个数等于后一个数，没有的写零"),
    findings.COUNT: ("A818", "个数不符", "所说的个数应当等于列出的个数"),
}
_MOST_OTHERS = 4


def tell(found: Sequence[Discrepancy], read: Sequence[ReadFigure]) -> Iterator[AuditFinding]:
    """Each discrepancy with the figures that it was seen by and where they are printed."""
    by_steps: dict[Steps, list[ReadFigure]] = defaultdict(list)
    for figure in read:
        by_steps[figure.steps].append(figure)
    for it in found:
        yield _tell(it, by_steps)


def _tell(it: Discrepancy, read: Mapping[Steps, Sequence[ReadFigure]]) -> AuditFinding:
    code, what, why = _KINDS[it.kind]
    of_it = list(_list_stated(it, read))
    told = {one.told for one in of_it}
    if it.kind == findings.VALUES and len(told) > 1:
        what = _UNLIKE
    places = it.places or tuple(one.place for one in of_it) or (FormPlace("", "", 0, ""),)
    texts = readings.show([one.number for one in of_it])
    shown = tuple(
        StatedFigure(show(one.steps), text, one.place)
        for one, text in zip(of_it, texts, strict=True)
    )
    weight = Severity.WARNING if it.slight else Severity.ERROR
    return AuditFinding(
        code, what, it.message, places[0], shown, why, weight, LIKELY if it.slight else CERTAIN
    )


def _list_stated(
    it: Discrepancy, read: Mapping[Steps, Sequence[ReadFigure]]
) -> Iterator[ReadFigure]:
    """The figure itself wherever it is said otherwise, then a few of the others."""
    own = [one for one in read.get(it.steps, ()) if not it.places or one.place in it.places]
    yield from dict.fromkeys(own)
    for other in it.others[:_MOST_OTHERS]:
        some = [one for one in read.get(other, ()) if one not in own]
        yield from [one for one in some if one.place in it.places][:1] or some[:1]

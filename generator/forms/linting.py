"""The form linter: what is wrong with a Word form, told from the form and its pack alone.

Nothing is filled. Every fault has the paragraph of the form that it stands in. Its codes:

D510 full-width characters between braces            D522 a condition on what is no condition
D511 a brace without its other                       D523 what stands beside a tag is lost
D512 a tag in pieces that cannot be put together     D524 a block ends elsewhere than it begins
D513 a template remark                               D525 a block without beginning or end
D514 a tag that cannot be read                       D526 a link to outside the file
D515 an unknown name                                 D527 an attached template
D516 an unknown number style or phrase               D528 macros
D517 something printed that is no text               D529 an embedded object
D518 a filter on what is no figure                   D530 no header for a draft's watermark
D519 a filter that does not fit its figure           D531 a style's font is not the house's
D520 a filter's arguments                            D532 a growing table repeats no heading
D521 a loop over what is no list                     (D501: the file cannot be read)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.addresses import is_code
from generator.diagnostics import Fault, did_you_mean
from generator.filling.views import (
    Cell,
    ItemView,
    RecordsView,
    RecordView,
    RowView,
    TableView,
    figure_of,
)
from generator.forms import form_package, form_text
from generator.forms.dialect import FormError
from generator.forms.form_names import (
    LOOP,
    UNKNOWN,
    Names,
    asked,
    is_number,
    names_of,
    row_words,
    syntax,
    what_is,
    written,
)
from generator.forms.form_text import CONTROL, FormText, Tag
from generator.packs.addressing import AddressError
from generator.packs.pack import Pack
from generator.vocabulary import (
    ALL_ROWS,
    FILTER_NOTE,
    FILTER_ORDINAL,
    FILTER_REASON,
    HAS_MONEY,
    KIND_TEXT,
    KIND_YUAN,
    PROPORTION,
)

_ARGUMENTS = {FILTER_REASON: (1, 2), FILTER_NOTE: (1, 3)}


def lint(path: Path, pack: Pack, shown: str | None = None) -> list[Fault]:
    """Everything that is wrong with a form of a pack, part by part."""
    package, faults = form_package.unpack(path, shown or str(path))
    if package is None:
        return faults
    names = names_of(pack)
    faults = [fault for text in package.texts.values() for fault in _faults(text, pack, names)]
    return [*faults, *form_package.faults(package)]


def _faults(text: FormText, pack: Pack, names: Names) -> Iterator[Fault]:
    yield from form_text.spelling(text)
    read = syntax(text)
    yield from (f for tag, f in read.items() if isinstance(f, Fault) and not tag.full_width)
    yield from form_text.neighbours(text)
    trees = {tag: tree for tag, tree in read.items() if not isinstance(tree, Fault)}
    broken = text.torn or any(tag.mark == CONTROL for tag in read if tag not in trees)
    unended = [] if broken else list(form_text.blocks(text))
    yield from unended
    yield from Meaning(pack, names, not (broken or unended)).judge(text, trees)


# -- what trees mean ---------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Meaning:
    """Looks up what the tags of a part stand for; `whole`: all its blocks begin and end."""

    pack: Pack
    names: Names
    whole: bool

    def judge(self, text: FormText, trees: Mapping[Tag, Any]) -> Iterator[Fault]:
        """What is wrong with the names and filters of the tags, in order."""
        scopes: list[Names] = [self.names]
        for tag, tree in trees.items():
            bound: Names = {}
            if tag.word.startswith("end") and len(scopes) > 1:
                scopes.pop()
            try:
                bound = self._judge(tree, scopes[-1])
            except FormError as error:
                yield text.fault(error.code, tag.paragraph, error.message, error.help)
                if type(tree).__name__ == "For":
                    bound = {str(tree.target.name): UNKNOWN, "loop": LOOP}
            if tag.word in ("for", "if"):
                scopes.append({**scopes[-1], **bound})

    def _judge(self, tree: Any, names: Names) -> Names:
        """The names that a tag binds; what is wrong with it is a `FormError`."""
        kind = type(tree).__name__
        if kind == "Output":
            self._printable(tree.nodes[0], names)
        elif kind == "If":
            self._condition(tree.test, names)
        elif kind == "For":
            bound = {str(tree.target.name): self._item(tree.iter, names), "loop": LOOP}
            if tree.test is not None:
                self._condition(tree.test, {**names, **bound})
            return bound
        return {}

    def _printable(self, node: Any, names: Names) -> None:
        value = self._value(node, names)
        if value is UNKNOWN or isinstance(value, str) or is_number(value):
            return
        message, help_ = f"“{written(node)}”是{what_is(value)}，不能直接印出", ""
        if isinstance(value, Cell):
            style = next(iter(self.pack.wording.styles))
            help_ = f"数要经过数式或短语，如 {{{{ {written(node)} | {style} }}}}"
        raise FormError("D517", message, 0, help_)

    def _item(self, node: Any, names: Names) -> Any:
        value = self._value(node, names)
        if value is UNKNOWN:
            return UNKNOWN
        if not isinstance(value, list | tuple | RecordsView):
            message = f"“{written(node)}”是{what_is(value)}，不能逐条循环"
            help_ = f"表要写到行，如 {written(node)}.{ALL_ROWS}"
            raise FormError("D521", message, 0, help_ if isinstance(value, TableView) else "")
        return next(iter(value), UNKNOWN)

    def _condition(self, node: Any, names: Names) -> None:
        if type(node).__name__ in ("Not", "And", "Or"):
            for part in node.iter_child_nodes():
                self._condition(part, names)
            return
        value = self._value(node, names)
        if isinstance(value, Cell | TableView | RecordsView | RecordView | RowView | ItemView):
            askable = isinstance(value, Cell | TableView | RecordsView)
            help_ = f"用 {written(node)}.{HAS_MONEY}" if askable else ""
            message = f"“{written(node)}”是{what_is(value)}，不能直接用作条件"
            raise FormError("D522", message, 0, help_)

    def _value(self, node: Any, names: Names) -> Any:
        kind = type(node).__name__
        if kind == "Name":
            return self._root(str(node.name), names)
        if kind == "Getattr":
            return self._member(node, str(node.attr), names)
        if kind == "Getitem":
            return self._member(node, str(self._value(node.arg, names)), names)
        if kind == "Filter":
            return self._filtered(node, names)
        return node.value if kind == "Const" else True

    def _root(self, name: str, names: Names) -> Any:
        if name in names:
            return names[name]
        help_ = did_you_mean(name, names)
        if not self.whole and not help_:
            return UNKNOWN  # perhaps the name of a loop whose beginning is broken
        raise FormError("D515", f"没有“{name}”这个名称", 0, help_)

    def _member(self, node: Any, name: str, names: Names) -> Any:
        owner = self._value(node.node, names)
        if owner is UNKNOWN:
            return UNKNOWN
        try:
            return asked(owner, name)
        except (AddressError, LookupError) as error:
            known = owner if isinstance(owner, Mapping) else row_words(self.pack)
            help_ = "" if isinstance(owner, str) else did_you_mean(name, known)
            if isinstance(error, AddressError):
                help_ = error.help or help_ or (error.message if is_code(name) else "")
        raise FormError("D515", f"没有“{written(node)}”这个名称", 0, help_)

    # -- filters -------------------------------------------------------------------------------

    def _filtered(self, node: Any, names: Names) -> Any:
        name, wording = str(node.name), self.pack.wording
        known = (*wording.styles, *wording.phrases, FILTER_ORDINAL, FILTER_REASON, FILTER_NOTE)
        value = self._value(node.node, names)
        if name not in known:
            message = f"没有“{name}”这种数式或短语"
            raise FormError("D516", message, 0, did_you_mean(name, known))
        if value is not UNKNOWN:
            self._takes(name, node.node, value)
        self._arguments(name, node.args)
        return ""

    def _takes(self, name: str, node: Any, value: Any) -> None:
        if name == FILTER_ORDINAL:
            if not is_number(value):
                message = f"“{name}”前面应是序号，“{written(node)}”是{what_is(value)}"
                raise FormError("D518", message, 0, "如 {{ loop.index | 中文数字 }}")
        elif not isinstance(value, Cell):
            message = f"“{name}”前面应是一个数，“{written(node)}”是{what_is(value)}"
            raise FormError("D518", message, 0)
        else:
            self._fits(name, node, value)

    def _fits(self, name: str, node: Any, cell: Cell) -> None:
        figure, name_ = figure_of(cell), written(node)
        style = self.pack.wording.styles.get(name)
        phrase = self.pack.wording.phrases.get(name)
        message = ""
        if style is not None:
            if figure.share is not None and style.void is None:
                message = f"“{name_}”是比率，“{name}”没有说分母为零时印什么"
        elif phrase is not None and phrase.family == PROPORTION:
            if figure.share is None:
                message = f"“{name}”说的是占比，“{name_}”不是比率"
        elif name != FILTER_NOTE and figure.kind != KIND_YUAN:
            message = f"“{name}”比较的是金额，“{name_}”不是金额"
        if message:
            raise FormError("D519", message, 0)

    def _arguments(self, name: str, given: Sequence[Any]) -> None:
        least, most = _ARGUMENTS.get(name, (0, 0))
        if not least <= len(given) <= most:
            help_ = f"如 {name}(“……”)" if least else "去掉后面的括号"
            message = f"“{name}”后面的括号里应写{'文字' if least else '空'}"
            raise FormError("D520", message, 0, help_)
        sections = {n for n, rule in self.pack.rules.items() if rule.get("addresses") == KIND_TEXT}
        if name == FILTER_NOTE and getattr(given[0], "value", None) not in sections:
            message = f"填报文件没有“{getattr(given[0], 'value', '')}”一节"
            raise FormError("D520", message, 0, f"可写：{'、'.join(sorted(sections))}")

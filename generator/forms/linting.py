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
D520 a filter's arguments                            D532 a table without a heading, on each page
D521 a loop over what is no list                     D533 open revisions
D534 comments                                        D535 tags where nothing fills them
D536 a note in a loop                                D537 fonts set by hand
D541 what stands behind a tag does not go with it    D544 a chart where none can be
D545 not Chinese    D546 no title    D547 a heading leaves out a level    D548 torn over pages
D549 no words for a picture or a table    D551 other words before a figure (D501: cannot be read)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import vocabulary as term
from generator.addresses import is_code
from generator.diagnostics import Fault, did_you_mean
from generator.figures.book import Figure
from generator.filling import lookup, program
from generator.filling.cells import FigureView, Named, figure_of
from generator.filling.charts import ChartView
from generator.filling.lookup import Names
from generator.filling.program import FormError, Instruction, NamePath, Print
from generator.filling.records import RecordsView
from generator.filling.tables import TableView
from generator.forms import (
    form_access,
    form_behind,
    form_blocks,
    form_charts,
    form_names,
    form_package,
    form_remains,
    form_styles,
    form_text,
)
from generator.forms.dialect import write_path
from generator.forms.form_behind import Around
from generator.forms.form_names import UNKNOWN, is_number, what_is
from generator.forms.form_text import CONTROL, FormText, Tag
from generator.packs.addressing import AddressError
from generator.packs.pack import Pack

_ARGUMENTS = {term.FILTER_REASON: (1, 2), term.FILTER_NOTE: (1, 3)}


def lint(path: Path, pack: Pack, shown: str | None = None) -> list[Fault]:
    """Everything that is wrong with a form of a pack, part by part."""
    package, faults = form_package.unpack(path, shown or str(path))
    if package is None:
        return faults
    names = form_names.names_of(pack)
    faults = [fault for text in package.texts.values() for fault in _faults(text, pack, names)]
    placed = form_charts.check(package) if pack.charts else ()
    beside = (form_package.check, form_remains.check, form_access.check)
    return [*faults, *placed, *(fault for check in beside for fault in check(package))]


def _faults(text: FormText, pack: Pack, names: Names) -> Iterator[Fault]:
    yield from form_text.check_spelling(text)
    compiled = form_names.compile_tags(text)
    yield from (f for tag, f in compiled.items() if isinstance(f, Fault) and not tag.full_width)
    yield from form_blocks.check_neighbours(text)
    right = {tag: it for tag, it in compiled.items() if not isinstance(it, Fault)}
    broken = text.torn or any(tag.mark == CONTROL for tag in compiled if tag not in right)
    unended = [] if broken else list(form_blocks.check_blocks(text))
    yield from unended
    yield from Meaning(pack, names, not (broken or unended)).judge(text, right)


# -- what instructions mean --------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Meaning:
    """Looks up what the tags of a part stand for; `whole`: all its blocks begin and end."""

    pack: Pack
    names: Names
    whole: bool

    def judge(self, text: FormText, tags: Mapping[Tag, Instruction | None]) -> Iterator[Fault]:
        """What is wrong with the names and filters of the tags, in order."""
        scopes: list[Names] = [self.names]
        around = form_behind.read_around(text)
        for tag, instruction in tags.items():
            bound: Names = {}
            if tag.word.startswith("end") and len(scopes) > 1:
                scopes.pop()
            try:
                bound = self._judge(instruction, scopes[-1])
                yield from self._look_around(text, tag, instruction, scopes[-1], around[tag])
            except FormError as error:
                yield text.fault(error.code, tag.paragraph, error.message, error.help)
                if isinstance(instruction, program.Loop):
                    bound = {instruction.variable: UNKNOWN, lookup.LOOP: form_names.LOOP}
            if tag.word in ("for", "if"):
                scopes.append({**scopes[-1], **bound})

    def _judge(self, instruction: Instruction | None, names: Names) -> Names:
        """The names that a tag binds; what is wrong with it is a `FormError`."""
        if isinstance(instruction, program.Block):
            self._check_printed(instruction.prints[0], names)
        elif isinstance(instruction, program.Choice):
            self._check_condition(instruction.condition, names)
        elif isinstance(instruction, program.Loop):
            item = self._item_of(instruction.path, names)
            bound = {instruction.variable: item, lookup.LOOP: form_names.LOOP}
            if instruction.condition is not None:
                self._check_condition(instruction.condition, {**names, **bound})
            return bound
        return {}

    def _check_printed(self, it: Print, names: Names) -> None:
        value, name = self._value_of(it.path, names), write_path(it.path)
        if it.filter:
            self._check_filter(it, name, value)
        elif not (value is UNKNOWN or isinstance(value, str | ChartView) or is_number(value)):
            help_ = ""
            if isinstance(value, FigureView):
                styles = self.pack.wording.styles.values()
                fitting = form_styles.list_fitting(styles, figure_of(value).kind)
                example = f"，如 {{{{ {name} | {fitting[0].name} }}}}" if fitting else ""
                help_ = f"数要经过数式或短语{example}"
            raise FormError("D517", f"“{name}”是{what_is(value)}，不能直接印出", 0, help_)

    def _look_around(
        self, text: FormText, tag: Tag, of: Instruction | None, names: Names, around: Around
    ) -> Iterator[Fault]:
        if isinstance(of, program.Block) and of.prints[0].filter:
            it = of.prints[0]
            value = self._value_of(it.path, names)
            if isinstance(value, FigureView):
                yield from form_behind.check(text, tag, it, figure_of(value), self.pack, around)

    def _item_of(self, path: NamePath, names: Names) -> Any:
        value, name = self._value_of(path, names), write_path(path)
        if value is UNKNOWN:
            return UNKNOWN
        if not isinstance(value, list | tuple | RecordsView):
            help_ = f"表要写到行，如 {name}.{term.ALL_ROWS}" if isinstance(value, TableView) else ""
            raise FormError("D521", f"“{name}”是{what_is(value)}，不能逐条循环", 0, help_)
        return next(iter(value), UNKNOWN)

    def _check_condition(self, condition: program.Condition, names: Names) -> None:
        if not isinstance(condition, program.Name):
            for part in condition:
                self._check_condition(part, names)
            return
        value, name = self._value_of(condition.path, names), write_path(condition.path)
        if isinstance(value, Named):
            askable = isinstance(value, FigureView | TableView | RecordsView)
            help_ = f"用 {name}.{term.HAS_MONEY}" if askable else ""
            raise FormError("D522", f"“{name}”是{what_is(value)}，不能直接用作条件", 0, help_)

    def _value_of(self, path: NamePath, names: Names) -> Any:
        """What a path stands for; a `FormError` with the first name that stands for nothing."""
        value = self._root_of(str(path[0]), names)
        for size, step in enumerate(path[1:], start=2):
            name = step if isinstance(step, str) else self._value_of(step, names)
            if value is UNKNOWN or name is UNKNOWN:
                return UNKNOWN
            value = self._member_of(value, str(name), path[:size])
        return value

    def _root_of(self, name: str, names: Names) -> Any:
        if name in names:
            return names[name]
        help_ = did_you_mean(name, names)
        if not self.whole and not help_:
            return UNKNOWN  # perhaps the name of a loop whose beginning is broken
        raise FormError("D515", f"没有“{name}”这个名称", 0, help_)

    def _member_of(self, owner: Any, name: str, path: NamePath) -> Any:
        try:
            return form_names.ask(owner, name)
        except (AddressError, LookupError) as error:
            candidates = owner if isinstance(owner, Mapping) else form_names.row_words(self.pack)
            help_ = "" if isinstance(owner, str) else did_you_mean(name, candidates)
            if isinstance(error, AddressError):
                help_ = error.help or help_ or (error.message if is_code(name) else "")
            if isinstance(owner, RecordsView):
                help_ = form_names.offer_record(owner, name, write_path(path[:-1]))
        raise FormError("D515", f"没有“{write_path(path)}”这个名称", 0, help_)

    # -- filters -------------------------------------------------------------------------------

    def _check_filter(self, it: Print, name: str, value: Any) -> None:
        wording = self.pack.wording
        general = (term.FILTER_ORDINAL, term.FILTER_REASON, term.FILTER_NOTE)
        filters = (*wording.styles, *wording.phrases, *general)
        if it.filter not in filters:
            message = f"没有“{it.filter}”这种数式或短语"
            raise FormError("D516", message, 0, did_you_mean(it.filter, filters))
        if value is not UNKNOWN:
            self._check_taken(it.filter, name, value)
        self._check_arguments(it)

    def _check_taken(self, filter_: str, name: str, value: Any) -> None:
        if filter_ == term.FILTER_ORDINAL:
            if not is_number(value):
                message = f"“{filter_}”前面应是序号，“{name}”是{what_is(value)}"
                raise FormError("D518", message, 0, "如 {{ loop.index | 中文数字 }}")
        elif not isinstance(value, FigureView):
            message = f"“{filter_}”前面应是一个数，“{name}”是{what_is(value)}"
            raise FormError("D518", message, 0)
        else:
            self._check_fit(filter_, name, figure_of(value))

    def _check_fit(self, filter_: str, name: str, figure: Figure) -> None:
        style = self.pack.wording.styles.get(filter_)
        phrase = self.pack.wording.phrases.get(filter_)
        message = ""
        if style is not None:
            message = form_styles.say_unfit(style, figure, name)
        elif phrase is not None and phrase.family == term.PROPORTION:
            if figure.share is None:
                message = f"“{filter_}”说的是占比，“{name}”不是比率"
        elif filter_ != term.FILTER_NOTE and figure.kind != term.KIND_YUAN:
            message = f"“{filter_}”比较的是金额，“{name}”不是金额"
        if message:
            raise FormError("D519", message, 0)

    def _check_arguments(self, it: Print) -> None:
        name, arguments = it.filter, it.arguments
        least, most = _ARGUMENTS.get(name, (0, 0))
        if not least <= len(arguments) <= most:
            help_ = f"如 {name}(“……”)" if least else "去掉后面的括号"
            message = f"“{name}”后面的括号里应写{'文字' if least else '空'}"
            raise FormError("D520", message, 0, help_)
        sections = self.pack.note_sections
        if name == term.FILTER_NOTE and arguments[0] not in sections:
            message = f"填报文件没有“{arguments[0]}”一节"
            raise FormError("D520", message, 0, f"可写：{'、'.join(sorted(sections))}")

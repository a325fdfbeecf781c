"""The forms' language: docxtpl's Jinja dialect in a sandbox, with nothing but a pack's filters.

The only module that knows Jinja. A form's text becomes a program here; whatever it can do wrong
comes out as a `FormError` with the line of the prepared text, never as an exception of Jinja's own.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2 import TemplateError as TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.addresses import show
from generator.filling import program
from generator.filling.charts import ChartView
from generator.filling.program import FormError, NamePath, Print, Program
from generator.packs.wording import PhraseError

Environment = ImmutableSandboxedEnvironment


def environment(filters: Mapping[str, program.Filter]) -> Environment:
    """A sandbox that knows these filters only and prints nothing but text and loop numbers.

    Plain docxtpl prints the same text with it as a compiled form does.
    """
    env = Environment(autoescape=True, undefined=StrictUndefined, finalize=_only_text, cache_size=0)
    for names in (env.globals, env.tests, env.filters):
        names.clear()
    env.filters.update({name: _join(give_pieces) for name, give_pieces in filters.items()})
    return env


def _join(give_pieces: program.Filter) -> Callable[..., Markup]:
    """A filter that gives the engine its pieces as one escaped text."""

    def joined(value: object, *arguments: str) -> Markup:
        if isinstance(value, StrictUndefined):
            str(value)  # raises what printing an unknown name raises
        return Markup("").join(text for _, text in give_pieces(value, *arguments))

    return joined


def _only_text(value: object) -> object:
    if isinstance(value, StrictUndefined | str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, ChartView):
        return value.instead()
    raise PhraseError("数要经过数式或短语才能印出，如 {{ 数 | 万元 }}")


# The whole of the forms' language: names, figures through filters, loops and conditions.
_TEXTS = (nodes.Template, nodes.Output, nodes.TemplateData)
_NAMES = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter)
_LOGIC = (nodes.Not, nodes.And, nodes.Or)
_ALLOWED = (*_TEXTS, *_NAMES, *_LOGIC, nodes.For, nodes.If)
_ONLY_THESE = "表样里只能写名称、数式和短语，以及 for、if"

# Beyond these, parsing would need more of Python's stack than there is; no form comes near them.
_MAX_TAG, _MAX_BRACKETS, _MAX_BLOCKS, _MAX_BRANCHES = 600, 12, 48, 60
_TAG = re.compile(r"\{\{.*?(?:\}\}|\Z)|\{%[-+]?\s*(\w*).*?(?:%\}|\Z)", re.DOTALL)
_BRACKETS = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}
_NUMBER = re.compile(r"[0-9]{20}")


def _parse(env: Environment, text: str) -> nodes.Template:
    """The syntax tree of a text; what is not in the forms' language is a `FormError`."""
    _check_bounds(text)
    try:
        tree = env.parse(text)
        _check_language(tree)
    except TemplateError as error:
        raise FormError("D502", _syntax(error), getattr(error, "lineno", 0) or 0) from error
    return tree


def _check_bounds(text: str) -> None:
    """Every tag, and the blocks in one another, of a size that can be parsed."""
    branches = [0]  # of the blocks that are open, the outermost first
    for tag in _TAG.finditer(text):
        word = tag[1] or ""
        if word.startswith("end"):
            branches = branches[:-1] or [0]
        elif word == "elif":
            branches[-1] += 1
        elif word and word != "else":  # whatever it is: Jinja may know it as a block
            branches.append(0)
        wrong = _find_excess(tag[0]) or _find_deep(branches)
        if wrong:
            raise FormError("D502", wrong, text.count("\n", 0, tag.start()) + 1)


def _find_excess(tag: str) -> str:
    """What in a tag is beyond bounds, or nothing."""
    if len(tag) > _MAX_TAG:
        return f"花括号里写得太长（最多 {_MAX_TAG} 个字）"
    depths = accumulate(_BRACKETS.get(character, 0) for character in tag[2:-2])
    if max(depths, default=0) > _MAX_BRACKETS:
        return f"括号套得太深（最多 {_MAX_BRACKETS} 层）"
    return "数字太长" if _NUMBER.search(tag) else ""


def _find_deep(branches: Sequence[int]) -> str:
    if len(branches) > _MAX_BLOCKS:
        return f"for、if 套得太深（最多 {_MAX_BLOCKS} 层）"
    return f"elif 太多（最多 {_MAX_BRANCHES} 个）" if sum(branches) > _MAX_BRANCHES else ""


def _check_language(tree: nodes.Template) -> None:
    for node in tree.find_all(nodes.Node):
        plain = isinstance(node, nodes.Output) and any(
            isinstance(child, (nodes.Const, *_LOGIC)) for child in node.nodes
        )
        if plain or not isinstance(node, _ALLOWED):
            raise FormError("D502", _ONLY_THESE, node.lineno)


def _syntax(error: TemplateError) -> str:
    text = str(error.message or "")
    if "Encountered unknown tag" in text or "Unexpected end of template" in text:
        return "{% %} 没有配对（for 与 endfor、if 与 endif）"
    return "花括号里的写法不对"


# -- from a syntax tree to a program -----------------------------------------------------------


def compile_text(env: Environment, text: str) -> Program:
    """The program of a text; its places are lines of the text, its texts are not yet measured.

    Of a text there is only its XML so far, and of a print not yet whether a text run is open.
    """
    return _program(_parse(env, text).body, env.filters)


@lru_cache(maxsize=4096)  # a form is looked at more than once, and says much more than once
def compile_tag(text: str) -> program.Instruction:
    """A tag that stands alone (a block with its end), whatever its filters and their arguments."""
    [instruction] = _program(_parse(_ANY, text).body, None)
    return instruction


_ANY = environment({})
# The filters that there are; None: not asked.
_Filters = Container[str] | None


def _program(body: Iterable[Any], filters: _Filters) -> Program:
    return tuple([_instruction(node, filters) for node in body])


def _instruction(node: Any, filters: _Filters) -> program.Instruction:
    if isinstance(node, nodes.Output):
        return _block(node.nodes, filters)
    line = int(node.lineno)
    if isinstance(node, nodes.If):
        return _choice(node, filters)
    if not isinstance(node, nodes.For) or not isinstance(node.target, nodes.Name) or node.recursive:
        raise FormError("D502", _ONLY_THESE, line)
    condition = None if node.test is None else _condition(node.test)
    body, otherwise = _program(node.body, filters), _program(node.else_, filters)
    return program.Loop(line, str(node.target.name), _path(node.iter), condition, body, otherwise)


def _choice(node: nodes.If, filters: _Filters) -> program.Choice:
    first, *others = (
        (branch.lineno, _condition(branch.test), _program(branch.body, filters))
        for branch in (node, *node.elif_)
    )
    otherwise = _program(node.else_, filters)
    for other in reversed(others):
        otherwise = (program.Choice(*other, otherwise),)
    return program.Choice(*first, otherwise)


def _block(children: Iterable[Any], filters: _Filters) -> program.Block:
    texts, prints = [""], list[Print]()
    for child in children:
        if isinstance(child, nodes.TemplateData):
            texts[-1] += str(child.data)
        else:
            prints.append(_print(child, filters))
            texts.append("")
    return program.Block(tuple([program.Fixed(text.encode()) for text in texts]), tuple(prints))


def _print(node: Any, filters: _Filters) -> Print:
    line = int(node.lineno)
    if not isinstance(node, nodes.Filter):
        return Print(line, _path(node))
    name, arguments = node.name, [getattr(argument, "value", None) for argument in node.args]
    if isinstance(node.node, nodes.Filter):
        inner = _print(node.node, filters)
        message = f"“{name}”前面应是一个数，“{write_path(inner.path)} | {inner.filter}”是文字"
        raise FormError("D518", message, line)
    if filters is not None and name not in filters:
        raise FormError("D502", f"没有“{name}”这种数式或短语", line)
    texts = all(isinstance(value, str) for value in arguments) or filters is None
    if not texts or node.kwargs or node.dyn_args:
        raise FormError("D502", f"“{name}”后面的括号里只能写文字", line)
    return Print(line, _path(node.node), name, tuple(map(str, arguments)))


def write_path(path: NamePath) -> str:
    """A path as a form writes it: codes and other paths in brackets."""
    steps = [step if isinstance(step, str) else f"[{write_path(step)}]" for step in path]
    return show(tuple(steps)).replace(".[", "[")


def _path(node: Any) -> NamePath:
    """A name with its steps; steps in brackets are codes, numbers, texts or names themselves."""
    if isinstance(node, nodes.Name):
        return (str(node.name),)
    if isinstance(node, nodes.Getattr):
        if node.attr.startswith("_"):
            raise FormError("D505", "表样里不能运行程序", int(node.lineno))
        return (*_path(node.node), str(node.attr))
    if isinstance(node, nodes.Getitem):
        inner = node.arg
        step = str(inner.value) if isinstance(inner, nodes.Const) else _path(inner)
        return (*_path(node.node), step)
    if isinstance(node, nodes.Const | nodes.Filter):
        raise FormError("D504", "数式和短语前面应是一个名称", int(node.lineno))
    raise FormError("D502", _ONLY_THESE, int(node.lineno))


def _condition(node: Any) -> program.Condition:
    if isinstance(node, nodes.Not):
        return program.Not(_condition(node.node))
    if isinstance(node, nodes.And | nodes.Or):
        kind = program.And if isinstance(node, nodes.And) else program.Or
        return kind(_condition(node.left), _condition(node.right))
    return program.Name(_path(node))

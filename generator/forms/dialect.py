"""The forms' language: docxtpl's Jinja dialect in a sandbox, with nothing but a pack's filters.

The only module that knows Jinja. A form's text becomes a program here; whatever it can do wrong
comes out as a `FormError` with the line of the prepared text, never as an exception of Jinja's own.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.filling.program import (
    AND,
    BLOCK,
    CHOICE,
    LOOP,
    NOT,
    OR,
    Condition,
    Filter,
    FormError,
    Instruction,
    Path,
)
from generator.packs.wording import PhraseError

Environment = ImmutableSandboxedEnvironment


def environment(filters: Mapping[str, Filter]) -> Environment:
    """A sandbox that knows these filters only and prints nothing but text and loop numbers.

    Plain docxtpl prints the same text with it as a compiled form does.
    """
    env = Environment(autoescape=True, undefined=StrictUndefined, finalize=_only_text, cache_size=0)
    for names in (env.globals, env.tests, env.filters):
        names.clear()
    env.filters.update({name: _joined(made) for name, made in filters.items()})
    return env


def _joined(made: Filter) -> Callable[..., Markup]:
    """A filter that gives the engine its pieces as one escaped text."""

    def joined(value: object, *arguments: str) -> Markup:
        if isinstance(value, StrictUndefined):
            str(value)  # raises what printing an unknown name raises
        return Markup("").join(text for _, text in made(value, *arguments))

    return joined


def _only_text(value: object) -> object:
    if isinstance(value, StrictUndefined | str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise PhraseError("数要经过数式或短语才能印出，如 {{ 数 | 万元 }}")


# The whole of the forms' language: names, figures through filters, loops and conditions.
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.Filter,
    nodes.For,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
)
_ONLY_THESE = "表样里只能写名称、数式和短语，以及 for、if"


def parse(env: Environment, text: str) -> nodes.Template:
    """The syntax tree of a text; what is not in the forms' language is a `FormError`."""
    try:
        tree = env.parse(text)
        _check_language(tree)
    except TemplateError as error:
        raise FormError("D502", _syntax(error), getattr(error, "lineno", 0) or 0) from error
    return tree


def _check_language(tree: nodes.Template) -> None:
    for node in tree.find_all(nodes.Node):
        plain = isinstance(node, nodes.Output) and any(
            isinstance(child, nodes.Const | nodes.Not | nodes.And | nodes.Or)
            for child in node.nodes
        )
        if plain or not isinstance(node, _ALLOWED):
            raise FormError("D502", _ONLY_THESE, node.lineno)


def _syntax(error: TemplateError) -> str:
    text = str(error.message or "")
    if "Encountered unknown tag" in text or "Unexpected end of template" in text:
        return "{% %} 没有配对（for 与 endfor、if 与 endif）"
    return "花括号里的写法不对"


# -- from a syntax tree to a program -----------------------------------------------------------


def compile_text(env: Environment, text: str) -> list[Instruction]:
    """The program of a text; its places are lines of the text, its texts are not yet measured.

    Of a text there is only its XML so far, and of a print not yet whether a text run is open.
    """
    return _body(parse(env, text).body, env)


def _body(body: Iterable[Any], env: Environment) -> list[Instruction]:
    return [made for node in body for made in _instructions(node, env)]


def _instructions(node: Any, env: Environment) -> Iterable[Instruction]:
    if isinstance(node, nodes.Output):
        return [_block(node.nodes, env)]
    line = int(node.lineno)
    if isinstance(node, nodes.If):
        return [_choice(node, env)]
    if not isinstance(node, nodes.For) or not isinstance(node.target, nodes.Name) or node.recursive:
        raise FormError("D502", _ONLY_THESE, line)
    condition = None if node.test is None else _condition(node.test)
    over, variable = _path(node.iter), str(node.target.name)
    return [[LOOP, line, variable, over, condition, _body(node.body, env), _body(node.else_, env)]]


def _choice(node: nodes.If, env: Environment) -> Instruction:
    otherwise = _body(node.else_, env)
    for other in reversed(node.elif_):
        otherwise = [
            [CHOICE, other.lineno, _condition(other.test), _body(other.body, env), otherwise]
        ]
    return [CHOICE, node.lineno, _condition(node.test), _body(node.body, env), otherwise]


def _block(children: Iterable[Any], env: Environment) -> Instruction:
    texts, prints = [""], list[list[Any]]()
    for child in children:
        if isinstance(child, nodes.TemplateData):
            texts[-1] += str(child.data)
        else:
            prints.append(_print(child, env))
            texts.append("")
    return [BLOCK, texts, prints]


def _print(node: Any, env: Environment) -> list[Any]:
    if not isinstance(node, nodes.Filter):
        return [node.lineno, _path(node), "", []]
    if node.name not in env.filters:
        raise FormError("D502", f"没有“{node.name}”这种数式或短语", node.lineno)
    given = [getattr(argument, "value", None) for argument in node.args]
    if not all(isinstance(value, str) for value in given) or node.kwargs or node.dyn_args:
        raise FormError("D502", f"“{node.name}”后面的括号里只能写文字", node.lineno)
    return [node.lineno, _path(node.node), node.name, given]


def _path(node: Any) -> Path:
    """A name with its steps; steps in brackets are codes, numbers, texts or names themselves."""
    if isinstance(node, nodes.Name):
        return [str(node.name)]
    if isinstance(node, nodes.Getattr):
        return [*_path(node.node), _step(str(node.attr), node.lineno)]
    if isinstance(node, nodes.Getitem):
        inner = node.arg
        step = str(inner.value) if isinstance(inner, nodes.Const) else _path(inner)
        return [*_path(node.node), step]
    if isinstance(node, nodes.Const | nodes.Filter):
        raise FormError("D504", "数式和短语前面应是一个名称", int(node.lineno))
    raise FormError("D502", _ONLY_THESE, int(node.lineno))


def _step(name: str, line: int) -> str:
    if name.startswith("_"):
        raise FormError("D505", "表样里不能运行程序", line)
    return name


def _condition(node: Any) -> Condition:
    if isinstance(node, nodes.Not):
        return [NOT, _condition(node.node)]
    if isinstance(node, nodes.And | nodes.Or):
        word = AND if isinstance(node, nodes.And) else OR
        return [word, _condition(node.left), _condition(node.right)]
    return _path(node)


__all__ = [
    "Environment",
    "FormError",
    "PhraseError",
    "TemplateError",
    "compile_text",
    "environment",
    "parse",
]

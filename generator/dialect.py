"""The forms' language: docxtpl's Jinja dialect in a sandbox, with nothing but a pack's filters.

The only module that knows Jinja. Whatever a form can do wrong comes out of here as a `FormError`
with the line of the prepared text, never as an exception of Jinja's own.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from generator.diagnostics import did_you_mean

Environment = ImmutableSandboxedEnvironment
Filters = Mapping[str, Callable[..., Markup | str]]


class PhraseError(ValueError):
    """Something that cannot be printed as a form asks: what is wrong (`args[0]`)."""


class FormError(Exception):
    """A form that cannot be compiled or filled: the fault's code, words, help and line."""

    def __init__(self, code: str, message: str, line: int, help_: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.help = code, message, line, help_


def environment(filters: Filters) -> Environment:
    """A sandbox that knows these filters only and prints nothing but text and loop numbers."""
    env = Environment(autoescape=True, undefined=StrictUndefined, finalize=_only_text, cache_size=0)
    for names in (env.globals, env.tests, env.filters):
        names.clear()
    env.filters.update(filters)
    return env


def _only_text(value: object) -> object:
    if isinstance(value, StrictUndefined):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # the number of a round of a loop; figures are never plain integers
    if not isinstance(value, str):
        raise PhraseError("数要经过数式或短语才能印出，如 {{ 数 | 万元 }}")
    if "\n" in value or "\r" in value:
        raise PhraseError("一段文字里不能有换行")
    return value


def demand(value: object) -> None:
    """Raise what an unknown name raises when it is printed; anything known passes."""
    if isinstance(value, StrictUndefined):
        str(value)


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


def parse(env: Environment, text: str, names: frozenset[str] | None = None) -> nodes.Template:
    """The syntax tree of a text; what is not in the forms' language is a `FormError`.

    `names`, where given, are the only names that the text may use.
    """
    try:
        tree = env.parse(text)
        _check_language(tree)
        if names is not None:
            _check_names(tree, names)
    except TemplateError as error:
        raise FormError("D502", _syntax(error), getattr(error, "lineno", 0) or 0) from error
    return tree


def compile_text(env: Environment, text: str, names: frozenset[str] | None = None) -> Template:
    """The compiled form of a text, `names` as in `parse`."""
    tree = parse(env, text, names)
    try:
        return env.from_string(tree)
    except TemplateError as error:
        raise FormError("D502", _syntax(error), getattr(error, "lineno", 0) or 0) from error


def _check_names(tree: nodes.Template, names: frozenset[str]) -> None:
    for name in sorted(meta.find_undeclared_variables(tree) - names):
        raise FormError("D503", f"没有“{name}”这个名称", 1, did_you_mean(name, names))


def _check_language(tree: nodes.Template) -> None:
    for node in tree.find_all(nodes.Node):
        plain = isinstance(node, nodes.Output) and any(
            isinstance(child, nodes.Const | nodes.Not | nodes.And | nodes.Or)
            for child in node.nodes
        )
        if plain or not isinstance(node, _ALLOWED):
            raise FormError("D502", "表样里只能写名称、数式和短语，以及 for、if", node.lineno)


def render(template: Template, names: Mapping[str, Any]) -> str:
    """The text of a compiled form; what stops it is a `FormError` with its line."""
    try:
        return template.render(names)
    except (TemplateError, LookupError, ValueError, TypeError) as error:
        line = max(_template_lines(error.__traceback__), default=0)
        raise _form_error(error, line, names) from error


def _template_lines(traceback: TracebackType | None) -> Iterator[int]:
    """The lines of the form that an exception came through (Jinja calls its frames <template>)."""
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            yield traceback.tb_lineno
        traceback = traceback.tb_next


def _syntax(error: TemplateError) -> str:
    text = str(error.message or "")
    match = re.search(r"No filter named '(.+?)'", text)
    if match:
        return f"没有“{match[1]}”这种数式或短语"
    if "Encountered unknown tag" in text or "Unexpected end of template" in text:
        return "{% %} 没有配对（for 与 endfor、if 与 endif）"
    return "花括号里的写法不对"


def _form_error(error: Exception, line: int, names: Mapping[str, Any]) -> FormError:
    if isinstance(error, PhraseError):
        return FormError("D504", str(error), line)
    if isinstance(error, UndefinedError):
        match = re.search(r"'([^']+)' is undefined|attribute '([^']+)'", str(error.message))
        name = (match[1] or match[2]) if match else ""
        return FormError("D503", f"没有“{name}”这个名称", line, did_you_mean(name, names))
    if isinstance(error, SecurityError):
        return FormError("D505", "表样里不能运行程序", line)
    if hasattr(error, "help"):
        return FormError("D503", str(error), line, str(error.help))
    return FormError("D504", "这里的名称或写法用得不对", line)


__all__ = [
    "Environment",
    "FormError",
    "Markup",
    "PhraseError",
    "Template",
    "compile_text",
    "demand",
    "environment",
    "escape",
    "parse",
    "render",
]

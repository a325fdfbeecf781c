"""A form's program written out as one Python function, for forms that are filled often.

`filling` goes through a program step by step and looks at each; that costs more than what most of
them do. A form that has been filled some times is worth being written out, which takes as long as a
dozen fillings. The function has no text of the form in its code, only the names of constants; it is
never kept. It makes the same records as `filling`, and whatever stops it is left for `filling` to
put in words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.figures.book import Book
from generator.filling import filling, prints
from generator.filling.filling import Names
from generator.filling.prints import Record
from generator.filling.program import (
    AND,
    NOT,
    OR,
    Block,
    Choice,
    Condition,
    Linked,
    Loop,
    Path,
    Print,
    PrintNumber,
)
from generator.filling.views import cell_figure, prefix, words

Carry = Callable[[Names, Book, Callable[[Record], None]], None]
_Scope = Mapping[str, str]  # the variables of the loops around, as they are called in the code


def unrolled(program: Linked) -> Carry | None:
    """The program as a function; None if Python does not take one that is so nested."""
    code = _Code()
    code.body(program, {}, 1)
    lines = ["def carry(names, book, keep):", " get, figure = book.known.get, book.figure"]
    try:
        exec("\n".join([*lines, *code.lines]), code.constants)
    except (SyntaxError, RecursionError):
        return None
    carry: Carry = code.constants["carry"]
    return carry


_TOOLS: Mapping[str, Any] = {
    "at": cell_figure,
    "prefix": prefix,
    "words": words,
    "text": filling.text,
    "rounds": filling.listed,
    "numbers": filling.numbers,
    "joined": prints.joined,
}


@dataclass(slots=True)
class _Code:
    """The lines of the function, and the constants that they name."""

    lines: list[str] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=lambda: dict(_TOOLS))
    used: set[str] = field(default_factory=set)
    loops: int = 0

    def add(self, depth: int, line: str) -> None:
        self.lines.append(" " * depth + line)

    def constant(self, value: object) -> str:
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def prepare(self, at: int, line: str, depth: int) -> None:
        """Put a line that gives a name its value where the name's lines begin, if it has any."""
        if line.split(" ")[0] in self.used:
            self.lines.insert(at, " " * depth + line)

    def use(self, what: str, of: str) -> str:
        """A name that is made from another, and has to be prepared."""
        self.used.add(what + of)
        return what + of

    def body(self, program: Linked, scope: _Scope, depth: int) -> None:
        self.add(depth, "pass")
        for step in program:
            if isinstance(step, Block):
                self.block(step, scope, depth)
            elif isinstance(step, Loop):
                self.loop(step, scope, depth)
            else:
                self.choice(step, scope, depth)

    def block(self, block: Block, scope: _Scope, depth: int) -> None:
        if not block.prints:
            self.add(depth, f"keep({self.constant((block, ('',), ()))})")
            return
        said = [self.print(step, n, scope, depth) for n, step in enumerate(block.prints)]
        texts = "".join(f"t{n}, " for n in range(len(said)))
        record = f"({self.constant(block)}, ({texts}'',), ({''.join(f'{it}, ' for it in said)}))"
        self.add(depth, f"keep({record})")

    def print(self, step: Print | PrintNumber, n: int, scope: _Scope, depth: int) -> str:
        """Lines that give a print's text the name `t{n}`; what it says, in the code's terms."""
        if isinstance(step, PrintNumber):
            self.add(depth, f"f{n} = {self.figure(step, scope)}")
            known, shown = self.constant(step.filter.kept.get), self.constant(step.filter.of)
            self.add(depth, f"t{n} = {known}(f{n}.value) or {shown}(f{n})[1]")
            return f"f{n}"
        value = self.path(step.path, scope)
        if step.filter is None:
            self.add(depth, f"t{n} = {self.words(step.path, scope) or value}")
            self.add(depth, f"if type(t{n}) is not str: t{n} = text({value})")
            return "None"
        given = "".join(f", {self.constant(argument)}" for argument in step.arguments)
        self.add(depth, f"p{n} = {self.constant(step.filter)}({value}{given})")
        self.add(depth, f"t{n} = joined(p{n})")
        return f"p{n}"

    def figure(self, step: PrintNumber, scope: _Scope) -> str:
        if step.steps is not None:
            steps = self.constant(step.steps)
            return f"get({steps}) or figure({steps})"
        first, *names = step.path
        slow = f"at({self.path(step.path, scope)})"
        item = scope.get(first, "")
        if not item.startswith("v") or not all(isinstance(name, str) for name in names):
            return slow
        # The address of a figure of a row or a record is its own and the names after it.
        under = "".join(f", {self.constant(name)}" for name in names)
        return f"get((*{self.use('s', item)}{under},)) or {slow}"

    def words(self, path: Path, scope: _Scope) -> str:
        """A text of a loop's item as it is stated, if it is one; nothing for other paths."""
        item = scope.get(path[0], "")
        if item.startswith("v") and len(path) == len(("item", "name")) and isinstance(path[1], str):
            return f"{self.use('w', item)}.get({self.constant(path[1])})"
        return ""

    def path(self, path: Path, scope: _Scope) -> str:
        first, *rest = path
        code = scope.get(first) or f"names[{self.constant(first)}]"
        if code.startswith("l"):
            self.used.add(code)
        for step in rest:
            inner = isinstance(step, list)
            code += f"[str({self.path(step, scope)})]" if inner else f"[{self.constant(step)}]"
        return code

    def loop(self, loop: Loop, scope: _Scope, depth: int) -> None:
        self.loops += 1
        n = self.loops
        items, inner = f"rounds({self.path(loop.path, scope)})", {**scope, loop.variable: f"v{n}"}
        if loop.condition:
            items = f"[v{n} for v{n} in {items} if {self.condition(loop.condition, inner)}]"
        self.add(depth, f"r{n} = {items}")
        self.add(depth, f"for i{n}, v{n} in enumerate(r{n}):")
        first = len(self.lines)
        self.body(loop.body, {**inner, "loop": f"l{n}"}, depth + 1)
        self.prepare(first, f"l{n} = numbers(i{n}, len(r{n}))", depth + 1)
        self.prepare(first, f"sv{n} = prefix(v{n})", depth + 1)
        self.prepare(first, f"wv{n} = words(v{n})", depth + 1)
        self.otherwise(f"if not r{n}:", loop.otherwise, scope, depth)

    def choice(self, choice: Choice, scope: _Scope, depth: int) -> None:
        self.add(depth, f"if {self.condition(choice.condition, scope)}:")
        self.body(choice.body, scope, depth + 1)
        self.otherwise("else:", choice.otherwise, scope, depth)

    def otherwise(self, line: str, program: Linked, scope: _Scope, depth: int) -> None:
        if program:
            self.add(depth, line)
            self.body(program, scope, depth + 1)

    def condition(self, condition: Condition, scope: _Scope) -> str:
        assert condition
        if condition[0] == NOT:
            return f"(not {self.condition(condition[1], scope)})"
        if condition[0] in (AND, OR):
            word = condition[0][0]
            first, second = (self.condition(part, scope) for part in condition[1:])
            return f"({first} {word} {second})"
        return self.path(condition, scope)

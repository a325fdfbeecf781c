"""What each fault code means, in the officers' language: one page per code, in `explain/`.

A page is Markdown: the code with its title, what it means, `## 错误` and `## 正确` with examples,
`## 常见原因`. The tests make every example into a whole filing and run it. A comment above a
fenced block says how; `page` leaves the comments out:

    <!-- 例：inputs/2024/126.yaml 换：年度: 2024 -->     the block replaces this line of the file
    <!-- 例：inputs/2024/126.yaml 加在末尾 -->           the block follows the file's last line
    <!-- 例：inputs/2024/126.yaml 删：年度: 2024 -->     the line is left out; no block follows
    <!-- 例：表样 -->                                    each line is a paragraph of a Word form
    <!-- 例：做法 另存为 -->                             the recipe of this name in the tests

What 换 and 删 name stands in the file exactly once, as whole lines; several lines begin on the
line after 换：. Any file of the packs may be named like a filing's; what is changed in
a member of the tests' department is tried on the department. Steps under one heading add up.
In a block, `# ←` at the end of a line says that the fault stands in this line (without it: in the
first line of the file), and ‹U+200B› stands for a character that nobody would see.
"""

import re
from pathlib import Path

from generator.diagnostics import did_you_mean

_FOLDER = Path(__file__).resolve().parent / "explain"
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


def codes() -> list[str]:
    """Every code that has a page, in the order of the stages that report it."""
    return sorted((path.stem for path in _FOLDER.glob("*.md")), key=lambda code: code[1:])


def page(code: str) -> str | None:
    """The page of a code, written large or small; nothing for a code that has none."""
    name = code.strip().upper()
    if name not in codes():
        return None
    return _COMMENT.sub("", (_FOLDER / f"{name}.md").read_text(encoding="utf-8"))


def suggest(code: str) -> str:
    """What to say to someone who asks for a code that has no page."""
    existing = codes()
    return did_you_mean(code.strip().upper(), existing) or f"现有：{'、'.join(existing)}"

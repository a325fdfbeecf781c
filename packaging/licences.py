"""What everything in the program is licensed under, with the texts: `python licences.py FILE`.

Run with the interpreter whose packages are packed. Ends with 1 where something is under terms that
may not be passed on with the program, or says nothing of its terms.
"""

import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

# The extras that are packed; of PyInstaller only what begins the program is.
OWN, EXTRAS, PACKER = "gongkai", ("publish", "audit", "workbench"), "pyinstaller"
# What came with Python itself or inside wheels, with whom to thank.
BESIDES = {
    "Python": "PSF-2.0：https://docs.python.org/3/license.html（含 OpenSSL、zlib 等的许可）",
    "PDFium（pypdfium2 内）": "BSD-3-Clause、Apache-2.0：https://pdfium.googlesource.com/pdfium/",
    "qpdf（pikepdf 内）": "Apache-2.0：https://github.com/qpdf/qpdf",
    "libxml2、libxslt（lxml 内）": "MIT：https://gitlab.gnome.org/GNOME/libxml2",
    "htmx": "0BSD：generator/templates/pages/workbench/htmx.LICENSE",
}
_REFUSED = re.compile(r"\bAGPL|AFFERO|\bSSPL|COMMONS CLAUSE", re.IGNORECASE)
_TEXTS = re.compile(r"(?:^|/)(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)
_MOST = 200_000


def list_packed() -> list[metadata.Distribution]:
    """Every installed distribution that is packed, but our own."""
    found: dict[str, metadata.Distribution] = {}
    wanted = list(_list_needs(metadata.distribution(OWN), EXTRAS))
    while wanted:
        name = wanted.pop()
        try:
            of = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # of another system or version of Python
            continue
        if found.setdefault(name, of) is of:
            wanted += _list_needs(of)
    found.pop(OWN, None)
    return [found[name] for name in sorted(found)] + [metadata.distribution(PACKER)]


def _list_needs(of: metadata.Distribution, extras: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of what a distribution needs, and for some of its extras."""
    for need in of.requires or ():
        extra = re.search(r"extra\s*==\s*['\"]([^'\"]+)", need)
        if extra is None or extra[1] in extras:
            name = re.split(r"[\s\[;<>=!~(]", need, maxsplit=1)[0]
            yield re.sub(r"[-_.]+", "-", name).lower()


def name_licence(of: metadata.Distribution) -> str:
    """What a distribution says that it is under; "" where it says nothing."""
    classified = [
        line.rpartition("::")[2].strip()
        for line in of.metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    stated = of.metadata["License-Expression"] or ""
    written = (of.metadata["License"] or "").strip().split("\n")[0][:100]
    return stated or "、".join(classified) or written


def list_texts(of: metadata.Distribution) -> Iterator[str]:
    """The texts of its licences, as they were installed."""
    for file in of.files or ():
        if ".dist-info" in str(file) and _TEXTS.search(str(file)):
            path = Path(str(of.locate_file(file)))
            yield path.read_text("utf-8", "replace")[:_MOST].strip()


def main(target: str) -> int:
    """Write the file; what stands in the way is said."""
    packed = list_packed()
    lines = ["这个程序由下列各部分组成，各照自己的许可。", ""]
    lines += [f"{it.metadata['Name']} {it.version}：{name_licence(it)}" for it in packed]
    lines += [f"{name}：{told}" for name, told in BESIDES.items()]
    lines += ["", "PyInstaller 的引导程序照 GPL-2.0 附例外：由它打包的程序可以照任何许可分发。"]
    for it in packed:
        for text in dict.fromkeys(list_texts(it)):
            lines += ["", "=" * 80, f"{it.metadata['Name']} {it.version}", "", text]
    wrong = [it for it in packed if _REFUSED.search(name_licence(it)) or not name_licence(it)]
    for it in wrong:
        print(f"不能打包：{it.metadata['Name']}（{name_licence(it) or '没有写许可'}）")
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_text("\n".join(lines) + "\n", "utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

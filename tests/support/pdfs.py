"""Small .pdf files made of text and lines, object by object: every shape that programs write.

Text is in a Chinese font that every reader knows without its being embedded, so that signs have
their meaning from the encoding. Lengths are points; y counts downward from the top of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin

WIDTH, HEIGHT = 595, 842
SIZE = 10
# A font whose signs are glyph numbers, with no word on what they mean.
_FONTS = (
    """
<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H
   /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light
   /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /W [1 95 500] /DW 1000
   /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 850
   /Descent -150 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -150 1000 850] >> >>] >>
""",
    """
<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Unknown /Encoding /Identity-H
   /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Unknown
   /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000
   /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+Unknown /Flags 4 /Ascent 850
   /Descent -150 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -150 1000 850] >> >>] >>
""",
)
_IMAGE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    "/BitsPerComponent 8 /Length 1 >>\nstream\n\x7f\nendstream"
)


def width_of(text: str, size: float = SIZE) -> float:
    """How wide a text is."""
    return sum(size / 2 if sign.isascii() else size for sign in text)


@dataclass
class Page:
    """A page that is being drawn."""

    width: float = WIDTH
    height: float = HEIGHT
    turned: int = 0
    commands: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, size: float = SIZE, angle: int = 0, mode: int = 0
    ) -> "Page":
        """A text whose line runs at a height, turned to the left by an angle in degrees."""
        code = text.encode("utf-16-be").hex()
        return self._show("F1", x, y, code, size, angle, mode)

    def unmapped(self, x: float, y: float, count: int, size: float = SIZE) -> "Page":
        """Signs of the font that does not say what they mean."""
        return self._show("F2", x, y, "".join(f"{1200 + n:04x}" for n in range(count)), size, 0, 0)

    def right(self, x: float, y: float, text: str, size: float = SIZE) -> "Page":
        """A text that ends at x."""
        return self.text(x - width_of(text, size), y, text, size)

    def centre(self, y: float, text: str, size: float = SIZE) -> "Page":
        """A text in the middle of the page."""
        return self.text((self.width - width_of(text, size)) / 2, y, text, size)

    def _show(
        self, font: str, x: float, y: float, code: str, size: float, angle: int, mode: int
    ) -> "Page":
        a, b = cos(radians(angle)), sin(radians(angle))
        place = f"{a:.5f} {b:.5f} {-b:.5f} {a:.5f} {x:.2f} {self.height - y:.2f}"
        self.commands.append(f"BT /{font} {size} Tf {mode} Tr {place} Tm <{code}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A stroke."""
        up = self.height
        self.commands.append(f"0.5 w {x0} {up - y0} m {x1} {up - y1} l S")
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A filled rectangle."""
        self.commands.append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A rectangle that is stroked."""
        self.commands.append(f"0.5 w {x0} {self.height - y1} {x1 - x0} {y1 - y0} re S")
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A picture."""
        place = f"{x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1}"
        self.commands.append(f"q {place} cm /I1 Do Q")
        return self

    def cut(self, x0: float, y0: float, x1: float, y1: float, inner: "Page") -> "Page":
        """What another page shows, cut off around a rectangle."""
        box = f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re W n"
        self.commands.append(f"q {box} {' '.join(inner.commands)} Q")
        return self

    def form(self, x: float, y: float, inner: "Page") -> "Page":
        """What another page shows, as a form of its own that is moved; one on a page."""
        self.inner = inner.commands
        self.commands.append(f"q 1 0 0 1 {x} {-y} cm /X1 Do Q")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> "Page":
        """Ruled lines."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def table(self, x: float, y: float, widths: Sequence[float], rows: Sequence[str]) -> "Page":
        """A ruled table of rows of 20 points; a row's texts stand with `|` between them."""
        xs = [x + sum(widths[:n]) for n in range(len(widths) + 1)]
        self.grid(xs, [y + 20 * n for n in range(len(rows) + 1)])
        return self.fill(xs, y, rows)

    def fill(self, xs: Sequence[float], y: float, rows: Sequence[str]) -> "Page":
        """The texts of rows of 20 points in columns that begin at `xs`."""
        for n, row in enumerate(rows):
            for x, text in zip(xs, row.split("|"), strict=False):
                self.text(x + 4, y + 20 * n + 14, text)
        return self


def make(*pages: Page) -> bytes:
    """The file of these pages."""
    fonts = "/Font << /F1 1 0 R /F2 2 0 R >>"
    objects = [*_FONTS, _IMAGE]
    kids = " ".join(f"{5 + 3 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    for n, page in enumerate(pages):
        box = f"[0 0 {page.width} {page.height}]"
        objects.append(
            f"<< /Type /Page /Parent 4 0 R /MediaBox {box} /Rotate {page.turned} "
            f"/Contents {6 + 3 * n} 0 R "
            f"/Resources << {fonts} /XObject << /I1 3 0 R /X1 {7 + 3 * n} 0 R >> >> >>"
        )
        objects.append(_stream("", page.commands))
        form = f"/Type /XObject /Subtype /Form /BBox {box} /Resources << {fonts} >>"
        objects.append(_stream(form, page.inner))
    return write([*objects, "<< /Type /Catalog /Pages 4 0 R >>"])


def _stream(head: str, commands: Sequence[str]) -> str:
    content = "\n".join(commands)
    return f"<< {head} /Length {len(content)} >>\nstream\n{content}\nendstream"


def write(objects: Sequence[str], trailer: str = "") -> bytes:
    """The file of these objects, numbered from 1; the last is the catalogue."""
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body.strip()}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer\n<< /Size {len(objects) + 1} /Root {len(objects)} 0 R {trailer} >>\n"
    return out + (head + end + f"startxref\n{start}\n%%EOF\n").encode("latin-1")

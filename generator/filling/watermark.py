"""A word across every page of a draft, drawn as Word draws its own: a shape in the header."""

from dataclasses import replace

from generator.diagnostics import Fault, FormPlace
from generator.filling.document import Filled, Form
from generator.filling.prints import escape
from generator.word import archive

_HEADER_END = b"</w:hdr>"

# Word's shape type 136 (plain text along a path), as ECMA-376 part 4 §19.1.2.20 describes it.
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)
_SHAPE = (
    '<w:p xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:pict>' + _SHAPE_TYPE + "<v:shape "
    'id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" '
    'style="position:absolute;margin-left:0;margin-top:0;width:360pt;height:180pt;rotation:315;'
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" '
    'fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{}"/>'
    "</v:shape></w:pict></w:r></w:p>"
)


def watermark(form: Form, filled: Filled, word: str) -> tuple[Form, Filled, list[Fault]]:
    """The same document with a word across every page, set in each header part of the form.

    A form without a header cannot carry it: then there is a fault, for a draft must say it is one.
    """
    shape = _SHAPE.format(escape(word).decode()).encode()
    fixed, parts = dict(form.fixed), dict(filled.parts)
    if not form.headers:
        return form, filled, [_tell(form, "", f"表样没有页眉，加不上“{word}”水印")]
    for name in form.headers:
        xml = parts[name] if name in parts else archive.inflate(fixed.pop(name))
        parts[name] = xml.replace(_HEADER_END, shape + _HEADER_END)
        if _HEADER_END not in xml:  # written in a way of its own
            return form, filled, [_tell(form, name, f"表样的页眉里加不上“{word}”水印")]
    return replace(form, fixed=fixed), replace(filled, parts=parts), []


def _tell(form: Form, part: str, message: str) -> Fault:
    help_ = "告知表样管理人，给表样加上页眉；或者填好以后不加 --draft 生成"
    return Fault("D507", message, FormPlace(form.file, part, 0, ""), help=help_)

"""One page of HTML that stands alone: its style is in it, nothing is fetched, nothing runs."""

import re
from collections.abc import Iterable
from html import escape

# Characters that no page may hold, and those that would turn or hide the text around them.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)

STYLE = """
@page { size: A4; margin: 22mm 20mm; }
* { box-sizing: border-box; }
html { color-scheme: light; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 52rem; background: #ffffff;
  color: #1a1a1a; font: 1rem/1.75 "Songti SC", SimSun, "Noto Serif CJK SC", serif; }
h1, h2, h3, h4, th, .code, .label { font-family: "Heiti SC", SimHei, "Microsoft YaHei",
  "Noto Sans CJK SC", sans-serif; }
h1 { margin: 0; padding-bottom: .7rem; border-bottom: 3px double #1a1a1a; text-align: center;
  font-size: 1.6rem; font-weight: 600; letter-spacing: .08em; }
h2 { margin: 2.6rem 0 .2rem; padding-bottom: .3rem; border-bottom: 1px solid #1a1a1a;
  font-size: 1.2rem; }
h3 { margin: 1.5rem 0 .3rem; font-size: 1rem; }
h4 { margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
h2, h3, h4 { break-after: avoid; }
p { margin: .3rem 0; overflow-wrap: anywhere; }
a { color: inherit; }
.total { margin: .9rem 0 1.2rem; text-align: center; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.summary { margin-bottom: .8rem; }
.summary th, .summary td { padding: .35rem .5rem; border: 1px solid #767676; text-align: left;
  font-weight: 400; vertical-align: top; overflow-wrap: anywhere; }
.summary thead th { background: #f0f0ec; font-weight: 600; text-align: center; }
.summary td.number { width: 4em; text-align: right; font-variant-numeric: tabular-nums; }
.summary td.verdict { width: 6em; text-align: center; white-space: nowrap; }
.faulty { color: #8f1414; font-weight: 600; }
.file { color: #4a4a4a; font-size: .9rem; }
.fault { margin: .7rem 0 1.1rem; padding: .1rem 0 .1rem .9rem; border-left: 4px solid #8f1414;
  break-inside: avoid; }
.fault.warning { border-left: 4px dashed #6b5200; }
.code { margin-right: .4em; color: #8f1414; white-space: nowrap; }
.warning .code { color: #6b5200; }
.amount { white-space: nowrap; font-weight: 600; font-variant-numeric: tabular-nums; }
.lines { margin: .4rem 0; background: #f7f7f4; border: 1px solid #d5d5cf; }
.lines th, .lines td { padding: .15rem .5rem; vertical-align: top; font-size: .875rem; }
.lines th { width: 1%; border-right: 1px solid #d5d5cf; color: #4a4a4a; font-weight: 400;
  text-align: right; white-space: nowrap; }
.lines code { font-family: Consolas, Menlo, "Noto Sans Mono CJK SC", SimSun, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; }
mark { padding: 0 1px; background: #ffe08a; color: inherit; border-bottom: 2px solid #8f1414; }
.remark { color: #4a4a4a; }
.label { margin-right: .3em; font-weight: 600; }
@media (max-width: 36rem) { body { padding: 1.25rem .8rem 3rem; } h1 { font-size: 1.3rem; }
  .summary th, .summary td { padding: .25rem; font-size: .875rem; }
  .fault { padding-left: .6rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } a { text-decoration: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def text(raw: str) -> str:
    """A text as a page may hold it; every text from outside the engine goes through here."""
    return escape(_UNFIT.sub("\ufffd", raw))


def whole(title: str, style: str, body: Iterable[str]) -> str:
    """A page; `style` is its own, beside the one that all pages share."""
    head = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}{style}</style>
</head>
<body>
"""
    return head + "\n".join(body) + "\n</body>\n</html>\n"

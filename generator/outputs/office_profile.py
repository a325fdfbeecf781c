"""What LibreOffice is told when it starts: its profile, and the fonts that it is shown.

Which font stands in for which it learns from the table of replacements in its profile, which it
has on every system. Where it looks for signs in other fonts still, fontconfig shows it none that
are drawn for Japanese, Korean or Traditional Chinese, and the Chinese one of the text before all
others: it takes ① and its like for Latin letters.
"""

import os
from collections.abc import Iterable
from html import escape

from generator.outputs.font_choice import DIGITS, StandIn

# Fonts of other countries: where a Simplified Chinese one is at hand, none of these is wanted.
_ELSEWHERE = (
    *(f"{kind} CJK {land}" for kind in ("Noto Sans", "Noto Serif", "Noto Sans Mono")
      for land in ("JP", "KR", "TC", "HK")),
    "Source Han Sans", "Source Han Sans K", "Source Han Sans TC", "Source Han Sans HC",
    "Source Han Serif", "Source Han Serif K", "Source Han Serif TC", "Source Han Serif HC",
    "IPAGothic", "IPAMincho", "IPAexGothic", "IPAexMincho", "TakaoGothic", "TakaoMincho",
    "VL Gothic", "AR PL UMing TW", "AR PL UMing HK", "AR PL UKai TW", "AR PL UKai HK",
)  # fmt: skip
_ITEMS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{}\n</oor:items>\n'
)
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)
_PAIR = (
    '<item oor:path="/org.openoffice.Office.Common/Font/Substitution/FontPairs">'
    '<node oor:name="_{}" oor:op="replace">'
    '<prop oor:name="ReplaceFont" oor:op="fuse"><value>{}</value></prop>'
    '<prop oor:name="SubstituteFont" oor:op="fuse"><value>{}</value></prop>'
    '<prop oor:name="Always" oor:op="fuse"><value>true</value></prop>'
    '<prop oor:name="OnScreenOnly" oor:op="fuse"><value>false</value></prop></node></item>'
)
# What a text without a language is in (why digits are English: `laying`); no link is followed.
_SETTINGS = (
    ("Office.Linguistic/General", "DefaultLocale", "en-US"),
    ("Office.Linguistic/General", "DefaultLocale_CJK", "zh-CN"),
    ("Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Font/Substitution", "Replacement", "true"),
)
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">{system}</include>
  <selectfont><rejectfont>
{rejected}
  </rejectfont></selectfont>
{beside}
</fontconfig>
"""
_REJECTED = '    <pattern><patelt name="family"><string>{}</string></patelt></pattern>'
_BESIDE = (
    '  <match target="pattern"><test name="family"><string>{}</string></test>'
    '<edit name="family" mode="append" binding="strong"><string>{}</string></edit></match>'
)
_SYSTEM_FONTS = "/etc/fonts/fonts.conf"


def write_registry(stand_ins: Iterable[StandIn]) -> str:
    """The profile of an engine that lets these stand in."""
    known = [it for it in stand_ins if it.used]
    items = [_ITEM.format(*it) for it in _SETTINGS]
    items += [
        _PAIR.format(number, escape(it.asked), escape(it.used)) for number, it in enumerate(known)
    ]
    return _ITEMS.format("\n".join(items))


def write_fontconfig(chinese: str) -> str:
    """All fonts of the system but those whose signs are another country's.

    What a Latin one lacks is looked for in this Chinese one first.
    """
    system = os.environ.get("FONTCONFIG_FILE") or _SYSTEM_FONTS
    rejected = "\n".join(map(_REJECTED.format, _ELSEWHERE))
    beside = [_BESIDE.format(it, escape(chinese)) for it in DIGITS if chinese]
    return _FONTCONFIG.format(system=escape(system), rejected=rejected, beside="\n".join(beside))

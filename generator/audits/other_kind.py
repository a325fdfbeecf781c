"""Titles of another kind of document, as they stay where one was written over the other."""

import re
from collections.abc import Iterator

from generator.audits.found import LIKELY, AuditFinding
from generator.published.blocks import ReadDocument, ReadParagraph
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.understanding import Understanding

_SIGNS = 2  # of the word that a kind is called by, after whose documents they are
_COVER, _LONGEST = 12, 60  # lines that may be of a cover; signs of a title
_WHY = "标题照这一种文档的表样写"


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """Titles that are the form's but for the word that says which kind of document it is."""
    kind, taken = reader.pack.key[0], set(read.matched.values())
    word = kind[-_SIGNS:]
    free = [it for at, it in enumerate(reader.made) if at not in taken]
    titles = [it for it in free if isinstance(it, FormSentence) and not it.expression.valued]
    sources = (it.expression.source for it in titles)
    loose = [_loosen(it, word) for it in sources if word in it]
    for number, it in enumerate(document.items):
        if isinstance(it, ReadParagraph) and number not in read.matched and _is_title(number, it):
            matches = (one.fullmatch(normalize(it.text)) for one in loose)
            said = next((match["said"] for match in matches if match), word)
            if said != word:
                message = f"“{' '.join(it.text.split())}”：这份文档是{kind}，写的是“{said}”"
                what = "标题与表样不符"
                yield AuditFinding("A854", what, message, it.place, (), _WHY, sure=LIKELY)


def _is_title(number: int, it: ReadParagraph) -> bool:
    return not it.entry and len(it.text) <= _LONGEST and (it.level > 0 or number < _COVER)


def _loosen(source: str, word: str) -> re.Pattern[str]:
    """What reads a title whatever kind it says."""
    return re.compile(source.replace(word, f"(?P<said>[一-龥]{word[1:]}|{word[:1]}[一-龥])", 1))

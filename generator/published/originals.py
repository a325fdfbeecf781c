"""Words that were read, as the document itself writes them: with its blanks and its marks."""

from collections.abc import Iterator

from generator.published.blocks import ReadDocument, ReadParagraph, ReadPlace
from generator.published.readings import ReadWords
from generator.published.signs import normalize


class Originals:
    """The texts of a document by their places."""

    def __init__(self, document: ReadDocument) -> None:
        self._texts = dict(_list_texts(document))

    def restore(self, words: ReadWords) -> str:
        """What stands in the document for words; the words themselves where it is not found."""
        text = self._texts.get(words.place, "")
        plain, at = list[str](), list[int]()
        for index, sign in enumerate(text):
            for one in normalize(sign):
                plain.append(one)
                at.append(index)
        begin = "".join(plain).find(words.text) if words.text else -1
        if begin < 0:
            return words.text
        return text[at[begin] : at[begin + len(words.text) - 1] + 1]


def _list_texts(document: ReadDocument) -> Iterator[tuple[ReadPlace, str]]:
    for block in document.blocks:
        if isinstance(block, ReadParagraph):
            yield block.place, block.text
        else:
            yield from ((cell.place, cell.text) for cell in block.cells)

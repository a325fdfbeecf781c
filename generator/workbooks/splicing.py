"""The pieces of a filing's text that have to be exchanged so that it says another tree.

Everything else stays as it was typed: order, comments, blanks, how a value is written.
"""

from collections.abc import Mapping, Sequence

from generator.filing.extents import Extent
from generator.filing.yaml_tree import Node, Path_
from generator.workbooks import yaml_text
from generator.workbooks.pairing import Pairs
from generator.workbooks.pieces import Pieces, TooOddError


class Splicing(Pieces):
    """The pieces as they are found; `pairs` say of lists which old item each new one was.

    Items that stay do so in their order; a list of which nothing is said is written anew.
    """

    def __init__(
        self, text: str, extents: Mapping[Path_, Extent], pairs: Mapping[Path_, Pairs]
    ) -> None:
        super().__init__(text, extents)
        self.pairs = pairs

    def change(self, old: Node, new: Node, path: Path_) -> None:
        """Exchange what makes one node another."""
        if old == new:
            return
        if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
            self._change_fields(old, new, path)
        elif isinstance(old, list) and isinstance(new, list) and old and new:
            self._change_items(old, new, path)
        else:
            self._replace(new, path)

    # -- single values -----------------------------------------------------------------------------

    def _replace(self, new: Node, path: Path_) -> None:
        """Put a node in a value's place, whatever either is."""
        it = self.extents[path]
        bare = it.start == it.end
        plain = new is None or (isinstance(new, str) and "\n" not in new) or new in ({}, [])
        if plain and not bare and (it.flow or not self._is_tall(it)):
            self.put(it.start, it.end, yaml_text.write_flow(new))
        elif it.within or (plain and bare):
            self._fill(path, yaml_text.write_flow(new), bare)
        else:
            self._replace_tall(new, path)

    def _is_tall(self, it: Extent) -> bool:
        """Whether a value takes lines of its own, below that of its key."""
        return it.end > self.line_end(it.start) or (not it.flow and self._is_block(it))

    def _is_block(self, it: Extent) -> bool:
        return self.text[it.start : it.start + 1] in ("-", "|", ">") and it.end > it.start + 1

    def _fill(self, path: Path_, text: str, bare: bool) -> None:
        """Write a value where none, or another in brackets, stood."""
        it = self.extents[path]
        if not bare:
            self.put(it.start, it.end, text)
            return
        if not text:
            return
        at = self.behind_colon(path) if it.key[0] >= 0 else it.start
        blank = self.text[at : at + 1] == " "
        self.put(at, at + blank, f" {text}")

    def _replace_tall(self, new: Node, path: Path_) -> None:
        """Exchange the lines of a value, or of a key without one, for others."""
        it = self.extents[path]
        if it.key[0] < 0:
            self._replace_item(new, path)
            return
        indent, at = self.column(it.key[0]), self.behind_colon(path)
        head, *below = yaml_text.write_field("x", new, indent)
        said = head[indent + len("x:") :]
        own = self.line_end(at)
        if it.start == it.end or it.start > own:  # what is behind the key stays
            self.put(at, at, said)
            self.put(own, max(own, self.line_end(it.end)), "".join(f"\n{row}" for row in below))
        else:
            rest = self.text[it.end : self.line_end(it.end)]
            rest = "" if self._is_tall(it) else rest
            lines = "".join(f"\n{row}" for row in below)
            self.put(at, self.line_end(it.end), f"{said}{rest}{lines}")

    def _replace_item(self, new: Node, path: Path_) -> None:
        start, end = self.item_lines(path, led=False)
        lines = yaml_text.write_item(new, self.extents[path[:-1]].column)
        self.put(start, end, "\n".join(lines))

    # -- fields -----------------------------------------------------------------------------------

    def _change_fields(self, old: Mapping[str, Node], new: Mapping[str, Node], path: Path_) -> None:
        keys, kept = list(old), [key for key in old if key in new]
        flow = self.extents[path].flow
        self._drop_fields(keys, set(kept), path, flow)
        for key in kept:
            self.change(old[key], new[key], (*path, key))
        anchor, coming = "", dict[str, list[str]]()
        for key in new:
            if key in old:
                anchor = key
            else:
                coming.setdefault(anchor, []).append(key)
        for anchor, names in coming.items():
            fields = {name: new[name] for name in names}
            if flow:
                self._add_in_brackets(fields, path, anchor, kept[0])
            else:
                self._add_lines(fields, path, anchor, kept[0])

    def _drop_fields(self, keys: Sequence[str], kept: set[str], path: Path_, flow: bool) -> None:
        last = max((n for n, key in enumerate(keys) if key in kept), default=-1)
        for n, key in enumerate(keys):
            if key in kept:
                continue
            it = self.extents[(*path, key)]
            if flow and n > last:
                self.put(self.extents[(*path, keys[last])].end, self._end_of(path, keys), "")
                return
            if flow or not self.leads(it.key[0]):
                if n > last:
                    raise TooOddError
                self.put(it.key[0], self.extents[(*path, keys[n + 1])].key[0], "")
            else:
                end = self.line_end(max(it.end, it.key[1]))
                self.put(self.line_start(it.key[0]), min(end + 1, len(self.text)), "")

    def _end_of(self, path: Path_, keys: Sequence[str]) -> int:
        return self.extents[(*path, keys[-1])].end

    def _add_in_brackets(
        self, fields: Mapping[str, Node], path: Path_, anchor: str, first: str
    ) -> None:
        text = yaml_text.write_flow(dict(fields))[1:-1]
        if anchor:
            at = self.extents[(*path, anchor)].end
            self.put(at, at, f", {text}")
        else:
            at = self.extents[(*path, first)].key[0]
            self.put(at, at, f"{text}, ")

    def _add_lines(self, fields: Mapping[str, Node], path: Path_, anchor: str, first: str) -> None:
        indent = self.column(self.extents[(*path, first)].key[0])
        lines: list[str] = []
        for key, node in fields.items():
            own = yaml_text.write_field(key, node, indent)
            lines += ["", *own] if len(own) > 1 and not path else own
        if anchor:
            it = self.extents[(*path, anchor)]
            at = self.line_end(max(it.end, it.key[1]))
            self.put(at, at, "".join(f"\n{line}" for line in lines))
        else:
            at = self.extents[(*path, first)].key[0]
            self.put(at, at, "\n".join(lines).lstrip() + "\n" + " " * indent)

    # -- items ------------------------------------------------------------------------------------

    def _change_items(self, old: Sequence[Node], new: Sequence[Node], path: Path_) -> None:
        """Change, drop and add items; those that stay do so in their order."""
        pairs = self.pairs.get(path)
        if pairs is None or not any(it is not None for it in pairs):
            self._replace(list(new), path)
            return
        coming: dict[int, list[Node]] = {}
        before = -1
        for node, number in zip(new, pairs, strict=True):
            if number is None:
                coming.setdefault(before, []).append(node)
            else:
                self.change(old[number], node, (*path, number))
                before = number
        for number in range(len(old)):
            if number not in pairs:
                start, end = self.item_lines((*path, number))
                self.put(start, min(end + 1, len(self.text)), "")
        for number, nodes in coming.items():
            self._add_items(nodes, path, number)

    def _add_items(self, nodes: Sequence[Node], path: Path_, before: int) -> None:
        column = self.extents[path].column
        lines = [line for node in nodes for line in yaml_text.write_item(node, column)]
        if before < 0:
            start, _ = self.item_lines((*path, 0), led=False)
            self.put(start, start, "".join(f"{line}\n" for line in lines))
        else:
            _, end = self.item_lines((*path, before))
            self.put(end, end, "".join(f"\n{line}" for line in lines))

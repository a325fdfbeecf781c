"""What a browser sends of a form: its fields by their names, as the page has them."""

from html.parser import HTMLParser

VOID = "input"


class _Reading(HTMLParser):
    def __init__(self, wanted: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wanted, self.fields = wanted, dict[str, str]()
        self.within, self.aside = False, 0
        self.area = self.choice = ""
        self.option: str | None = None
        self.chosen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.within = found.get("id") == self.wanted
        self.aside += tag == "template"
        if not self.within or self.aside:
            return
        name = found.get("name", "")
        if tag == "input" and name and found.get("type") != "checkbox":
            self.fields[name] = found.get("value", "")
        elif tag == "textarea":
            self.area, self.fields[name] = name, ""
        elif tag == "select":
            self.choice, self.fields[name] = name, ""
        elif tag == "option" and self.choice:
            self.option, self.chosen = found.get("value"), "selected" in found

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.within = False
        self.aside -= tag == "template"
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self.choice = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            text = self.fields[self.area] + data
            # The first line end of a text area is the page's own.
            self.fields[self.area] = text
        elif self.choice and self.chosen and self.option is None:
            self.fields[self.choice] = data
            self.chosen = False


def read_form(page: str, wanted: str = "fields") -> dict[str, str]:
    """The fields of a page's form; text areas with line ends as browsers send them."""
    reading = _Reading(wanted)
    reading.feed(page)
    areas = {name: text for name, text in reading.fields.items()}
    return {name: text.removeprefix("\n").replace("\n", "\r\n") for name, text in areas.items()}

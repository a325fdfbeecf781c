"""Why a spreadsheet file, or a cell of one, is not read: the words for it, each in one place."""

from generator.diagnostics import Fault, Place
from generator.spreadsheets.limits import MAX_TOLD

_SAVE_AS = "在 Excel 或 WPS 里打开看看，另存为 .xlsx 再试"


class UnusableError(ValueError):
    """A file that is not read at all: why, as the fault to show."""

    def __init__(self, code: str, message: str, help_: str = _SAVE_AS) -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help_

    def fault(self, file: str) -> Fault:
        """The fault of the file."""
        return Fault(self.code, self.message, Place(file, 1, 1), help=self.help)


class TornError(ValueError):
    """A cell whose content cannot be read: why, in the words to show."""


def unread(why: str) -> UnusableError:
    """The file is not there, or the system does not give it."""
    return UnusableError(
        "F121", f"表格文件读不出来：{why}", "检查文件名和所在的文件夹；文件开着的，先关闭"
    )


def oversize(what: str) -> UnusableError:
    """The file holds more than any export of its kind."""
    help_ = "检查是不是要取数的文件；只留要用的工作表，另存为 .xlsx 再试"
    return UnusableError("F122", f"表格文件太大：{what}", help_)


def foreign(what: str, help_: str = _SAVE_AS) -> UnusableError:
    """The file is something else, whatever its name says."""
    return UnusableError("F123", what, help_)


def locked() -> UnusableError:
    """The file opens with a password only."""
    help_ = "在 Excel 或 WPS 里打开，去掉打开密码，另存一份"
    return UnusableError("F124", "表格文件设了打开密码", help_)


def outdated(what: str) -> UnusableError:
    """The file is of a kind that is not read, which Excel and WPS can turn into one that is."""
    return UnusableError("F125", what, "在 Excel 或 WPS 里打开，另存为 .xlsx")


def damaged(why: str) -> UnusableError:
    """The file is of a kind that is read, and not whole."""
    return UnusableError("F126", f"表格文件损坏：{why}")


def tell(faults: list[Fault], why: str, place: Place) -> None:
    """Add the fault of a cell that cannot be read; after so many the rest is not told."""
    if len(faults) < MAX_TOLD:
        help_ = "在 Excel 或 WPS 里打开，看看这一格，另存为 .xlsx 再试"
        faults.append(Fault("F127", why, place, help=help_))

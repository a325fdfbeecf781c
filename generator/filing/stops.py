"""Why libyaml stopped in the middle of a text: the slip that most likely made it."""

from generator.diagnostics import Fault, Place
from generator.filing import noticed, slips
from generator.filing.noticed import Miswriting, Stop
from generator.filing.yaml_events import yaml

# libyaml from 0.2.6 on counts brackets itself and stops long before a filing could reach them.
_TOO_DEEP = "exceeded maximum nesting depth"


def find(
    error: yaml.YAMLError, file: str, text: str, last: yaml.NodeEvent | None
) -> Miswriting | Fault:
    """What an error stands for that ended the reading of a file's text after a last event."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Fault("F107", "这里不符合书写格式", Place(file, 1, 1), help=noticed.LOOK_AGAIN)
    problem, at = str(error.problem or ""), (error.problem_mark.line, error.problem_mark.column)
    if _TOO_DEEP in problem:
        place = Place(file, at[0] + 1, at[1] + 1)
        return Fault("F106", "层次太多", place, help=noticed.LESS_DEEP)
    marks = error.context_mark, last.start_mark if last else None
    began, before = (None if it is None else (it.line, it.column) for it in marks)
    stop = Stop(problem, str(error.context or ""), at, began, before or (0, 0))
    return slips.find(stop, text)

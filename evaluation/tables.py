"""Figures as a table in Markdown."""

from collections.abc import Mapping, Sequence

from evaluation.files import Row


def table(measured: Sequence[tuple[str, Mapping[str, Row]]]) -> list[str]:
    """The lines of one table for several sets: a row for each figure, columns in the order in which they first come.

    >>> table([("a set", {"ends": {"P": 90.0, "gold": 7}})])[2]
    '| a set | ends | 90.0 | 7 |'
    """
    columns = list(dict.fromkeys(key for _, figures in measured for row in figures.values() for key in row))
    lines = [_line(["on", "measure", *columns]), _line(["---", "---", *["---:"] * len(columns)])]
    for name, figures in measured:
        for index, (measure, row) in enumerate(figures.items()):
            cells = [_cell(row.get(column)) for column in columns]
            lines.append(_line([name if index == 0 else "", measure, *cells]))
    return lines


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)

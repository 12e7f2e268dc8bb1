# SPDX-License-Identifier: MIT
"""The table of everything: on the terminal, as CSV, and as Markdown in a page between the marks of each section."""

import csv
import dataclasses
import re


@dataclasses.dataclass
class Row:
    """`ratio` says how many times better ours is: more than 1 is faster, or smaller."""

    what: str
    ours: float
    other: float
    unit: str  # "s" and "MB": less is better; "FLOP/s" and "B/s": more is
    goal: float = None  # of the ratio, at least
    in_table: bool = True  # or else only in the CSV

    @property
    def ratio(self):
        return self.other / self.ours if self.unit in ("s", "MB") else self.ours / self.other

    @property
    def missed(self):
        return self.goal is not None and self.ratio < self.goal

    def cells(self):
        goal = "" if self.goal is None else f"{self.goal:.2f}" + (", missed" if self.missed else "")
        return [self.what, shown(self.ours, self.unit), shown(self.other, self.unit), f"{self.ratio:.2f}", goal]


HEADER = ["what", "ours", "other", "ratio", "goal"]


def shown(value, unit):
    for factor, prefix in [(1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n")]:
        if value >= factor:
            break
    if unit == "MB":
        factor, prefix = 1, ""
    digits = 0 if value / factor >= 100 else 1 if value / factor >= 10 else 2
    return f"{value / factor:.{digits}f} {prefix}{unit}"


def markdown(header, rows):
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def text(sections):
    """All rows, in columns, with a blank line between sections."""
    blocks = [[HEADER], *([row.cells() for row in rows if row.in_table] for rows in sections.values())]
    widths = [max(len(cells[i]) for block in blocks for cells in block) for i in range(len(HEADER))]

    def line(cells):
        return "  ".join([cells[0].ljust(widths[0]), *map(str.rjust, cells[1:], widths[1:])]).rstrip()

    return "\n\n".join("\n".join(map(line, block)) for block in blocks)


def write_csv(path, sections):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["section", "what", "ours", "other", "unit", "ratio", "goal"])
        for section, rows in sections.items():
            for row in rows:
                goal = "" if row.goal is None else f"{row.goal:.3f}"
                numbers = [f"{row.ours:.6g}", f"{row.other:.6g}", row.unit, f"{row.ratio:.4f}", goal]
                writer.writerow([section, row.what, *numbers])


def write_turns(path, turns):
    """The seconds of each turn of everything: `turns` has (section, name, Measured)."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["section", "what", "best", "median", "accuracy", "all turns"])
        for section, name, measured in turns:
            name = name if isinstance(name, str) else " ".join(map(str, name))
            numbers = [f"{seconds:.6g}" for seconds in (measured.best, measured.median, *measured.seconds)]
            writer.writerow([section, name, *numbers[:2], measured.accuracy, " ".join(numbers[2:])])


def update_page(path, parts):
    """Puts each part between the lines `<!-- measured: NAME -->` and `<!-- end -->` of the page."""
    page = path.read_text()
    for name, part in parts.items():
        pattern = rf"(<!-- measured: {name} -->\n).*?(<!-- end -->)"
        page, count = re.subn(pattern, lambda found: found[1] + part + "\n" + found[2], page, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"{path}: expected one place for '{name}', got {count}")
    path.write_text(page)

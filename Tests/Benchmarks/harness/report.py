import json

from .figure import Figure, Spread
from .load import DESCRIPTION
from .numbers import short
from .settings import Settings


def json_line(bench: str, figure: Figure) -> str:
    """The figure as one line: bench, metric, value, goal, aim, met ("aim", "goal", "no" or null) and
    peers: each contestant, the host included, with its version, settings and measured values."""
    peers = {
        party.name: {
            "version": party.version,
            "settings": party.settings,
            "unit": figure.unit,
            "median": rounded(party.measured.median),
            "low": rounded(party.measured.low),
            "high": rounded(party.measured.high),
        }
        for party in figure.parties
    }
    line = {
        "bench": bench,
        "metric": figure.metric,
        "value": rounded(figure.value.median),
        "goal": figure.goal,
        "aim": figure.aim,
        "met": figure.met,
        "peers": peers,
    }
    return json.dumps(line, ensure_ascii=False)


def table(bench: str, facts: str, settings: Settings, figures: list[Figure]) -> str:
    """The suite's results for people."""
    rows = [("metric", "median", "low", "high", "goal", "aim", "met", "measured")]
    for figure in figures:
        values = (figure.value.median, figure.value.low, figure.value.high)
        bounds = (bound(figure, figure.goal), bound(figure, figure.aim), figure.met or "")
        rows.append((figure.metric, *map(short, values), *bounds, measured(figure)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        f"# {bench}",
        facts,
        DESCRIPTION,
        f"{settings.rounds} alternated rounds of {settings.seconds} s; medians; "
        "a ratio is taken within each round",
        "",
    ]
    for number, row in enumerate(rows):
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in widths))
    lines += ["", *contestants(figures), ""]
    return "\n".join(lines)


def contestants(figures: list[Figure]) -> list[str]:
    return list(
        dict.fromkeys(
            f"{party.name}: {party.version}; {party.settings}"
            for figure in figures
            for party in figure.parties
        )
    )


def bound(figure: Figure, value: float | None) -> str:
    if value is None:
        return ""
    return f"{'≥' if figure.more_is_better else '≤'} {value:g}"


def measured(figure: Figure) -> str:
    if not figure.is_ratio:
        return figure.unit
    parts = ", ".join(f"{party.name} {spread(party.measured)}" for party in figure.parties)
    return f"{parts} {figure.unit}"


def spread(value: Spread) -> str:
    return f"{short(value.median)} [{short(value.low)}..{short(value.high)}]"


def rounded(value: float) -> float:
    return float(f"{value:.4g}")

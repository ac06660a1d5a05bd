from dataclasses import dataclass, field
from html import escape

from .colours import STYLE
from .numbers import short

WIDTH, LEFT, RIGHT, HEIGHT, FOOT = 820, 70, 200, 150, 40
# Each line of a panel has a colour of its own, in the reader's light or dark scheme.
LINES = """
  .line{fill:none;stroke-width:2} .axis{stroke:#8c959f}
  .line0{stroke:#0969da} .line1{stroke:#bc4c00} .text0{fill:#0969da} .text1{fill:#bc4c00}
  @media (prefers-color-scheme:dark){
  .line0{stroke:#4493f8} .line1{stroke:#f0883e} .text0{fill:#4493f8} .text1{fill:#f0883e}}
"""


@dataclass
class Curve:
    """How something grew: what was measured after how many events."""

    name: str
    points: list[tuple[float, float]] = field(default_factory=list)


def svg(bench: str, facts: str, panels: dict[str, list[Curve]]) -> str:
    """A panel a title, with at most two curves each, all over the same events."""
    last = max(x for curves in panels.values() for curve in curves for x, _ in curve.points)
    parts, y = [], 62
    for title, curves in panels.items():
        parts += panel(title, curves, last, y)
        y += HEIGHT + FOOT
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 16}" width="{WIDTH}" '
        f'height="{y + 16}" role="img">',
        f"<title>Benchmark {escape(bench)}</title>",
        f"<style>{STYLE}{LINES}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{y + 16}" rx="6"/>',
        f'<text class="name" x="16" y="26">{escape(bench)}</text>',
        f'<text class="quiet" x="16" y="46">{escape(facts)}</text>',
    ]
    return "\n".join([*head, *parts, "</svg>", ""])


def panel(title: str, curves: list[Curve], last: float, y: int) -> list[str]:
    top = max(value for curve in curves for _, value in curve.points) * 1.1
    floor, right = y + HEIGHT, WIDTH - RIGHT

    def place(x: float, value: float) -> tuple[float, float]:
        return LEFT + x / last * (right - LEFT), floor - value / top * (HEIGHT - 30)

    parts = [
        f'<text class="name" x="16" y="{y + 18}">{escape(title)}</text>',
        f'<line class="axis" x1="{LEFT}" x2="{right}" y1="{floor}" y2="{floor}"/>',
        f'<line class="axis" x1="{LEFT}" x2="{LEFT}" y1="{y + 28}" y2="{floor}"/>',
        f'<text class="quiet" x="{LEFT - 6}" y="{floor + 4}" text-anchor="end">0</text>',
        f'<text class="quiet" x="{LEFT - 6}" y="{y + 40}" text-anchor="end">{short(top)}</text>',
        f'<text class="quiet" x="{right}" y="{floor + 18}" text-anchor="end">{last:,.0f} events</text>',
    ]
    ends = [place(*curve.points[-1])[1] + 4 for curve in curves]
    if len(ends) == 2 and abs(ends[0] - ends[1]) < 15:
        # Names of lines that end at about the same height stand one above the other.
        upper, lower = (0, 1) if ends[0] <= ends[1] else (1, 0)
        ends[upper], ends[lower] = ends[upper] - 8, ends[upper] + 8
    for number, curve in enumerate(curves):
        points = " ".join(f"{x:.1f},{height:.1f}" for x, height in (place(*point) for point in curve.points))
        text = f"{curve.name}: {short(curve.points[-1][1])}"
        parts += [
            f'<polyline class="line line{number}" points="{points}"/>',
            f'<text class="text{number}" x="{right + 8}" y="{ends[number]:.1f}">{escape(text)}</text>',
        ]
    return parts

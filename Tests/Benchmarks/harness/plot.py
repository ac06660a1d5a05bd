from html import escape

from .colours import STYLE
from .figure import Figure, Party
from .numbers import short
from .report import bound

WIDTH, LEFT, RIGHT = 820, 190, 110
BAR, GAP, TITLE = 16, 6, 30


def svg(bench: str, facts: str, figures: list[Figure]) -> str:
    """A bar a contestant for each figure with a goal, its range, and where goal and aim lie for the
    host's bar. Colours follow the reader's light or dark scheme."""
    parts, y = [], 62
    for figure in figures:
        if figure.goal is not None:
            parts += panel(figure, y)
            y += TITLE + len(figure.parties) * (BAR + GAP) + 22
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" '
        'role="img">',
        f"<title>Benchmark {escape(bench)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{y}" rx="6"/>',
        f'<text class="name" x="16" y="26">{escape(bench)}</text>',
        f'<text class="quiet" x="16" y="46">{escape(facts)}</text>',
    ]
    return "\n".join([*head, *parts, "</svg>", ""])


def panel(figure: Figure, y: int) -> list[str]:
    # A ratio's goal, in the parties' unit, is that multiple of the peer's median.
    unit = figure.parties[-1].measured.median if figure.is_ratio else 1.0
    marks = [(name, value * unit) for name, value in (("goal", figure.goal), ("aim", figure.aim)) if value]
    top = max([party.measured.high for party in figure.parties] + [place for _, place in marks]) * 1.05
    scale = (WIDTH - LEFT - RIGHT) / top
    verdict = {"aim": "aim met", "goal": "goal met", "no": "goal missed"}[figure.met or "no"]
    title = f"{figure.metric} = {short(figure.value.median)}: {verdict}"
    parts = [
        f'<text class="name" x="16" y="{y + 18}">{escape(title)}</text>',
        f'<text class="quiet" x="{WIDTH - 16}" y="{y + 18}" text-anchor="end">{escape(figure.unit)}</text>',
    ]
    y += TITLE
    for number, party in enumerate(figure.parties):
        parts += bar(party, number == 0, y + number * (BAR + GAP), scale)
    return parts + mark_lines(figure, marks, y, scale)


def bar(party: Party, is_host: bool, y: int, scale: float) -> list[str]:
    value, middle = party.measured, y + BAR / 2
    low, high = (LEFT + max(0.0, end) * scale for end in (value.low, value.high))
    length = max(1.0, value.median * scale)
    return [
        f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{escape(party.name)}</text>',
        f'<rect class="{"host" if is_host else "peer"}" x="{LEFT}" y="{y}" width="{length:.1f}" '
        f'height="{BAR}" rx="2"/>',
        f'<line class="range" x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}"/>',
        f'<text x="{WIDTH - 16}" y="{y + 13}" text-anchor="end">{short(value.median)}</text>',
    ]


def mark_lines(figure: Figure, marks: list[tuple[str, float]], y: int, scale: float) -> list[str]:
    """Lines over the host's bar, their names below all bars."""
    foot = y + len(figure.parties) * (BAR + GAP) + 8
    # The outer mark's name stands to its right, the inner one's to its left, so that they never meet.
    outer = max(place for _, place in marks)
    parts = []
    for name, place in marks:
        x = LEFT + place * scale
        anchor, offset = ("start", 3) if place == outer else ("end", -3)
        text = f"{name} {bound(figure, getattr(figure, name))}"
        parts += [
            f'<line class="{name}" x1="{x:.1f}" x2="{x:.1f}" y1="{y - 3}" y2="{foot}" stroke-width="2" '
            'stroke-dasharray="4 2"/>',
            f'<text class="{name}-text" x="{x + offset:.1f}" y="{foot}" text-anchor="{anchor}">{text}</text>',
        ]
    return parts

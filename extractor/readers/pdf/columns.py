"""Columns that nothing rules: gutters between words, found where lines agree on them."""

from __future__ import annotations

import itertools

from extractor.marks import yes_or_no
from extractor.readers.pdf.paragraphs import is_bullet
from extractor.readers.pdf.tokens import Token
from extractor.readers.pdf.visual import VisualLine

# A gap between two words that is wider than this many times the size, and this many points, may part columns; justified text stretches to one size.
_GAP, _GAP_POINTS = 1.4, 11.0
# A label begins so near its box (points).
_LABEL_GAP = 30.0
# Segments that start within this are in one column.
_ALIGNED = 4.0


# A heading or a centred value may begin this far left of the others of its column.
_SHIFT = 40.0
# Lines further apart than this many times their size stand in no run together.
_NEAR = 3.2
# A page in two columns has more lines side by side, and more below where one column is shorter.
_SIDE_BY_SIDE, _COLUMN_LINES = 8, 4
# A small table of labels and values has no more lines, and these no more words.
_MOST_LABELLED, _LABEL_WORDS = 14, 5


class Run:
    """Lines `first` to `last` of a flow, in two columns; the right one begins at `gutter`."""

    __slots__ = ("first", "gutter", "last", "visuals")

    def __init__(self, first: int, last: int, gutter: float, visuals: list[VisualLine]) -> None:
        self.first, self.last, self.gutter = first, last, gutter
        self.visuals = visuals

    def rows(self) -> list[tuple[list[Token], list[Token]]]:
        """What stands left and right: a row a line where both sides pair off, else one row of all."""
        halves = [_halved(visual, self.gutter) for visual in self.visuals]
        paired = [k for k, (left, right) in enumerate(halves) if left and right]
        if len(paired) > 1 and paired[0] == 0 and all(left or not right for left, right in halves):
            if all(len(_pair(halves[k][1])) == len(halves[k][1]) for k in paired):
                return self._of_pairs(halves)
        if self._labelled(halves, paired):
            return self._of_labels(halves)
        # Lists and options beside something else are texts of their own, though their lines may lie on one height.
        listed = any(len(right) > 1 and is_bullet(right[0].text) for _, right in halves)
        listed = listed or any(halves[k][0][0].mark is not None and halves[k][1][0].mark is None for k in paired)
        if not listed and (spaced := self._spaced(halves)):
            return spaced
        if len(paired) < 2 or listed or len(halves) - len(paired) > 0.34 * len(paired):
            return [([t for left, _ in halves for t in left], [t for _, right in halves for t in right])]
        gaps = sorted(b.base - a.base for a, b in zip(self.visuals, self.visuals[1:], strict=False))
        common = gaps[len(gaps) // 2]
        optional = sum(1 for k in paired if halves[k][0][0].mark is not None) >= 2
        widest = max(max(t.x1 for t in halves[k][0]) for k in paired)
        rows: list[tuple[list[Token], list[Token]]] = []
        for k, (left, right) in enumerate(halves):
            goes_on = not (left and right)
            after = self.visuals[k + 1] if k + 1 < len(halves) else None
            if left and not right and after is not None and not halves[k + 1][0] and after.base - self.visuals[k].base < 0.8 * after.size:
                goes_on = False  # a value in the middle of its label's two lines
            if rows and left and right:
                gap = self.visuals[k].base - self.visuals[k - 1].base
                unmarked = left[0].mark is None and right[0].mark is None
                goes_on = (optional and unmarked) or gap < 0.85 * common or self._broken(rows[-1][0], left, widest, gap)
            if goes_on and rows:
                rows[-1][0].extend(left)
                rows[-1][1].extend(right)
            else:
                rows.append((list(left), list(right)))
        return rows

    def _of_pairs(self, halves: list[tuple[list[Token], list[Token]]]) -> list[tuple[list[Token], list[Token]]]:
        """A row for each pair of boxes for Yes and No: what stands below its label alone is the label's second line."""
        rows: list[tuple[list[Token], list[Token]]] = []
        for left, right in halves:
            if right:
                rows.append(([], right))
            rows[-1][0].extend(left)
        return rows

    def _labelled(self, halves: list[tuple[list[Token], list[Token]]], paired: list[int]) -> bool:
        """Whether short labels stand left and short values with figures right: a small table, not two texts side by side."""
        if len(paired) < 2 or paired[0] != 0 or not 3 <= len(halves) <= _MOST_LABELLED:
            return False
        if sum(1 for left, _ in halves if not left) >= len(paired):
            return False
        for left, right in halves:
            if len(left) > _LABEL_WORDS or len(right) > _LABEL_WORDS or (left and is_bullet(left[0].text)) or (right and is_bullet(right[0].text)):
                return False
            if any(t.mark is not None or "@" in t.text or ("/" in t.text.strip("/") and "." in t.text) for t in (*left, *right)):
                return False
        if any(b.base - a.base < 0.85 * b.size for a, b in itertools.pairwise(self.visuals)):
            return False  # a value in the middle of its label's two lines
        figures = [k for k in paired if any(c.isdigit() for t in halves[k][1] for c in t.text)]
        return bool(figures) and not any(c.isdigit() for left, _ in halves for t in left for c in t.text)

    def _of_labels(self, halves: list[tuple[list[Token], list[Token]]]) -> list[tuple[list[Token], list[Token]]]:
        """A row for each label: wider gaps part the rows where there are two kinds of gaps; else a label ends where one more word would have fitted."""
        within = _pitch_within([b.base - a.base for a, b in itertools.pairwise(self.visuals)])
        rows = [(list(halves[0][0]), list(halves[0][1]))]
        above = halves[0][0]
        for k, (left, right) in enumerate(halves[1:], 1):
            goes_on = not left
            if within:
                goes_on = goes_on or self.visuals[k].base - self.visuals[k - 1].base < 1.03 * within
            elif left and not right:
                first = left[0]
                fits = max(t.x1 for t in above) + 0.28 * first.size + first.x1 - first.x0 < self.gutter - 3
                goes_on = not fits or first.text[:1].islower() or first.text[:1] == "("
            if goes_on:
                rows[-1][0].extend(left)
                rows[-1][1].extend(right)
            else:
                rows.append((list(left), list(right)))
            above = left or above
        return rows

    def _spaced(self, halves: list[tuple[list[Token], list[Token]]]) -> list[tuple[list[Token], list[Token]]]:
        """The rows where wider gaps part them than part the lines within them; [] where they do not."""
        rows: list[tuple[list[Token], list[Token]]] = []
        lines = longest = 0
        before: VisualLine | None = None
        for visual, (left, right) in zip(self.visuals, halves, strict=True):
            if before is None or visual.base - before.base > 1.3 * max(visual.size, before.size):
                rows.append(([], []))
                lines = 0
            rows[-1][0].extend(left)
            rows[-1][1].extend(right)
            lines += 1
            longest = max(longest, lines)
            before = visual
        full = sum(1 for left, right in rows if left and right)
        return rows if len(rows) > 1 and full >= 0.8 * len(rows) and 1 < longest <= 4 else []

    def _broken(self, above: list[Token], below: list[Token], widest: float, gap: float) -> bool:
        """Whether a label was broken into two lines: it would not fit into the column, and nothing but letters begins its second line."""
        if not above:
            return False
        room = max(widest, self.gutter - 8) - max(t.x1 for t in above)
        first = below[0]
        return first.text[:1].islower() and first.x1 - first.x0 + 2 > room and gap < 1.35 * first.size


def _pitch_within(gaps: list[float]) -> float:
    """The distance of the lines within one row, where every gap is that or a wider one between rows; 0 where there are no two kinds."""
    low = min(gaps)
    wider = [gap for gap in gaps if gap > 1.03 * low]
    return low if wider and min(wider) > 1.07 * low else 0.0


class _Start:
    """A place in a line where a column may begin; `firm` where a wide gap stands before it, else a mark that its neighbours are aligned with."""

    __slots__ = ("firm", "mark", "x")

    def __init__(self, token: Token, firm: bool) -> None:
        self.x, self.firm = token.x0, firm
        self.mark = token.mark is not None


def _segment_starts(visual: VisualLine) -> list[_Start]:
    """Where text begins after a gap that may part columns, or an option after an option."""
    tokens = visual.tokens
    starts = []
    before: Token | None = None
    right = 0.0
    marked_first = begins = tokens[0].mark is not None
    pair = _pair(tokens)
    for token in tokens:
        wide = True
        if before is not None:
            gap = token.x0 - right
            wide = gap > _GAP_POINTS and gap > _GAP * max(token.size if token.mark is None else 0.0, before.size if before.mark is None else 0.0, 6.0)
            if pair and token in pair:
                # A box for Yes and one for No: they stand in one column, beside the label.
                if token is pair[0] and not marked_first:
                    starts.append(_Start(token, True))
                begins, before, right = False, token, max(right, token.x1)
                continue
            if token.mark is not None and not marked_first:
                # A box after a text is that text's box, unless it begins an option itself.
                if wide and tokens[-1].mark is None:
                    starts.append(_Start(token, True))
            elif wide or (token.method == "field" and before.method == "field"):
                # A box with room around it stands before its label, which is no column of its own.
                if not (before.mark is not None and begins and gap < _LABEL_GAP):
                    starts.append(_Start(token, True))
            elif token.mark is not None and before.mark is None:
                starts.append(_Start(token, False))
        begins = wide  # a column may begin with this
        right = max(right, token.x1)
        before = token
    return starts


def _pair(tokens: list[Token]) -> list[Token]:
    """The boxes of a line that ends with one for Yes and one for No, with their words; [] for any other."""
    if len(tokens) < 4 or (tokens[-4].mark is None) == (tokens[-3].mark is None):
        return []
    tail = tokens[-4:]
    marked = [t.mark is not None for t in tail]
    if marked not in ([True, False, True, False], [False, True, False, True]):
        return []
    said = [yes_or_no(t.text) for t, mark in zip(tail, marked, strict=True) if not mark]
    return tail if said in ([True, False], [False, True]) else []


def firm_starts(visuals: list[VisualLine]) -> list[float]:
    """Where columns may begin, by the wide gaps in these lines."""
    return [s.x for visual in visuals for s in _segment_starts(visual) if s.firm]


def _halved(visual: VisualLine, gutter: float) -> tuple[list[Token], list[Token]]:
    left = [t for t in visual.tokens if t.x0 < gutter]
    return left, [t for t in visual.tokens if t.x0 >= gutter]


def _slight(tokens: list[Token]) -> bool:
    """Whether the tokens are marks, bullets or numbers alone: they belong to the text beside them, not in a column of their own."""
    return all(t.mark is not None or is_bullet(t.text) or t.text == "o" or (len(t.text) <= 4 and t.text[-1] in ".)" and t.text[:-1].isalnum()) for t in tokens)


def columns(visuals: list[VisualLine]) -> Run | None:
    """The first run of lines that stand in two columns."""
    starts = [_segment_starts(v) for v in visuals]
    found = sorted((s for line in starts for s in line), key=lambda s: s.x)
    if not found:
        return None
    clusters: list[list[_Start]] = []
    for start in found:
        if clusters and start.x - clusters[-1][0].x <= _ALIGNED:
            clusters[-1].append(start)
        else:
            clusters.append([start])
    best: tuple[float, Run] | None = None
    for cluster in clusters:
        # Boxes in columns are aligned exactly; where options run on, they meet by chance.
        boxes = [s.x for s in cluster if s.mark]
        if boxes and (boxes[-1] - boxes[0] > 1.5 or len(cluster) == len(boxes) <= _end_lines(visuals, boxes[0])):
            continue
        low, high = cluster[0].x, cluster[-1].x
        index = 0
        while index < len(visuals):
            if not any(low <= s.x <= high for s in starts[index]):
                index += 1
                continue
            run, both = _grown(visuals, starts, index, low, high)
            if run is not None and both >= 2:
                score = both + 0.01 * (run.last - run.first)
                if best is None or run.last <= best[1].first or (run.first < best[1].last and score > best[0]):
                    best = (score, run)
            index = max(run.last if run is not None else 0, index + 1)
    return None if best is None else best[1]


def _end_lines(visuals: list[VisualLine], x: float) -> int:
    """How many lines end with a box at `x`, after its label: what follows such a box on another line is no column."""
    ends = [v.tokens[-2:] for v in visuals if len(v.tokens) > 1]
    return sum(1 for before, box in ends if box.mark is not None and before.mark is None and abs(box.x0 - x) <= 1.5)


def _grown(visuals: list[VisualLine], starts: list[list[_Start]], index: int, low: float, high: float) -> tuple[Run | None, int]:
    """The run around a line that begins a column at `low`, as far as no word crosses the gutter, and how many of its lines have both sides."""
    gutter = low - 1.0
    edge = max((t.x1 for t in visuals[index].tokens if t.x0 < gutter), default=0.0)
    first, last = index, index + 1
    while first > 0 and _near(visuals[first - 1], visuals[first]):
        fitted = _fitted(visuals[first - 1], starts[first - 1], edge, gutter)
        if fitted is None or _whole(visuals[first - 1], fitted[1]):
            break
        edge, gutter = fitted
        first -= 1
    while last < len(visuals) and _near(visuals[last - 1], visuals[last]):
        fitted = _fitted(visuals[last], starts[last], edge, gutter)
        if fitted is None:
            break
        edge, gutter = fitted
        last += 1
    end = last
    # Lines of the left alone at the ends are no part of it: after the columns a heading may follow.
    while last - 1 > index and _whole(visuals[last - 1], gutter):
        last -= 1
    left = [t for v in visuals[first:last] for t in v.tokens if t.x0 < gutter]
    right = [t for v in visuals[first:last] for t in v.tokens if t.x0 >= gutter]
    if not left or not right or _slight(left) or _slight(right):
        return None, 0
    both = sum(1 for v in visuals[first:last] if v.tokens[0].x0 < gutter and any(gutter <= t.x0 <= high + 2.0 for t in v.tokens))
    if both == 1 and sum(1 for v in visuals[index + 1 : last] if abs(v.tokens[0].x0 - low) <= 1.5) >= 2 and any(s.firm and s.x <= high for s in starts[index]):
        both = 2  # one line on both sides, and the right side goes on below it
    last = _with_rest_of_left(visuals, first, last, end, gutter)
    if both >= _SIDE_BY_SIDE:
        last = _text_column_below(visuals, last, gutter)
    return Run(first, last, gutter, visuals[first:last]), both


def _fitted(visual: VisualLine, starts: list[_Start], edge: float, gutter: float) -> tuple[float, float] | None:
    """The run's edge and gutter with this line in it; None where it does not fit.

    A heading or a centred value may begin left of what stands below it, as long as its own gap lies in the gap of all.
    """
    if not _keeps(visual, gutter):
        for start in starts:
            if start.firm and max(edge + 3.0, gutter - _SHIFT) < start.x < gutter and _keeps(visual, start.x - 1.0):
                gutter = start.x - 1.0
                break
        else:
            return None
    left = max((t.x1 for t in visual.tokens if t.x0 < gutter), default=0.0)
    return max(edge, left), gutter


def _with_rest_of_left(visuals: list[VisualLine], first: int, last: int, end: int, gutter: float) -> int:
    """Where the left column ends, once the right one has: its options, its broken lines, and what goes on at its pitch."""
    lefts = [(v, half) for v in visuals[first:last] if (half := _halved(v, gutter)[0])]
    options = [half[0].x0 for _, half in lefts if half[0].mark is not None]
    gaps = sorted(b.base - a.base for (a, _), (b, _) in itertools.pairwise(lefts))
    pitch = gaps[len(gaps) // 2] if gaps else 0.0
    begun = {t.x0 for _, half in lefts for t in half}
    while last < end:
        visual, above = visuals[last], visuals[last - 1]
        token, before = visual.tokens[0], above.tokens[0]
        gap = visual.base - above.base
        if token.mark is not None and options and abs(token.x0 - min(options)) < 3:
            last += 1
        elif before.mark is not None and token.mark is None and gap < 1.35 * visual.size and before.x0 - 1 <= token.x0 < before.x0 + 25:
            last += 1  # an option's second line
        elif (
            len(lefts) > 1
            and gap <= 1.12 * pitch
            and token.bold == before.bold
            and abs(visual.size - above.size) < 0.5
            and any(abs(token.x0 - x) < 3 for x in begun)
        ):
            last += 1
        else:
            break
    return last


def _text_column_below(visuals: list[VisualLine], last: int, gutter: float) -> int:
    """Where the left column ends if all below the run is left of the gutter too, and is broken there though the page goes on: a page in two columns."""
    rest = visuals[last:]
    if len(rest) < _COLUMN_LINES or any(v.x1 > gutter for v in rest) or not all(_near(a, b) for a, b in itertools.pairwise(visuals[last - 1 :])):
        return last
    left = min(v.x0 for v in rest)
    full = sum(1 for v in rest if v.x1 > gutter - 0.2 * (gutter - left))
    return len(visuals) if full >= max(2, 0.25 * len(rest)) else last


def _keeps(visual: VisualLine, gutter: float) -> bool:
    """Whether no word of the line crosses the gutter, and the gap there is no mere space between words."""
    left, right = _halved(visual, gutter)
    if left and max(t.x1 for t in left) > gutter + 0.5:
        return False
    if not left or not right:
        return True
    start = right[0].x0
    gap = start - max(t.x1 for t in left)
    aligned = start - gutter < 2.2
    if aligned and right[0].mark is not None and left[0].mark is not None:
        return gap > 0.0
    if gap > max(_GAP * visual.size, _GAP_POINTS):
        return True
    tokens = visual.tokens
    others = [b.x0 - a.x1 for a, b in itertools.pairwise(tokens) if b is not right[0] and a.mark is None and b.mark is None and not is_bullet(a.text)]
    # In justified text every space is wide; a gutter is wider than the line's own spaces.
    if others and gap < 1.4 * max(others):
        return False
    return gap > (0.45 * visual.size if aligned else max(0.7 * visual.size, 6.0))


def _near(above: VisualLine, below: VisualLine) -> bool:
    return below.base - above.base < _NEAR * max(above.size, below.size)


def _whole(visual: VisualLine, gutter: float) -> bool:
    """Whether a line stands on the left alone: above the run it is a heading, not a part of it."""
    return all(t.x0 < gutter for t in visual.tokens)

"""Words and marks to the lines that a reader's eye sees: what stands on one baseline."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.pdf.tokens import Token


class VisualLine:
    """What stands on one baseline, left to right."""

    __slots__ = ("base", "bottom", "size", "tokens", "top", "x0", "x1")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.settle()

    def settle(self) -> None:
        """Sort the tokens and take the measures again."""
        tokens = self.tokens
        tokens.sort(key=_left)
        first = tokens[0]
        x1, top, bottom = first.x1, first.top, first.bottom
        size = 0.0
        bases = []
        for token in tokens:
            if token.x1 > x1:
                x1 = token.x1
            if token.top < top:
                top = token.top
            if token.bottom > bottom:
                bottom = token.bottom
            if token.mark is None:
                bases.append(token.base)
                if token.size > size:
                    size = token.size
        self.x0, self.x1, self.top, self.bottom = first.x0, x1, top, bottom
        self.size = size or first.size
        self.base = sorted(bases)[len(bases) // 2] if bases else first.base

    def __repr__(self) -> str:
        return f"VisualLine({' '.join(t.text for t in self.tokens)!r})"


def _left(token: Token) -> float:
    return token.x0


def _base(token: Token) -> float:
    return token.base


def visual_lines(tokens: Sequence[Token]) -> list[VisualLine]:
    """The tokens of one region as lines from top to bottom. Marks that were drawn or fields join the line whose middle is nearest."""
    texts = [t for t in tokens if t.mark is None or t.mark.method == "glyph"]
    marks = [t for t in tokens if t.mark is not None and t.mark.method != "glyph"]
    lines: list[VisualLine] = []
    texts.sort(key=_base)
    run: list[Token] = []
    run_base = 0.0
    for token in texts:
        # A raised or lowered letter stands up to a third of its size off the baseline.
        if run and token.base - run_base <= 0.38 * max(token.size, run[0].size):
            run.append(token)
            continue
        if run:
            lines.append(VisualLine(run))
        run = [token]
        run_base = token.base
    if run:
        lines.append(VisualLine(run))
    lines = _joined_scripts(lines)
    loose: list[Token] = []
    for mark in marks:
        middle = (mark.top + mark.bottom) / 2
        best: VisualLine | None = None
        least = 0.0
        for line in lines:
            # The middle of a line of text is a third of its size above the baseline.
            distance = abs(line.base - 0.33 * line.size - middle)
            if distance > 0.7 * line.size + 0.25 * (mark.bottom - mark.top):
                continue
            if best is None or distance < least - 0.12 * line.size or (distance < least + 0.12 * line.size and mark.x0 > line.x1 - line.size):
                best, least = line, distance
        if best is None:
            loose.append(mark)
        else:
            best.tokens.append(mark)
    loose.sort(key=lambda t: t.top + t.bottom)
    run = []
    for mark in loose:
        if run and (mark.top + mark.bottom - run[0].top - run[0].bottom) / 2 > 0.5 * (run[0].bottom - run[0].top):
            lines.append(VisualLine(run))
            run = []
        run.append(mark)
    if run:
        lines.append(VisualLine(run))
    for line in lines:
        line.settle()
    lines.sort(key=lambda line: line.base)
    return lines


def _joined_scripts(lines: list[VisualLine]) -> list[VisualLine]:
    """Small raised or lowered text, on a baseline of its own, goes into the line that it touches."""
    out: list[VisualLine] = []
    for line in lines:
        if out:
            above = out[-1]
            small, large = (line, above) if line.size < 0.8 * above.size else (above, line) if above.size < 0.8 * line.size else (None, None)
            if small is not None and large is not None and abs(line.base - above.base) < 0.55 * large.size:
                if any(-1 < t.x0 - o.x1 < 0.3 * large.size for t in small.tokens for o in large.tokens):
                    above.tokens += line.tokens
                    above.settle()
                    continue
        out.append(line)
    return out

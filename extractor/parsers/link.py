"""Link: web addresses with their labels, hidden hyperlinks, and titles of documents that have no address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.answers import Answer, Context, Evidence, Parsed
from extractor.diagnostics import Diagnostic
from extractor.document import Line
from extractor.document import Link as Hyperlink
from extractor.marks import unmark
from extractor.parsers.joining import glue
from extractor.parsers.markdown_text import same_address
from extractor.parsers.markup_links import with_links
from extractor.place import spanning
from schemas.values import Link

# A scheme as people write it, right or wrong: https:// http:/ htp:// https// http:\\ . What stands after it goes on to the next space.
_SCHEME = r"(?:(?:h[tx]{1,2}ps?|ftp|sftp|ttps?|hhttps?|htttps?)\s?(?::\s?/{1,3}|:\\{1,2}|/{2,3}|;//|:(?=www\.))|(?:https?|ftp)://)"
# Top-level domains that a bare domain may end with: those of organisations and, by form, of countries.
_TLD = r"(?:com|org|net|int|eu|gov|edu|mil|info|biz|io|gob|gouv|gub|govt|asia|africa|online|site|app|dev|post|museum|name|pro|travel|jobs|cat|[a-z]{2})"
# A space after the scheme is the layout's.
_SCHEME += r"(?:\s(?=www\.|[\w-]+\.[\w-]+\.))?"
_BARE = rf"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+{_TLD}(?![\w.@-]*@)(?::\d{{2,5}})?(?=$|[\s/?#,;)\]»”\"'’]|\.(?:\s|$))"
_STOP = r"\s<>\"“”«»"
_URL = re.compile(rf"(?:{_SCHEME}|www\d?[.,])[^{_STOP}]+|(?<![\w@./-]){_BARE}(?:[/?#][^{_STOP}]*)?", re.IGNORECASE)
_STRICT = re.compile(
    r"(?:(?:https?|ftps?|sftp)://)?(?:[^\s/?#@:]+(?::[^\s/?#@]*)?@)?"
    r"(?:(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}|\d{1,3}(?:\.\d{1,3}){3}|localhost)\.?(?::\d{1,5})?(?:[/?#]\S*)?\Z",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+'’-]+(?:@|\s?[\[({]\s?at\s?[\])}]\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(r"^\s*(?:tel|phone|tél|fax|mobile|t|m|p)\b[.:\s]*[+\d(][\d\s().+/-]{5,}$|^\s*\+?[\d\s().-]{7,}\s*$", re.IGNORECASE)
_LABEL_END = re.compile(r"\s*(?:[:：=>|→]|\s[-–—]|->|\bat|\bsee|\bvia|,)\s*$", re.IGNORECASE)
_NOTHING = re.compile(
    r"^(?:n/?a|n\.a\.?|none|nil|-|–|—|not applicable|no links?|néant|aucun|sans objet|ninguno|no aplica|s/o|keine|nenhum|нет|無|无|なし|없음|لا يوجد)\.?$",
    re.IGNORECASE,
)
# Words before an address that only say that one follows.
_URL_LABEL = re.compile(
    r"^\W*(?:url|link|links|website|web ?site|web|site(?: web| internet)?|web ?page|homepage|internet|lien|liens|enlace|enlaces|sitio web"
    r"|página web|vínculo|webseite"
    r"|see|voir|ver|at|address|adresse)\W*$",
    re.IGNORECASE,
)
_ADDRESS_LABEL = re.compile(r"^\W*(?:url|link|website|web ?site|web|lien|enlace|vínculo|site web|sitio web|address|internet)\s*[:：]\s*$", re.IGNORECASE)
_TITLE_LABEL = re.compile(r"^(?:title|titre|título|document|name|nom|nombre)\s*[:：]\s*", re.IGNORECASE)


_DOCUMENT = re.compile(
    r"\b(?:report|rapport|informe|press|presse|prensa|release|communiqué|regulation|règlement|reglamento|decree|décret|decreto|act|law|loi|ley|circular|circulaire"
    r"|notice|guide|guía|guidelines?|manual|manuel|brochure|leaflet|legislation|législation|legislación|memo|note|resolution|resolución|ordinance|order|directive"
    r"|publication|presentation|fact sheet|faq|handbook|study|annex|bulletin|instruction|rules?)\b",
    re.IGNORECASE,
)


# What joins two links of one sentence, and what counts the entries of a list.
_AND = re.compile(r"\W*(?:and|et|y|e|und|en|og|och|or|ou|o)\W*", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:[(\[]?\d{1,2}[.)\]]|\d{1,2}\s)\s*")
_OPENS = {")": "(", "]": "[", "}": "{", ">": "<"}


@dataclass(slots=True)
class _Item:
    """One entry of the list: its text as one line, and the lines it was read from."""

    line: Line
    sources: list[Line]


def claims(line: Line) -> float:
    """How likely a line is a link or the title of a document, and not contact data, 0 to 1."""
    text = unmark(line.text, line.marks).strip()
    if not text:
        return 0.0
    if any(link.target.lower().startswith(("http:", "https:", "ftp:", "www.")) for link in line.links):
        return 0.95
    without = _MAIL.sub(" ", text)
    if _URL.search(without):
        return 0.95 if without == text else 0.6
    if without != text or _PHONE.search(text):
        return 0.0
    if line.links:
        return 0.0 if all(link.target.lower().startswith(("mailto:", "tel:")) for link in line.links) else 0.8
    if line.bullet:
        return 0.6
    if _DOCUMENT.search(text):
        return 0.55
    return 0.3 if re.search(r"\b(?:19|20)\d\d\b|\d+/\d+", text) else 0.15


def parse(answer: Answer, context: Context) -> Parsed:
    """Every link of the answer in its order. What is neither a link nor a title (an e-mail address, a number to call) is left."""
    items, left = _items(answer.lines)
    found: list[Link] = []
    places: list[Evidence] = []
    title: _Item | None = None  # the entry before, where it was a title alone
    pending: _Item | None = None  # "Label:" whose address is on the next line

    def add(label: str | None, url: str | None, item: _Item, start: int, end: int, confidence: float) -> None:
        label = _clean_label(label)
        if label is not None and url is not None and (label == url or same_address(label, url)):
            label = None
        if label is None and url is None:
            return
        found.append(Link(label=label, url=url))
        line = item.line
        place = line.place_of(start, end) if len(item.sources) == 1 else spanning(source.place for source in item.sources)
        places.append(Evidence(place, unmark(line.text, line.marks)[start:end] if not line.marks else unmark(line.text, line.marks), line.method, confidence))

    for item in items:
        item.line = with_links(item.line)
        text = unmark(item.line.text, item.line.marks)
        if len(text) != len(item.line.text):
            item = _Item(replace(item.line, text=text, links=(), marks=()), item.sources) if not item.line.links else item
            text = item.line.text
        if pending is not None:
            spans = _addresses(item.line)
            if spans and not text[: spans[0][0]].strip(" (<["):
                label = pending.line.text
                start, end, url = spans[0]
                joined = _Item(item.line, [*pending.sources, *item.sources])
                add(label, url, joined, start, end, 0.97)
                rest = item.line.slice(end)
                if rest.text.strip(" .,;)>"):
                    _read(_Item(rest, item.sources), add, left)
                pending = None
                continue
            add(pending.line.text, None, pending, 0, len(pending.line.text), 0.8)
            pending = None
        spans = _addresses(item.line)
        if re.search(r"\w\s*[:：]\s*$", text[spans[-1][1] if spans else 0 :]):
            if spans:
                # "https://… Circular 7:": the label of the next address was joined to the one before.
                _read(_Item(item.line.slice(0, spans[-1][1]), item.sources[:-1] or item.sources), add, left)
            pending = _Item(item.line.slice(spans[-1][1]), item.sources[-1:]) if spans else item
            continue
        if title is not None and spans and _ADDRESS_LABEL.match(text[: spans[0][0]]) and len(spans) == 1 and not re.search(r"\w", text[spans[0][1] :]):
            # "Title: …" and below it "Link: https://…".
            known = found.pop().label
            places.pop()
            add(known, spans[0][2], _Item(item.line, [*title.sources, *item.sources]), spans[0][0], spans[0][1], 0.9)
            title = None
            continue
        before = len(found)
        _read(item, add, left)
        title = item if len(found) == before + 1 and found[-1].url is None else None
    if pending is not None:
        add(pending.line.text, None, pending, 0, len(pending.line.text), 0.8)
    found_diagnostics = tuple(
        Diagnostic("invalid-url", f"{answer.slot.pointer}/{index}/url", f"“{link.url}” is no valid web address.", places[index].place)
        for index, link in enumerate(found)
        if link.url is not None and not valid(link.url)
    )
    evidence = tuple((f"/{index}", place) for index, place in enumerate(places))
    return Parsed(tuple(found), evidence, found_diagnostics, tuple(left))


def valid(url: str) -> bool:
    """Whether an address is well formed, judged without the network; a bare domain is."""
    return _STRICT.match(url) is not None and ".." not in url.split("/", 3)[2 if "://" in url else 0]


def _items(lines: Sequence[Line]) -> tuple[list[_Item], list[Line]]:
    """Lines that the layout broke joined again, addresses too."""
    items: list[_Item] = []
    left: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if not text.strip(" .,;:_-–—•*\ufffc") or (_NOTHING.match(text) and len(lines) == 1):
            if any(c.isalnum() for c in text):
                left.append(line)
            continue
        previous = items[-1] if items else None
        if previous is not None and not line.bullet and (line.wrapped or _broken(previous.line, line)):
            items[-1] = _Item(_joined(previous.line, line), [*previous.sources, line])
        else:
            items.append(_Item(line, [line]))
    return items, left


def _broken(before: Line, after: Line) -> bool:
    """Whether a line that is its own in the document goes on with an address: its last is cut short, and the next cannot stand alone."""
    if (
        after.links
        and before.links
        and after.links[0].target == before.links[-1].target
        and before.links[-1].end == len(before.text)
        and after.links[0].start == 0
    ):
        return True
    spans = _addresses(before)
    if not spans or spans[-1][1] < len(before.text.rstrip()) or not re.match(r"\S+$", after.text) or _addresses(after):
        return False
    if before.text.rstrip()[-1] in "/-_=&?%.":
        return bool(re.match(r"[\w%~./?=&#-]+$", after.text))
    return after.text[0] in "/?&=#%_" or (re.search(r"[/=&]|\.(?:html?|pdf|aspx?|php|docx?)$", after.text) is not None and " " not in after.text)


def _joined(before: Line, after: Line) -> Line:
    text = before.text
    at_end = bool(_addresses(before)) and _addresses(before)[-1][1] >= len(text.rstrip(" -"))
    if _in_target(before, after) or (at_end and re.match(r"[^\s]+", after.text) and _goes_on(text, after.text)):
        whole = text.rstrip() + after.text
    else:
        whole = glue(text, after.text)
    shift = len(whole) - len(after.text)
    links = list(before.links)
    for link in after.links:
        if links and link.target == links[-1].target and links[-1].end >= len(text.rstrip()):
            links[-1] = Hyperlink(links[-1].start, link.end + shift, link.target)
        else:
            links.append(Hyperlink(link.start + shift, link.end + shift, link.target))
    return replace(before, text=whole, links=tuple(links), words=(), marks=before.marks + after.marks)


def _in_target(before: Line, after: Line) -> bool:
    """Whether what ends one line and begins the next stands in the first one's link as one: the link says what the layout broke."""
    return bool(before.links) and "".join((*before.text.split()[-1:], *after.text.split()[:1])) in before.links[-1].target


def _goes_on(before: str, after: str) -> bool:
    """Whether the address at the end of one line goes on at the start of the next."""
    if _URL.match(after):
        return False
    last = before.rstrip()[-1]
    word = after.split(maxsplit=1)[0]
    if last in "/-_=&?%#" or word[0] in "/?&=#%_":
        return True
    if last == "." or word[0] == ".":
        return bool(re.match(r"\.?[\w-]+(?:[./]|$)", word)) and (word[0].islower() or word[0] == ".")
    return re.search(r"\w[/=&?]\w|\.(?:html?|pdf|aspx?|php|docx?)\b", word) is not None


def _addresses(line: Line) -> list[tuple[int, int, str]]:
    """(start, end, address) of every visible web address of a line."""
    text = line.text
    mails = [match.span() for match in _MAIL.finditer(text)]
    spans: list[tuple[int, int, str]] = []
    for match in _URL.finditer(text):
        start, end = match.span()
        if any(start < b and end > a for a, b in mails) and "://" not in match.group()[:9]:
            continue
        url = match.group()
        # Another address that a sign alone parts from this one.
        again = re.search(rf"[,;|](?={_SCHEME}|www\.)", url, re.IGNORECASE)
        if again is not None:
            url = url[: again.start()]
        url = _trimmed(url)
        end = start + len(url)
        url = re.sub(r"\s", "", url)
        if not re.search(r"\w", url):
            continue
        spans.append((start, end, url))
        if again is not None:
            rest = line.slice(start + again.end())
            offset = text.index(rest.text, start + again.end())
            spans += [(a + offset, b + offset, found) for a, b, found in _addresses(rest)]
            break
    return spans


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    while url:
        last = url[-1]
        unopened = last in _OPENS and url.count(last) > url.count(_OPENS[last])
        if last in ".,;:!'’*|" or (last == "?" and "=" not in url) or unopened:
            url = url[:-1]
        else:
            break
    return url


def _read(item: _Item, add: object, left: list[Line]) -> None:
    """Read the links of one entry."""
    assert callable(add)
    line = item.line
    text = line.text
    hidden = [
        link for link in line.links if link.target.strip() and not link.target.lower().startswith(("mailto:", "tel:", "#", "javascript:", "file:", "about:"))
    ]
    visible = _addresses(line)
    spans: list[tuple[int, int, str, str | None]] = []  # start, end, address, label of its own
    for link in hidden:
        shown = text[link.start : link.end].strip()
        inside = [span for span in visible if span[0] < link.end and span[1] > link.start]
        if inside:
            continue  # the address as written is what counts
        spans.append((link.start, link.end, link.target.strip(), shown or None))
    spans += [(start, end, url, None) for start, end, url in visible]
    spans.sort()
    merged: list[tuple[int, int, str, str | None]] = []
    for span in spans:
        if merged and merged[-1][2] == span[2] and not text[merged[-1][1] : span[0]].strip():
            merged[-1] = (merged[-1][0], span[1], span[2], text[merged[-1][0] : span[1]].strip() if span[3] else merged[-1][3])
        else:
            merged.append(span)
    spans = merged
    if not spans:
        if _MAIL.search(text) or _PHONE.search(text):
            left.extend(item.sources)
            return
        for start, end in _titles(text):
            add(text[start:end], None, item, start, end, 0.9 if line.bullet or len(text) < 150 else 0.75)
        return
    if _labels_follow(text, spans):
        for index, (start, end, url, _) in enumerate(spans):
            until = spans[index + 1][0] if index + 1 < len(spans) else len(text)
            add(text[end:until].strip(" ,;:()[]-–—|"), url, item, start, until, 0.85)
        return
    at = 0
    for index, (start, end, url, own) in enumerate(spans):
        before = text[at:start]
        if index and _AND.fullmatch(before):
            at, before = start, ""
        after_end = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        lead = list(_pieces(before)) if index or ";" in before else [(0, len(before))]
        label: str | None = None
        label_start = start
        for position, (a, b) in enumerate(lead):
            piece = before[a:b]
            if not piece.strip(' .,;:()[]<>-–—•*|"“”«»'):
                continue
            if position < len(lead) - 1 and re.search(r"\w{2}", piece):
                add(piece, None, item, at + a, at + b, 0.8)
            else:
                label, label_start = piece, at + a
        at = end
        confidence = 0.99
        if own is not None:
            shown = own
            if label is not None and _URL_LABEL.match(label):
                label = None
            if label is not None and re.search(r"\w", label):
                shown = f"{label.rstrip()} {own}" if not _LABEL_END.search(label) else f"{label.strip()} {own}"
                confidence = 0.9
            follows = text[end:after_end]
            if index == len(spans) - 1 and re.search(r"\w", follows) and not re.match(r"\s*[;|]", follows):
                shown = f"{shown}{follows}".strip()
                at = len(text)
            add(shown, url, item, label_start, at, confidence)
            continue
        if label is None or not re.search(r"\w", label) or _URL_LABEL.match(label):
            # The label may follow its address: "https://… – Annual report", "https://… (in French)".
            follows = text[end:after_end]
            note = re.match(r"^\s*(?:[-–—:|]\s*|\()\s*(?P<label>[^;|]*?\w[^;|]*?)\)?\s*$", follows)
            if index == len(spans) - 1 and note and not _MAIL.search(follows):
                label, at, confidence = note["label"], len(text), 0.85
            else:
                label = None
        if index and label is not None and not before.rstrip().endswith((":", "：")) and re.match(r"\s*[-–—(|]", before):
            confidence = 0.45  # between two addresses, and as near to the one before
        add(label, url, item, label_start, end, confidence)
    rest = text[at:]
    for a, b in _pieces(rest):
        piece = rest[a:b].strip(" .,;:()[]<>-–—•*|_`")
        if re.search(r"\w{2}", piece):
            add(piece, None, item, at + a, at + b, 0.7)
        elif piece:
            left.append(line.slice(at + a, at + b))


def _labels_follow(text: str, spans: Sequence[tuple[int, int, str, str | None]]) -> bool:
    """Whether each of several addresses has its label after it: nothing stands before the first, and something behind every one."""
    if len(spans) < 2 or any(own is not None for *_, own in spans) or re.search(r"\w", _NUMBER.sub("", text[: spans[0][0]])):
        return False
    gaps = [text[end : spans[index + 1][0] if index + 1 < len(spans) else len(text)] for index, (_, end, *_) in enumerate(spans)]
    return all(re.match(r"\s*[-–—(|:]\s*\w", gap) and not re.search(r"[:：]\s*$", gap) and not _MAIL.search(gap) for gap in gaps)


def _pieces(text: str) -> list[tuple[int, int]]:
    """Parts of a text between semicolons, bars and bullets; commas part only where an address follows."""
    spans: list[tuple[int, int]] = []
    at = 0
    for match in re.finditer(r"\s*[;|•]\s*|^\s*,\s*", text):
        if match.start() > at:
            spans.append((at, match.start()))
        at = match.end()
    if at < len(text):
        spans.append((at, len(text)))
    return spans


def _titles(text: str) -> list[tuple[int, int]]:
    """Titles of documents in an entry without an address: one, or several parted by semicolons."""
    parts = [(a, b) for a, b in _pieces(text) if re.search(r"\w", text[a:b])]
    return parts if len(parts) > 1 and all(len(text[a:b].split()) < 25 for a, b in parts) else [(0, len(text))]


def _clean_label(label: str | None) -> str | None:
    """A label without bullets, brackets left open, its colon or dash."""
    if label is None:
        return None
    label = " ".join(label.split()).strip(" ,;•*|<>")
    label = re.sub(r"^(?:[-–—→>]\s+|\(?\d{1,2}[.)](?:\s+|$)|\[\d{1,2}\](?:\s+|$))", "", label)
    label = _TITLE_LABEL.sub("", label)
    while True:
        shorter = _LABEL_END.sub("", label) if not re.search(r"(?:\bat|\bsee|\bvia)\s*$", label, re.IGNORECASE) or len(label.split()) > 1 else label
        shorter = re.sub(r"\s*[(\[<]\s*$", "", shorter).rstrip(" ,;")
        if shorter == label:
            break
        label = shorter
    if label.startswith("(") and label.endswith(")") and label.count("(") == 1:
        label = label[1:-1].strip()
    return label or None

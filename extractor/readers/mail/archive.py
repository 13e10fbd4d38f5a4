"""Web archives (MHTML, RFC 2557): a page with its style sheets, pictures and frames, as browsers and Word save it."""

from __future__ import annotations

import re
from email.message import Message as Entity

from extractor.handed_on import Part, Rendition
from extractor.readers import HTML, TEXT
from extractor.readers.mail.decoding import text_of, transfer_decoded
from extractor.readers.mail.mime import entity_of, header, raw_content, resource_of
from extractor.readers.mail.resources import Resource, with_resources

_PAGES = ("text/html", "application/xhtml+xml")
_MOST_FILES = 2000
# Word keeps the running header and footer in a page of their own.
_RUNNING = re.compile(rb"mso-element:\s*(?:header|footer)", re.IGNORECASE)
_BODY = re.compile(rb"<body\b[^>]*>(.*?)(?:</body>|\Z)", re.IGNORECASE | re.DOTALL)
_END = re.compile(rb"</body>", re.IGNORECASE)


def pages_of(data: bytes) -> tuple[Part, ...]:
    """The page of an archive and the pages in its frames, each with what belongs to it. Raise Unreadable ("damaged") where it was cut off."""
    entity = entity_of(data)
    leaves = [leaf for leaf in entity.walk() if not leaf.is_multipart()][:_MOST_FILES]
    resources: list[Resource] = []
    pages: list[Entity] = []
    plain: list[Entity] = []
    for leaf in leaves:
        kind = leaf.get_content_type()
        if kind in _PAGES:
            pages.append(leaf)
        elif (resource := resource_of(leaf)) is not None:
            resources.append(resource)
        elif kind == "text/plain":
            plain.append(leaf)
    start = str(entity.get_param("start") or "").strip(" <>")
    if start:
        # The page that the archive names comes first (RFC 2387, 3.2).
        pages.sort(key=lambda page: header(page, "Content-ID").strip(" <>") != start)
    texts = [_page(page, resources) for page in pages]
    running = [text for text in texts[1:] if _RUNNING.search(text)]
    if running:
        inner = b"".join(match[1] for text in running if (match := _BODY.search(text)))
        texts[0] = _END.sub(lambda _: inner + b"</body>", texts[0], count=1) if _END.search(texts[0]) else texts[0] + inner
        texts = [text for text in texts if text not in running]
    if not texts:
        return tuple(Part((Rendition(_content(leaf), TEXT),)) for leaf in plain)
    return tuple(Part((Rendition(text, HTML),)) for text in texts)


def _content(leaf: Entity) -> bytes:
    return transfer_decoded(raw_content(leaf), header(leaf, "Content-Transfer-Encoding"))


def _page(leaf: Entity, resources: list[Resource]) -> bytes:
    text, codec = text_of(_content(leaf), str(leaf.get_param("charset") or ""))
    html = text.encode("utf-8-sig" if codec == "utf-8" else codec)
    return with_resources(html, resources, header(leaf, "Content-Location").strip())

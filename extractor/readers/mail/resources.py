"""A page's pictures and style sheets, which a mail or web archive keeps beside it (RFC 2392, RFC 2557): put into it, where they can be judged."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from extractor.readers.mail.decoding import UNKNOWN, text_of

# A picture of a box has some hundred bytes; a photograph tells nothing of boxes.
_LARGEST_PICTURE = 15_000
_MOST_ADDED = 5_000_000

_IMAGE = re.compile(r"(<(?:img|input|image)\b[^>]*?\s(?:src|href|xlink:href)\s*=\s*)(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SHEET = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(rel|href|media)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_IMPORT = re.compile(r"@import\s+(?:url\()?\s*[\"']?([^\"')\s;]+)[\"']?\s*\)?\s*([^;]*);", re.IGNORECASE)
_UNSAFE = re.compile(r"[^-.\w ]", re.ASCII)
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that belongs to a page."""

    media_type: str
    data: bytes
    identifier: str = ""
    """Its Content-ID, which an address `cid:` names."""
    location: str = ""
    """Its Content-Location, where it was found."""
    charset: str = ""


def with_resources(html: bytes, resources: list[Resource], base: str = "") -> bytes:
    """The page with its small pictures and its style sheets in it; `base` is its own address. Its encoding stays what it is."""
    mark = _MARK if html.startswith(_MARK) else b""
    # Bytes whose encoding is not known are kept as they are: all that is looked for is ASCII.
    codec = "utf-8" if mark else UNKNOWN
    return mark + _Page(resources, base).filled(html[len(mark) :].decode(codec, "replace")).encode(codec, "replace")


class _Page:
    def __init__(self, resources: list[Resource], base: str) -> None:
        self._base = base
        self._added = 0
        self._by_address: dict[str, Resource] = {}
        for resource in resources:
            if resource.identifier:
                self._by_address.setdefault("cid:" + resource.identifier, resource)
            if resource.location:
                self._by_address.setdefault(resource.location, resource)
                self._by_address.setdefault(urljoin(base, resource.location), resource)

    def filled(self, html: str) -> str:
        """The page with what belongs to it."""
        html = _SHEET.sub(self._sheet, html)
        if "@import" in html.lower():
            html = _IMPORT.sub(self._imported, html)
        return _IMAGE.sub(self._image, html)

    def _found(self, address: str) -> Resource | None:
        address = address.strip().replace("&amp;", "&")
        for known in (address, unquote(address), urljoin(self._base, address)):
            if (resource := self._by_address.get(known)) is not None:
                return resource
        return None

    def _may_add(self, size: int) -> bool:
        self._added += size
        return self._added <= _MOST_ADDED

    def _sheet(self, match: re.Match[str]) -> str:
        given = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(match[0])}
        kinds = given.get("rel", "").lower().split()
        resource = self._found(given.get("href", "")) if "stylesheet" in kinds and "alternate" not in kinds else None
        if resource is None or not self._may_add(len(resource.data)):
            return match[0]
        media = given.get("media", "")
        return f'<style media="{media}">{self._css(resource)}</style>' if media else f"<style>{self._css(resource)}</style>"

    def _imported(self, match: re.Match[str]) -> str:
        resource = self._found(match[1])
        return match[0] if resource is None or match[2].strip() or not self._may_add(len(resource.data)) else self._css(resource)

    def _css(self, resource: Resource) -> str:
        text, _ = text_of(resource.data, resource.charset)
        # Characters that the page's own encoding may lack are written as CSS escapes (CSS Syntax, 4.3.7).
        return "".join(c if c < "\x80" else f"\\{ord(c):x} " for c in text).replace("</", "<\\/")

    def _image(self, match: re.Match[str]) -> str:
        address = match[2] or match[3] or match[4] or ""
        resource = self._found(address)
        if resource is None or len(resource.data) > _LARGEST_PICTURE or not self._may_add(len(resource.data)):
            return match[0]
        # A name may tell the state of a box, and is kept as a parameter; "cid:" names tell nothing.
        name = "" if address.lower().startswith("cid:") else _UNSAFE.sub("_", unquote(address).rpartition("/")[2])[-60:]
        return f'{match[1]}"data:{resource.media_type}{name and f";name={name}"};base64,{base64.b64encode(resource.data).decode("ascii")}"'

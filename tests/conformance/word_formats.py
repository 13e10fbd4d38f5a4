"""The formats that Word gives its documents."""

from __future__ import annotations

from collections.abc import Callable

from tests.conformance.kinds import Kind
from tests.conformance.word_controls import control, glyph, stored
from tests.conformance.word_form import BEFORE, NAMESPACES, NESTED, Word, kind, run


def _boxes(word: Word, checked: bool, label: str) -> str:
    return control(glyph(checked), stored(str(int(checked))))


def _plain(word: Word, checked: bool, label: str) -> str:
    return run("☒" if checked else "☐")


def _of_type(content_type: str) -> Callable[[Word], None]:
    def prepare(word: Word) -> None:
        word.content_type = content_type

    return prepare


def _flat(word: Word) -> bytes:
    """One XML file of all parts, as Word's "XML Document"."""
    parts = ""
    for name, content in word.members():
        if name == "[Content_Types].xml" or isinstance(content, bytes):
            continue
        kind_of = word.content_type if name == "word/document.xml" else "application/vnd.openxmlformats-package.relationships+xml"
        inner = content.partition("?>")[2] if content.startswith("<?xml") else content
        parts += f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind_of}"><pkg:xmlData>{inner.strip()}</pkg:xmlData></pkg:part>'
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    return f'{start}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'.encode()


def _word_2003(word: Word) -> bytes:
    """One XML file in the names of Word 2003."""
    now, then = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.microsoft.com/office/word/2003/wordml"
    hint = 'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    names = NAMESPACES.replace(now, then)
    return f"{start}<w:wordDocument {names} {hint}><w:body><wx:sect>{word.body}</wx:sect></w:body></w:wordDocument>".encode()


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

KINDS: tuple[Kind, ...] = (
    kind("macros", "Word document with macros (.docm)", _boxes, prepare=_of_type("application/vnd.ms-word.document.macroEnabled.main+xml"), extension="docm"),
    kind("template", "Word template (.dotx)", _boxes, NESTED, prepare=_of_type(f"{_WORD}.template.main+xml"), extension="dotx"),
    kind("flat", "Word document saved as one XML file", _boxes, NESTED, finish=_flat, extension="xml"),
    kind("word-2003-xml", "Word 2003 XML", _plain, BEFORE, finish=_word_2003, extension="xml"),
)

"""Formats that hold other formats, or are said in the words of another: mail, Outlook messages, web archives, RTF and Word 97-2003."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable, Mapping

from tests.conformance.doc_form import Boxes, doc_form
from tests.conformance.flowing import TABLE_LAYOUTS, Option, boxed, html_form, text_form
from tests.conformance.html_pages import picture
from tests.conformance.kinds import MARKED, Arrangement, Kind
from tests.conformance.rtf_form import rtf_form
from tests.conformance.word_controls import CHECK_BOX, morph_data
from tests.conformance.word_controls import KINDS as WORD_KINDS
from tests.readers.doc_file import FONT, OBJECT, PICTURE, SPECIAL, Doc, sprm, symbol
from tests.readers.mail.outlook_files import BODY, DATA, HTML, MIME, NAME, RTF, SUBJECT, compressed, message, winmail

_LINES: Mapping[str, Arrangement] = {
    "/practice_type": "before in a line",
    "/general_overview": "after",
    "/stakeholders": "own cell before",
    "/requirements": "text box",
}
_NESTED: Mapping[str, Arrangement] = {
    "/practice_type": "after in a line",
    "/general_overview": "own cell after",
    "/stakeholders": "nested table",
    "/requirements": "before",
}
_LETTER = "Dear colleagues,\n\nplease find attached our contribution to the case studies.\n\nKind regards\nKari Hansen\n"
_HEAD = (
    "Received: from mx.toll.no (192.0.2.7) by mail.wco.example; Mon, 3 Feb 2020 10:12:30 +0100\r\n"
    "From: =?utf-8?Q?K=C3=A5ri?= Hansen <kari.hansen@toll.no>\r\nTo: <secretariat@wco.example>\r\n"
    "Subject: Case study\r\nDate: Mon, 3 Feb 2020 10:12:29 +0100\r\nMessage-ID: <1@toll.no>\r\nMIME-Version: 1.0\r\n"
)
_GLYPHS: Option = boxed(lambda checked: "☒" if checked else "☐")
_INPUTS: Option = boxed(lambda checked: f'<input type="checkbox"{" checked" if checked else ""}>')


def _part(header: str, content: bytes, encoding: str = "base64") -> bytes:
    encoded = base64.encodebytes(content) if encoding == "base64" else quopri.encodestring(content) if encoding == "quoted-printable" else content
    return f"{header}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + encoded.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _multipart(kind: str, *parts: bytes, boundary: str = "=_b1") -> bytes:
    inner = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode() + inner + f"--{boundary}--\r\n".encode()


def _mail(content: bytes) -> bytes:
    return _HEAD.encode() + content


def _docx() -> bytes:
    return next(kind for kind in WORD_KINDS if kind.rejected == "" and not kind.differs and not kind.codes).make()


def _letter() -> bytes:
    return _part('Content-Type: text/plain; charset="utf-8"', _LETTER.encode(), "quoted-printable")


def _with_docx() -> bytes:
    name = "Content-Type: application/octet-stream; name=\"form.docx\"\r\nContent-Disposition: attachment; filename*=utf-8''%C3%A9tude%20de%20cas.docx"
    return _mail(_multipart("mixed", _letter(), _part(name, _docx())))


def _html_body() -> bytes:
    page = html_form(_GLYPHS).encode()
    plain = _part('Content-Type: text/plain; charset="utf-8"', b"This mail is best read as HTML.\n", "quoted-printable")
    return _mail(_multipart("alternative", plain, _part('Content-Type: text/html; charset="utf-8"', page, "quoted-printable")))


def _outlook_body() -> bytes:
    """What Outlook makes of a form that was pasted into a mail: Word's HTML, its boxes in Wingdings, with Word's own elements and conditional comments."""
    box = boxed(lambda checked: f"<span style='font-family:Wingdings'>{'&thorn;' if checked else '&uml;'}</span><o:p></o:p>")
    head = "<meta name=Generator content='Microsoft Word 15 (filtered medium)'><style>p.MsoNormal{margin:0cm}</style><!--[if gte mso 9]><xml></xml><![endif]-->"
    page = html_form(box, TABLE_LAYOUTS[2], head).replace("<p>", "<p class=MsoNormal>").replace("<body>", "<body lang=EN-GB><div class=WordSection1>")
    page = page.replace("<meta charset=utf-8>", "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>").replace("</body>", "</div></body>")
    return _mail(_part('Content-Type: text/html; charset="Windows-1252"', page.encode("cp1252"), "quoted-printable"))


def _gmail_body() -> bytes:
    """A form that Gmail quotes in a reply, below what its author wrote."""
    form = html_form(_GLYPHS).partition("<body>")[2].partition("</body>")[0]
    said = '<div dir="ltr">Please find the form below.<br clear="all"></div><br>'
    said += '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Kari wrote:<br></div>'
    page = f'{said}<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">{form}</blockquote></div>'
    plain = _part('Content-Type: text/plain; charset="UTF-8"', b"Please find the form below.\n", "quoted-printable")
    return _mail(_multipart("alternative", plain, _part('Content-Type: text/html; charset="UTF-8"', page.encode(), "quoted-printable")))


def _pictures() -> bytes:
    """A mail whose boxes are pictures that came with it, under names that say nothing."""
    page = html_form(boxed(lambda checked: f'<img src="cid:image00{int(checked)}.png@01D5">')).encode()
    parts = [_part('Content-Type: text/html; charset="utf-8"', page, "quoted-printable")]
    for state in (False, True):
        head = f"Content-Type: image/png; name=image00{int(state)}.png\r\nContent-ID: <image00{int(state)}.png@01D5>"
        parts.append(_part(head, base64.b64decode(picture("PNG", state).partition(",")[2])))
    return _mail(_multipart("related", *parts))


def _plain_body() -> bytes:
    text = text_form(boxed(lambda checked: "[x]" if checked else "[ ]")).replace("“", "\x93").replace("”", "\x94")
    return _mail(_part('Content-Type: text/plain; charset="windows-1252"', text.encode("latin-1"), "quoted-printable"))


def _reply() -> bytes:
    quoted = "".join(f"> {line}\n" for line in text_form(boxed(lambda checked: "(x)" if checked else "( )")).splitlines())
    return _mail(_part('Content-Type: text/plain; charset="utf-8"', quoted.encode(), "8bit"))


def _forwarded() -> bytes:
    inner = _part("Content-Type: message/rfc822", _with_docx(), "7bit")
    return _mail(_multipart("mixed", _letter(), inner, boundary="=_b2"))


def _tnef() -> bytes:
    wrapped = winmail({BODY: _LETTER}, [("form.docx", _docx())])
    return _mail(_multipart("mixed", _letter(), _part("Content-Type: application/ms-tnef; name=winmail.dat", wrapped)))


def _msg_attachment() -> bytes:
    return message({SUBJECT: "Case study", BODY: _LETTER}, [{DATA: _docx(), NAME: "form.docx", MIME: "application/octet-stream"}])


def _msg_html() -> bytes:
    return message({SUBJECT: "Case study", BODY: "See HTML.", HTML: html_form(_GLYPHS).encode()})


def _msg_rtf() -> bytes:
    return message({SUBJECT: "Case study", RTF: compressed(rtf_form(_rtf_symbol, _NESTED))})


def _browser() -> bytes:
    style = ".box::before{content:'\\2610'}.box.on::before{content:'\\2612'}"
    page = html_form(boxed(lambda checked: f'<span class="box{" on" if checked else ""}"></span>'), head='<link rel="stylesheet" href="cid:css-1@mhtml.blink">')
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://intranet.toll.no/form\r\nSubject: form\r\nMIME-Version: 1.0\r\n"
    parts = (
        _part("Content-Type: text/html\r\nContent-Location: https://intranet.toll.no/form", page.encode(), "quoted-printable"),
        _part("Content-Type: text/css\r\nContent-Location: cid:css-1@mhtml.blink", style.encode(), "quoted-printable"),
    )
    return head.encode() + _multipart("related", *parts, boundary="----MultipartBoundary--1----")


def _word_page() -> bytes:
    box = boxed(lambda checked: f"<span style='font-family:Wingdings'>{'þ' if checked else '¨'}</span>")
    head = "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><meta name=Generator content='Microsoft Word 15'>"
    page = html_form(box, head=head).replace("<meta charset=utf-8>", "").encode("cp1252")
    parts = (
        _part('Content-Location: file:///C:/1/form.htm\r\nContent-Type: text/html; charset="windows-1252"', page, "quoted-printable"),
        _part('Content-Location: file:///C:/1/form_files/filelist.xml\r\nContent-Type: text/xml; charset="utf-8"', b"<xml/>", "quoted-printable"),
    )
    note = b"\r\nThis document is a Single File Web Page, also known as a Web Archive file.\r\n"
    return b"MIME-Version: 1.0\r\n" + _multipart("related", *parts).replace(b"\r\n\r\n", b"\r\n" + note + b"\r\n", 1)


def _rtf_symbol(checked: bool) -> str:
    return r"{\f1\'fe}" if checked else r"{\f1\'a8}"


def _rtf_field(checked: bool) -> str:
    data = rf"{{\*\formfield{{\fftype1\ffres25\fftypetxt0\ffhps20{{\*\ffname Check1}}\ffdefres{int(checked)}}}}}"
    return rf"{{\field{{\*\fldinst {{ FORMCHECKBOX }}{{{data}}}}}{{\fldrslt}}}}"


def _rtf_field_result(checked: bool) -> str:
    return rf"{{\field{{\*\fldinst FORMCHECKBOX {{\*\formfield{{\fftype1\ffres{int(checked)}\ffdefres0}}}}}}{{\fldrslt}}}}"


def _rtf_symbol_field(checked: bool) -> str:
    return rf'{{\field{{\*\fldinst SYMBOL {254 if checked else 168} \\f "Wingdings" \\s 10}}{{\fldrslt\f1\fs20}}}}'


def _doc_field(doc: Doc, checked: bool) -> tuple[tuple[str, bytes], ...]:
    return (("\x13 FORMCHECKBOX ", b""), ("\x01", doc.form_field(int(checked))), ("\x14", sprm(SPECIAL, 1)), ("\x15", sprm(SPECIAL, 1)))


def _doc_default(doc: Doc, checked: bool) -> tuple[tuple[str, bytes], ...]:
    return (("\x13 FORMCHECKBOX ", b""), ("\x01", doc.form_field(25, int(checked))), ("\x14\x15", sprm(SPECIAL, 1)))


def _doc_symbol(doc: Doc, checked: bool) -> tuple[tuple[str, bytes], ...]:
    return (("(", symbol(1, 0xF0FE if checked else 0xF0A8)),)


def _doc_font(doc: Doc, checked: bool) -> tuple[tuple[str, bytes], ...]:
    return (("\uf0fd" if checked else "\uf06f", sprm(FONT, 1)),)


def _doc_glyph(doc: Doc, checked: bool) -> tuple[tuple[str, bytes], ...]:
    return (("☒" if checked else "☐", b""),)


def _doc_control(doc: Doc, checked: bool) -> tuple[tuple[str, bytes], ...]:
    number = len(doc.controls) + 1
    doc.controls[number] = morph_data(CHECK_BOX, str(int(checked)), "")[16:]
    here = sprm(SPECIAL, 1) + sprm(PICTURE, number) + sprm(OBJECT, 1)
    return (("\x13", sprm(SPECIAL, 1)), (" CONTROL Forms.CheckBox.1 \\s ", b""), ("\x14", here), ("\x01\x15", sprm(SPECIAL, 1)))


def _doc_unknown(doc: Doc, checked: bool) -> tuple[tuple[str, bytes], ...]:
    return (("\x13 FORMCHECKBOX \x14\x15", b""),)


def _file(name: str, title: str, extension: str, make: Callable[[], bytes]) -> Kind:
    return Kind(name, title, f"{name}.{extension}", make)


def _rtf(name: str, title: str, box: Callable[[bool], str], plan: Mapping[str, Arrangement], differs: Mapping[str, bool | None] | None = None) -> Kind:
    return Kind(f"rtf-{name}", title, f"rtf-{name}.rtf", lambda: rtf_form(box, plan), plan, differs or {}, _UNTOLD if differs else {})


def _doc(name: str, title: str, box: Boxes, plan: Mapping[str, Arrangement], differs: Mapping[str, bool | None] | None = None) -> Kind:
    return Kind(f"doc-{name}", title, f"doc-{name}.doc", lambda: doc_form(box, plan), plan, differs or {}, _UNTOLD if differs else {})


_NOTHING: Mapping[str, bool | None] = dict.fromkeys(MARKED)
_UNTOLD: Mapping[str, str] = {"/practice_type": "practice-type-not-single"}

KINDS: tuple[Kind, ...] = (
    _file("mail-docx-attached", "Mail with a Word document attached, its name in another alphabet and its type not told", "eml", _with_docx),
    _file("mail-html-body", "Mail with the form in its HTML, beside plain text without it", "eml", _html_body),
    _file("mail-outlook-body", "Mail with the form in Outlook's HTML, boxes in Wingdings", "eml", _outlook_body),
    _file("mail-gmail-body", "Mail with the form quoted in Gmail's HTML", "eml", _gmail_body),
    _file("mail-pictures", "Mail whose boxes are pictures that came with it", "eml", _pictures),
    _file("mail-plain-body", "Mail with the form in plain text, quoted-printable in Windows-1252", "eml", _plain_body),
    _file("mail-quoted-reply", "Mail that quotes the form in a reply", "eml", _reply),
    _file("mail-forwarded", "Mail forwarded in a mail, a Word document attached to it", "eml", _forwarded),
    _file("mail-winmail-dat", "Mail from Exchange with its attachment in winmail.dat", "eml", _tnef),
    _file("msg-docx-attached", "Outlook message with a Word document attached", "msg", _msg_attachment),
    _file("msg-html-body", "Outlook message with the form in its HTML", "msg", _msg_html),
    _file("msg-rtf-body", "Outlook message with the form in its compressed RTF", "msg", _msg_rtf),
    _file("mhtml-browser", "Web archive of Chromium, boxes drawn by its style sheet", "mhtml", _browser),
    _file("mhtml-word", "Single File Web Page of Word, boxes in Wingdings", "mht", _word_page),
    _rtf("wingdings", "Characters of Wingdings in RTF", _rtf_symbol, _LINES),
    _rtf("form-field", "FORMCHECKBOX in RTF with its state", _rtf_field_result, _NESTED),
    _rtf("form-field-default", "FORMCHECKBOX in RTF with its state in the default alone", _rtf_field, _LINES),
    _rtf("symbol-field", "SYMBOL fields in RTF", _rtf_symbol_field, _NESTED),
    _rtf("unicode", "Ballot boxes in RTF as Unicode escapes", lambda checked: r"{\f4\u9746?}" if checked else r"{\f4\u9744?}", _NESTED),
    _rtf(
        "form-field-without-state",
        "FORMCHECKBOX in RTF whose state the program did not write",
        lambda checked: r"{\field{\*\fldinst FORMCHECKBOX }{\fldrslt}}",
        _LINES,
        _NOTHING,
    ),
    _doc("form-field", "FORMCHECKBOX in Word 97-2003", _doc_field, _LINES),
    _doc("form-field-default", "FORMCHECKBOX in Word 97-2003 with its state in the default alone", _doc_default, _NESTED),
    _doc("activex", "ActiveX check box in Word 97-2003", _doc_control, _NESTED),
    _doc("symbol", "Symbol characters of Wingdings in Word 97-2003", _doc_symbol, _NESTED),
    _doc("wingdings", "Text in Wingdings in Word 97-2003", _doc_font, _LINES),
    _doc("unicode", "Ballot boxes in Word 97-2003", _doc_glyph, _NESTED),
    _doc("form-field-without-state", "FORMCHECKBOX in Word 97-2003 whose data is lost", _doc_unknown, _LINES, _NOTHING),
)

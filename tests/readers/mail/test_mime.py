"""A form that came by mail is read wherever it stands in it, and however the mailer wrote it."""

from __future__ import annotations

import base64
import binascii
import quopri
from email.message import EmailMessage

import pytest

from extractor import extract
from extractor.errors import Unreadable
from extractor.readers import media_type_of
from extractor.record import Record
from tests.test_checks import FORM

LETTER = "Dear colleagues,\n\nplease find our case study attached.\n\nKind regards\nKari Hansen\n"
HEAD = b"Received: from mx.customs.example by mail.customs.example; Mon, 4 Feb 2019 10:00:00 +0100\r\nFrom: a@customs.example\r\nSubject: form\r\n"


def mail(text: str = LETTER) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Kari Hansen <kari.hansen@toll.no>", "secretariat@wco.example", "Étude"
    made.set_content(text)
    return made


def read(data: bytes | EmailMessage) -> Record:  # type: ignore[type-arg]
    (record,) = extract(data if isinstance(data, bytes) else data.as_bytes())
    assert record.source.media_type == "message/rfc822"
    assert record.case_study.country.code == "NO"
    return record


def code_of(data: bytes | EmailMessage) -> str:
    with pytest.raises(Unreadable) as caught:
        extract(data if isinstance(data, bytes) else data.as_bytes())
    assert "\n" not in caught.value.message
    return caught.value.code


def quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


def test_a_form_in_the_body() -> None:
    assert read(mail(FORM)).diagnostics == ()


def test_a_form_in_a_reply_is_read_without_the_marks_of_quoting() -> None:
    assert read(mail(quoted(FORM) + "\n")).diagnostics == ()


def test_a_form_in_an_attachment_and_the_covering_letter_is_none_of_its_text() -> None:
    made = mail()
    made.add_attachment(FORM.encode(), maintype="application", subtype="octet-stream", filename="étude de cas.md")
    assert read(made).diagnostics == ()


def test_of_html_and_plain_text_the_one_with_the_form_counts() -> None:
    made = mail(FORM)
    made.add_alternative("<html><body><p>This mail is best read in plain text.</p></body></html>", subtype="html")
    assert read(made).diagnostics == ()


def test_a_form_in_a_forwarded_mail() -> None:
    inner = mail()
    inner.add_attachment(FORM.encode(), maintype="text", subtype="markdown", filename="form.md")
    made = mail("Forwarded.\n")
    made.add_attachment(inner)
    assert read(made).diagnostics == ()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16", "utf-7", "macintosh", "ansi", "x-no-such-set"])
def test_every_character_set_and_encoding(charset: str) -> None:
    text = FORM.replace("Goods are declared", "Goods – “déclarées” – are declared")
    codec = {"ansi": "cp1252", "x-no-such-set": "cp1252"}.get(charset, charset)
    for encoding, encode in (("base64", base64.encodebytes), ("quoted-printable", quopri.encodestring), ("8bit", bytes)):
        if encoding == "8bit" and codec == "utf-16":
            continue
        data = HEAD + f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + encode(text.encode(codec))
        assert "déclarées" in read(data).case_study.description


def test_lines_that_the_mailer_broke_are_joined() -> None:
    flowed = FORM.replace("Goods are declared before they arrive.", "Goods are declared \nbefore they \narrive.")
    data = HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + flowed.encode()
    assert read(data).case_study.description == "Goods are declared before they arrive."


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_mail_that_was_saved_as_text(mark: str) -> None:
    read(mail(FORM).as_string().encode(mark))


def test_blank_lines_and_the_lines_of_mailboxes_before_the_header() -> None:
    data = mail(FORM).as_bytes()
    read(b"\r\n\r\n" + data)
    read(b"From kari.hansen@toll.no Mon Feb 04 10:00:00 2019\n" + data.replace(b"\nFrom ", b"\n>From "))
    read(str(len(data)).encode() + b"\n" + data + b"<?xml version='1.0'?><plist/>")


def test_the_mails_of_a_mailbox() -> None:
    line = b"From kari.hansen@toll.no Mon Feb 04 10:00:00 2019\n"
    records = extract(line + mail(FORM).as_bytes() + b"\n" + line + mail(FORM.replace("Norway", "France")).as_bytes())
    assert [(r.source.form, r.case_study.country.code) for r in records] == [(1, "NO"), (2, "FR")]


def test_a_boundary_that_is_not_told() -> None:
    made = mail()
    made.add_attachment(FORM.encode(), maintype="text", subtype="plain", filename="form.txt")
    data = made.as_bytes()
    boundary = made.get_boundary()
    assert boundary is not None
    read(data.replace(f'; boundary="{boundary}"'.encode(), b""))
    read(data.replace(f"--{boundary}--".encode(), b""))


def test_a_file_in_the_text_the_way_before_mime() -> None:
    lines = b"".join(binascii.b2a_uu(FORM.encode()[at : at + 45]) for at in range(0, len(FORM.encode()), 45))
    assert read(HEAD + b"\r\nSee the file.\n\nbegin 644 form.md\n" + lines + b"`\nend\n").diagnostics == ()


def test_a_name_in_any_encoding_is_told() -> None:
    for name in ("filename*=utf-8''%C3%A9tude.gif", 'filename="=?utf-8?B?w6l0dWRlLmdpZg==?="', 'filename="étude.gif"'):
        data = (
            HEAD
            + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n'
            + FORM.encode()
            + f"\r\n--x\r\nContent-Type: image/gif\r\nContent-Disposition: attachment; {name}\r\n\r\nGIF89a".encode()
            + b"1" * 20_000
            + b"\r\n--x--\r\n"
        )
        (told,) = read(data).diagnostics
        assert told.code == "part-not-read"
        assert "“étude.gif”" in told.message


def test_what_mailers_add_is_not_told() -> None:
    made = mail(FORM)
    made.add_attachment(b"BEGIN:VCARD\nEND:VCARD\n", maintype="text", subtype="vcard", filename="kari.vcf")
    made.add_attachment(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", maintype="text", subtype="calendar", filename="invite.ics")
    made.add_attachment(b"0\x80", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    made.add_attachment(b"GIF89a" + bytes(900), maintype="image", subtype="gif", filename="logo.gif")
    made.add_attachment(b"GIF89a" + bytes(90_000), maintype="image", subtype="gif", filename="image001.gif", cid="<image001@x>", disposition="inline")
    assert read(made).diagnostics == ()


def test_a_letter_without_a_form() -> None:
    assert code_of(mail()) == "not-a-form"
    made = mail()
    made.add_attachment(b"PK\x03\x04" + bytes(40), maintype="application", subtype="zip", filename="form.zip")
    assert code_of(made) == "unsupported"


def test_encrypted_mail() -> None:
    assert code_of(mail("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n")) == "encrypted"
    assert code_of(HEAD + b'Content-Type: multipart/encrypted; boundary="x"\r\n\r\n--x\r\n\r\nVersion: 1\r\n--x--\r\n') == "encrypted"
    enveloped = bytes.fromhex("308006092a864886f70d010703a080")
    assert code_of(HEAD + b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(enveloped)) == "encrypted"


def test_a_mail_inside_its_signature() -> None:
    octets = b"Content-Type: text/markdown\r\n\r\n" + FORM.encode()
    pieces = b"".join(b"\x04\x82" + len(part).to_bytes(2, "big") + part for part in (octets[:1000], octets[1000:]))
    signed = bytes.fromhex("308006092a864886f70d010702a08030800201013100308006092a864886f70d010701a0802480") + pieces + bytes(8)
    data = HEAD + b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(signed)
    assert read(data).diagnostics == ()


def test_a_mail_that_stops_in_the_middle_is_damaged() -> None:
    made = mail()
    made.add_attachment(FORM.encode(), maintype="text", subtype="markdown", filename="form.md")
    data = made.as_bytes()
    assert code_of(data[: data.rindex(b"--" + str(made.get_boundary()).encode()) - 90]) == "damaged"


def test_parts_without_end() -> None:
    head = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000))
    assert code_of(HEAD + head + b"\ntext") == "too-large"


def test_a_memorandum_is_text() -> None:
    assert media_type_of(b"To: the secretariat\nFrom: Norway Customs\nDate: 4 May 2019\n\nCase Study\n") == "text/plain"
    assert media_type_of(HEAD + b"X-Long: " + b"x" * 9000) == "message/rfc822"

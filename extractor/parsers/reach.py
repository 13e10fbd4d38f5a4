"""How to reach a person: e-mail addresses (obfuscated ones too) and telephone numbers, found in text and judged without the network."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from extractor.data import read

Kind = Literal["email", "phone"]


class Found(NamedTuple):
    """An address or number: the value as it is given in the record, and the span of text that it takes."""

    kind: Kind
    value: str
    start: int
    end: int


# Anything with an at sign counts, right or wrong; what may stand inside is wide so that a malformed one is seen and judged.
_PLAIN_MAIL = re.compile(
    r"(?:mailto:)?(?P<address>[^\s<>()\[\]{},;:\"“”«»|/＠@]+\s?(?:@|＠)+\s?[^\s<>()\[\]{},;:\"“”«»|/@＠]+(?:(?:@|＠)[^\s<>()\[\],;:]+)?)", re.IGNORECASE
)
_AT = r"(?:\s*[\[({<]\s*(?:at|a|arroba|@|chez|arobase|æt|ät|собака)\s*[\])}>]\s*|\s+(?:at|AT|arroba|arobase)\s+|\s*\(@\)\s*)"
_DOT = r"(?:\s*[\[({<]\s*(?:dot|punto|point|punkt|ponto|\.)\s*[\])}>]\s*|\s+(?:dot|DOT|punto|point|ponto)\s+|\.)"


@cache
def _obfuscated() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "name at domain dot org" and its like; "name@domain (dot) org"."""
    return (
        re.compile(rf"(?P<local>[\w+'’-]+(?:{_DOT}[\w+'’-]+)*){_AT}(?P<domain>[\w-]+(?:{_DOT}[\w-]+)+)", re.IGNORECASE),
        re.compile(r"(?P<local>[\w.+'’-]+)@(?P<domain>[\w.-]+(?:\s*[\[({]\s*(?:dot|punto|point|punkt)\s*[\])}]\s*[\w-]+|\s+(?:dot|DOT)\s+[\w-]+)+)"),
    )


@cache
def _dot_sign() -> re.Pattern[str]:
    return re.compile(_DOT, re.IGNORECASE)


# What an obfuscated address cannot be without.
_MAYBE = re.compile(r"\b(?:at|arroba|arobase|chez|dot|punto|point|punkt|ponto)\b|[\[({<]\s?(?:a|@|æt|ät|собака)\s?[\])}>]", re.IGNORECASE)
# A domain that words about a place ("at the port dot ...") would not give.
_TLD = re.compile(r"\.[a-z]{2,24}$", re.IGNORECASE)

_EXTENSION = r"(?:\s*(?:,|/|-|\()?\s*(?:ext(?:ension|\.)?|extn\.?|ext\.?\s?no\.?|x|poste|int\.?|interno|anexo|ramal|durchwahl|доб\.?)\s?[.:#]?\s?\d{1,6}\)?)"
# Each kind of character by one alternative alone, so that no text makes the search branch.
_NUMBER = re.compile(
    rf"(?<![\w@])(?:\+\s?|00\s?(?=[1-9])|\(\+\s?\d)?\(?\d(?:[\d \u00a0]|[-.·–‐‑/](?=[\d( ])|\)|\((?=[\d ])){{1,}}\d\)?{_EXTENSION}?(?!\w)", re.IGNORECASE
)
_DATE = re.compile(r"^(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d|\d{1,6}/\d{2,6})$")


def emails(text: str) -> list[Found]:
    """Every e-mail address of a text, malformed and obfuscated ones too."""
    found: list[Found] = []

    def add(value: str, start: int, end: int) -> None:
        if not any(start < each.end and end > each.start for each in found):
            found.append(Found("email", value, start, end))

    hidden = _MAYBE.search(text) is not None
    if not hidden and "@" not in text and "＠" not in text:
        return []
    if hidden:
        for match in _obfuscated()[1].finditer(text):
            add(match["local"] + "@" + _dot_sign().sub(".", match["domain"]), *match.span())
    for match in _PLAIN_MAIL.finditer(text):
        address = match["address"].rstrip(".,;:!?'’*_")
        start, end = match.start("address"), match.start("address") + len(address)
        opening = len(address) - len(address.lstrip(".'’*_"))
        address, start = address[opening:], start + opening
        value = re.sub(r"\s", "", address).replace("＠", "@")
        if not re.search(r"\w", value.partition("@")[0]) or not re.search(r"\w", value.rpartition("@")[2]):
            continue
        # "Contact @ Customs": words about a place, and no address.
        if " " in address and "." not in value.rpartition("@")[2]:
            continue
        add(value, match.start(), end)
    for match in _obfuscated()[0].finditer(text) if hidden else ():
        domain = _dot_sign().sub(".", match["domain"])
        local = _dot_sign().sub(".", match["local"])
        sign = text[match.end("local") : match.start("domain")]
        bare_words = not re.search(r"[\[({<@]", sign)
        if not _TLD.search(domain) or (bare_words and not ("." in local or " dot " in match.group().lower() or re.search(r"\.[a-z]{2,4}$", domain))):
            continue
        add(local + "@" + domain, *match.span())
    return sorted(found, key=lambda each: each.start)


def phones(text: str, labelled: bool = False) -> list[Found]:
    """Every telephone number of a text; after a label ("Tel.") a short one too, since a number cut short is still the number given."""
    found: list[Found] = []
    for match in _NUMBER.finditer(text):
        for start, end in _parted(text, *match.span()):
            value = text[start:end].strip(" -–/.,;")
            start = text.index(value, start) if value else start
            end = start + len(value)
            if value.endswith(")") and value.count("(") < value.count(")"):
                value, end = value[:-1].rstrip(), end - 1
            if value.startswith("(") and value.count("(") > value.count(")"):
                value, start = value[1:], start + 1
            digits = sum(c.isdigit() for c in value)
            least = 3 if labelled else 5 if value.startswith(("+", "(+", "00")) else 7
            if digits < least or digits > 24 or (_DATE.match(value) and not labelled):
                continue
            found.append(Found("phone", value, start, end))
    return found


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Several numbers that a slash or the next plus sign parts."""
    spans: list[tuple[int, int]] = []
    at = start
    for match in re.finditer(r"\s*/\s*(?=\+|\(|00|\d[\d ().-]{6,})|\s+(?=\+|\(\+)", text[start:end]):
        if match.start() and sum(c.isdigit() for c in text[at : start + match.start()]) >= 5:
            spans.append((at, start + match.start()))
            at = start + match.end()
    spans.append((at, end))
    return spans


# --- judging -----------------------------------------------------------------------------------------------------------------------------------

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)"
_STRICT_MAIL = re.compile(rf"(?=.{{3,254}}\Z)(?={_ATOM}(?:\.{_ATOM})*@)[^@]{{1,64}}@(?:{_LABEL}\.)+(?![0-9]+\Z)(?:xn--)?[A-Za-z0-9-]{{2,63}}(?<!-)\Z")


def valid_email(address: str) -> bool:
    """Whether an address is well formed (RFC 5321 dot-strings with a domain of two labels or more); only one beyond ASCII needs the library's judgement."""
    if _STRICT_MAIL.match(address):
        return True
    if address.isascii():
        return False
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


@cache
def _tables() -> tuple[dict[str, tuple[frozenset[int], tuple[str, ...]]], dict[str, str]]:
    """(calling code → possible lengths and national prefixes, territory → calling code)."""
    codes: dict[str, tuple[frozenset[int], tuple[str, ...]]] = {}
    territories: dict[str, str] = {}
    section = ""
    for line in read("phones.txt").splitlines():
        if line.startswith("["):
            section = line
        elif section == "[codes]":
            code, lengths, prefixes = line.split("|")
            codes[code] = (frozenset(int(length) for length in lengths.split()), tuple(prefixes.split()))
        else:
            region, code = line.split("|")
            territories[region] = code
    return codes, territories


def valid_phone(number: str, country: str | None) -> bool:
    """Whether a number can be dialled in the country (ISO 3166-1 code): its length is possible. Without country code and country nothing is judged."""
    bare = re.sub(_EXTENSION + r"\s*$", "", number, flags=re.IGNORECASE).strip()
    # "…2100/2101", "… 38 / 39": the last digits of a second line.
    bare = re.sub(r"\s?/\s?\d{1,5}$", "", bare)
    digits = re.sub(r"\D", "", bare)
    international = bare.lstrip("( ").startswith("+")
    codes, territories = _tables()
    if not international and (country is None or country not in territories):
        if not digits.startswith("00"):
            return True
        bare, international = "+" + digits[2:], True
        digits = digits[2:]
    if international and "(0" not in bare:
        for size in (1, 2, 3):
            known = codes.get(digits[:size])
            if known is not None:
                lengths, prefixes = known
                rest = digits[size:]
                if len(rest) in lengths and not rest.startswith(tuple(prefixes)) and not rest.startswith("0"):
                    return True
                break
    import phonenumbers

    try:
        parsed = phonenumbers.parse(bare, None if international else country)
    except phonenumbers.NumberParseException:
        return False
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE:
        return True
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY and not international)

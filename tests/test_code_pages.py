"""Which code page a text is in, told by its letters."""

from __future__ import annotations

import pytest

from extractor.code_pages import decode

TEXTS = [
    ("cp1252", "Été à Málaga, Größe"),
    ("mac_roman", "Été à Málaga, Größe"),
    ("cp850", "Été à Málaga, Größe"),
    ("cp1252", "það er íslenska, og þýðir ekki"),
    ("cp1254", "Gümrük işlemlerinin basitleştirilmesi"),
    ("cp1250", "Žluťoučký kůň příliš úpěl"),
    ("iso8859-2", "Žluťoučký kůň příliš úpěl"),
    ("cp1251", "Предварительная информация о товарах"),
    ("koi8-r", "Предварительная информация о товарах"),
    ("cp866", "Предварительная информация о товарах"),
    ("iso8859-5", "Предварительная информация о товарах"),
    ("cp1253", "Η απλούστευση των διαδικασιών"),
    ("cp1255", "פישוט נהלי המכס למסחר אלקטרוני"),
    ("cp1256", "تبسيط الإجراءات الجمركية للتجارة"),
    ("cp932", "電子商取引の手続の簡素化。"),
    ("euc_jp", "電子商取引の手続の簡素化。"),
    ("gb18030", "电子商务手续的简化。"),
    ("big5", "電子商務手續的簡化。"),
    ("cp949", "전자상거래 절차의 간소화"),
]


@pytest.mark.parametrize(("codec", "text"), TEXTS)
def test_the_page_is_told_by_the_letters(codec: str, text: str) -> None:
    assert decode(f"A form.\n{text}\n".encode(codec)) == f"A form.\n{text}\n"


def test_bytes_that_make_words_in_no_page_are_not_guessed() -> None:
    assert "\ufffd" in decode(b"a\x81b \x8dc\xff\x8f \xffd\x90e\x9d \x81g\x01")

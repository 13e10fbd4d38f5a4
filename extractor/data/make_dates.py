"""Make `dates.txt`: month and weekday names of many languages, and in which order each territory writes day, month and year.

Run `python -m extractor.data.make_dates` after a new release of CLDR (babel). Sections, each after a line `[name]`: `orders` (order|territories), `months`
(month|names; a name with two meanings stands under both, with its languages after "@"), `weekdays` (names).
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pycountry
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from extractor.parsers.calendar_words import bare

LANGUAGES = (
    *("en", "fr", "es", "pt", "de", "it", "nl", "sv", "da", "nb", "nn", "fi", "et", "lv", "lt", "pl", "cs", "sk", "sl", "hr", "sr", "sr_Latn", "bs", "mk"),
    *("bg", "ro", "hu", "el", "ru", "uk", "be", "kk", "ky", "uz", "az", "tr", "ka", "hy", "mn", "ar", "ar_MA", "ar_DZ", "ar_LB", "ar_IQ", "fa", "he"),
    *("hi", "ne", "bn", "si", "ta", "th", "lo", "km", "my", "id", "ms", "fil", "sw", "is", "ga", "mt", "sq", "ca", "eu", "gl", "af", "am", "so", "mg"),
    *("rw", "zu", "cy", "lb", "fo", "tg", "tk", "ur", "pa", "ps"),
)
# How people shorten them besides CLDR's abbreviations.
WRITTEN = {
    1: "jan janv januar enero ene",
    2: "feb febr fev fevr",
    3: "mar mars",
    4: "apr avr abr",
    5: "may mai mayo",
    6: "jun juin junio",
    7: "jul juil julio",
    8: "aug ago août aout agosto",
    9: "sep sept set setiembre septiembre",
    10: "oct okt out",
    11: "nov",
    12: "dec déc dic dez decem",
}


def orders() -> dict[str, str]:
    """Territory → order of day, month and year in the short date of its main language (CLDR likely subtags)."""
    found: dict[str, str] = {}
    for country in pycountry.countries:
        code = country.alpha_2
        # Where CLDR names no other, the rule for the world holds: English.
        likely = get_global("likely_subtags").get(f"und_{code}", "en_Latn_US")
        language, script = likely.split("_")[:2]
        for name in (f"{language}_{script}_{code}", f"{language}_{code}", f"{language}_{script}", language):
            try:
                locale = Locale.parse(name)
            except (UnknownLocaleError, ValueError):
                continue
            pattern = re.sub(r"'[^']*'", "", str(locale.date_formats["short"].pattern)).lower()
            found[code] = "".join(sorted("dmy", key=lambda letter: pattern.find(letter)))
            break
    found["XK"] = "dmy"
    return found


def months() -> dict[str, dict[int, list[str]]]:
    """Bare name → month → languages that call it so."""
    table: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    name = bare(name)
                    if any(c.isdigit() for c in name) or (len(name) < 3 and name.isascii()) or len(name) < 2 or name.startswith("de "):
                        continue
                    if language not in table[name][number]:
                        table[name][number].append(language)
    for number, names in WRITTEN.items():
        for name in names.split():
            if bare(name) not in table:
                table[bare(name)][number].append("en")
    return table


def weekdays() -> set[str]:
    """Bare weekday names that are no month's."""
    taken = set(months())
    found: set[str] = set()
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for width in ("wide", "abbreviated"):
            found.update(bare(name) for name in locale.days["format"][width].values())
    return {name for name in found if name not in taken and len(name) > 2 and not any(c.isdigit() for c in name)}


def main() -> None:
    """Write the file beside this script."""
    by_order: dict[str, list[str]] = defaultdict(list)
    for code, order in sorted(orders().items()):
        by_order[order].append(code)
    table = months()
    by_month: dict[int, list[str]] = defaultdict(list)
    for name, meanings in sorted(table.items()):
        for number, languages in meanings.items():
            by_month[number].append(name if len(meanings) == 1 else f"{name}@{' '.join(sorted({language.split('_')[0] for language in languages}))}")
    out = ["[orders]", *(f"{order}|{' '.join(codes)}" for order, codes in sorted(by_order.items())), "[months]"]
    out += ["|".join((str(number), *by_month[number])) for number in range(1, 13)]
    out += ["[weekdays]", "|".join(sorted(weekdays()))]
    likely = get_global("likely_subtags")
    by_language: dict[str, list[str]] = defaultdict(list)
    for country in pycountry.countries:
        by_language[likely.get(f"und_{country.alpha_2}", "en_Latn_US").split("_")[0]].append(country.alpha_2)
    out += ["[languages]", *(f"{language}|{' '.join(sorted(codes))}" for language, codes in sorted(by_language.items()))]
    Path(__file__).with_name("dates.txt").write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

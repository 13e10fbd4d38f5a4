"""Make `countries.txt`: folded names of countries, territories and the European Union → ISO 3166-1 alpha-2 code.

Run `python -m extractor.data.make_countries` after a new release of CLDR (babel) or of ISO 3166 (pycountry). At run time neither is imported:
building the table takes half a second, loading it a millisecond.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pycountry
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from extractor.text import fold

# In which of these languages every name is wanted: those of the United Nations and of the WCO's larger memberships. English first: it wins a conflict.
LANGUAGES = (
    *("en", "fr", "es", "pt", "ar", "ru", "zh", "zh_Hant", "de", "it", "nl", "sv", "da", "nb", "fi", "pl", "cs", "uk", "tr", "fa", "id", "vi", "th"),
    *("ja", "ko", "hi", "el", "he"),
)

# Names that members write and that neither CLDR nor ISO 3166 lists: short, former, long and WCO forms. One line a code.
WRITTEN = """
AE UAE|U.A.E.|Emirates|The Emirates|EAU|E.A.U.|Emirats arabes unis|Emiratos Árabes
BA Bosnia|Bosnia Herzegovina|BiH
BO Bolivia|Plurinational State of Bolivia|Bolivie
BN Brunei|Negara Brunei Darussalam
BY Byelorussia|Belorussia
CD Democratic Republic of the Congo|The Democratic Republic of the Congo|DRC|DR Congo|D.R. Congo|Congo DR|Congo DRC|Congo Kinshasa|Congo-Kinshasa|Zaire|Democratic Republic of Congo|Dem. Rep. of Congo|Dem. Rep. of the Congo|RDC|R.D. Congo|Congo, Democratic Republic of the|République démocratique du Congo|República Democrática del Congo|RD Congo
CF Central African Rep.|CAR|RCA|République centrafricaine
CG Congo|Republic of Congo|Republic of the Congo|Congo, Republic of|Congo Brazzaville|Congo-Brazzaville|Rep. of Congo|Rep. of the Congo|République du Congo
CI Ivory Coast|The Ivory Coast|Cote d'Ivoire|Costa de Marfil|Republic of Cote d'Ivoire
CN China|PRC|P.R. China|PR China|P.R.C.|People's Republic of China|The People's Republic of China|China, People's Republic of|Mainland China|Chine|中国|中國|中华人民共和国|RPC|R.P. China
CV Cape Verde|Cabo Verde|Cap-Vert
CZ Czech Republic|The Czech Republic|Czechia|République tchèque|República Checa
DO Dominican Rep.|Dominican Republic|The Dominican Republic
EU European Union|The European Union|EU|E.U.|EU 27|EU 28|EU27|EU28|EU-27|EU-28|EU Member States|European Union Member States|European Commission|European Communities|European Community|European Union (Customs Union)|Union européenne|Commission européenne|UE|U.E.|Unión Europea|Comisión Europea|União Europeia|Europäische Union|Unione europea|Europese Unie|Europeiska unionen|Unia Europejska|Европейский союз|الاتحاد الأوروبي|欧洲联盟|欧盟|歐盟|欧州連合
FM Micronesia|Federated States of Micronesia|FSM
GB Great Britain and Northern Ireland|UK|U.K.|United Kingdom|The United Kingdom|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|United Kingdom of Great Britain|United Kingdom of Great Britain and Northern Ireland|Royaume-Uni|Reino Unido
GM Gambia|The Gambia|Republic of the Gambia
GN Guinea|Guinea Conakry|Guinea-Conakry|Guinée|Republic of Guinea
HK Hong Kong|Hongkong|Hong Kong, China|Hong Kong China|Hong Kong SAR|HKSAR|Hong Kong SAR, China|China, Hong Kong|China, Hong Kong SAR|Hong Kong Special Administrative Region|香港
IR Iran|I.R. Iran|IR Iran|Islamic Republic of Iran
KG Kyrgyzstan|Kyrgyz Republic|Kirghizstan|Kirghizia|Kirgizstan|Kirghizistan
KN St Kitts and Nevis|St. Kitts & Nevis|Saint Kitts & Nevis|St. Kitts
KP North Korea|DPRK|D.P.R.K.|DPR Korea|D.P.R. Korea|Democratic People's Republic of Korea|Korea, Democratic People's Republic of|Korea (DPR)|Corée du Nord
KR République de Corée|South Korea|Korea|ROK|R.O.K.|Republic of Korea|The Republic of Korea|Korea, Republic of|Korea (Republic of)|Korea (Rep. of)|Korea, Rep.|Korea, South|Rep. of Korea|S. Korea|R. of Korea|Korea (South)|Corée|Corée du Sud|República de Corea|Corea|대한민국|한국
KZ Kazakstan|Kazakhstan
LA Laos|Lao PDR|Lao P.D.R.|Lao People's Dem. Rep.|Lao People's Democratic Republic
LC St Lucia|St. Lucia
LY Libya|Libyan Arab Jamahiriya|State of Libya
MD Moldova|Republic of Moldova
MK Republic of Macedonia|Macedonia|FYROM|North Macedonia|The former Yugoslav Republic of Macedonia|Republic of North Macedonia|Former Yugoslav Republic of Macedonia
MM Myanmar|Burma|Myanmar (Burma)
MO Macau|Macao|Macao, China|Macau, China|Macao SAR|Macau SAR|China, Macao|China, Macau|Macao Special Administrative Region|澳门|澳門
NL Netherlands|The Netherlands|Holland|Kingdom of the Netherlands|Pays-Bas|Países Bajos
PS Palestine|State of Palestine|Palestinian Authority|Palestinian Territories|West Bank and Gaza
RU Российская Федерация|Russia|Russian Federation|The Russian Federation|Fédération de Russie|Federación de Rusia
SA Saudi Arabia|KSA|K.S.A.|Kingdom of Saudi Arabia
ST Sao Tome|Sao Tome and Principe
SY Syria|Syrian Arab Republic
SZ Swaziland|Eswatini|Kingdom of Eswatini
TL East Timor|Timor Leste|Timor-Leste
TR Türkiye Cumhuriyeti|Turkey|Türkiye|Republic of Turkey|Republic of Türkiye|Turquie|Turquía|Turkiye
TT Trinidad|Trinidad & Tobago|Trinidad and Tobago|T&T
TW Taiwan|Chinese Taipei|Taiwan, Province of China|Separate Customs Territory of Taiwan, Penghu, Kinmen and Matsu|Taiwan, China
TZ Tanzania|United Republic of Tanzania|Tanzania, United Republic of|Tanzania (United Republic of)
US USA|U.S.A.|US|U.S.|United States|The United States|United States of America|The United States of America|Unites States|United States (USA)|États-Unis|États-Unis d'Amérique|EE.UU.|EEUU|EE. UU.|Estados Unidos|Estados Unidos de América|E.U.A.|EUA
VA Holy See|The Holy See|Vatican|Vatican City
VC St Vincent and the Grenadines|St. Vincent & the Grenadines|St. Vincent
VE Venezuela|Bolivarian Republic of Venezuela
VN Vietnam|Viet Nam|Viet-Nam|Socialist Republic of Viet Nam|S.R. Vietnam
XK Kosovo|Republic of Kosovo
"""  # noqa: E501


def names() -> dict[str, str]:
    """Every folded name → code. Two meanings: what is written by hand, then ISO, then the languages in their order; still two: none."""
    codes = sorted({country.alpha_2 for country in pycountry.countries} | {"XK", "EU"})
    table: dict[str, str] = {}
    for line in WRITTEN.strip().splitlines():
        code, _, written = line.partition(" ")
        for name in written.split("|"):
            table[fold(name)] = code
    levels: list[dict[str, set[str]]] = []
    level: dict[str, set[str]] = defaultdict(set)
    for country in pycountry.countries:
        for key in ("name", "common_name", "official_name"):
            if (listed := getattr(country, key, None)) is not None:
                level[fold(listed)].add(country.alpha_2)
    levels.append(level)
    for language in LANGUAGES:
        level = defaultdict(set)
        territories = Locale.parse(language).territories
        for code in codes:
            if (known := territories.get(code)) is not None:
                level[fold(known)].add(code)
        levels.append(level)
    level = defaultdict(set)
    for code in codes:
        for language in get_official_languages(code, regional=True, de_facto=True):
            try:
                locale = Locale.parse(language)
            except (UnknownLocaleError, ValueError):
                continue
            if (own := locale.territories.get(code)) is not None:
                level[fold(own)].add(code)
    levels.append(level)
    for level in levels:
        for name, meanings in level.items():
            # Three Latin letters are an abbreviation or a word of some language ("man", "car", "sec"): only those written by hand count.
            if len(meanings) == 1 and not (len(name) <= 3 and name.isascii()):
                table.setdefault(name, next(iter(meanings)))
    table.pop("", None)
    return table


def main() -> None:
    """Write the file beside this script: one line a territory, its code, alpha-3 code and names, parted by "|"."""
    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    lines: dict[str, list[str]] = {code: [code, alpha3.get(code, "")] for code in (*sorted(alpha3), "XK", "EU")}
    for name, code in sorted(names().items()):
        lines[code].append(name)
    text = "".join("|".join(line) + "\n" for line in lines.values())
    Path(__file__).with_name("countries.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

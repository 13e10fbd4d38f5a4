"""Make `currencies.txt`: what the world writes for money, and which money each territory has.

Run `python -m extractor.data.make_currencies` after a new release of CLDR (babel) or ISO 4217 (pycountry). Sections:
`codes`, `territories` (territory|decimal sign|currencies), `names` (code|folded names), `nouns` (folded noun|codes), `signs` (sign|codes).
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from pathlib import Path

import pycountry
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_decimal_symbol, get_territory_currencies

from extractor.text import fold

LANGUAGES = ("en", "fr", "es", "pt", "de", "it", "nl", "ar", "ru", "zh", "zh_Hant", "ja", "ko", "tr", "id", "pl", "sv", "nb", "da", "uk", "fa", "th", "vi")
# Withdrawn since the first e-commerce case studies, or not in ISO 4217's list of countries.
WITHDRAWN = (
    *(
        "BGN",
        "BYR",
        "CUC",
        "EEK",
        "GHS",
        "HRK",
        "LTL",
        "LVL",
        "MRO",
        "MXV",
        "SKK",
        "SLL",
        "STD",
        "TMM",
        "TRL",
        "UYI",
        "VEF",
        "VED",
        "VES",
        "XDR",
        "ZMK",
        "ZWD",
        "ZWL",
        "ZWG",
        "ANG",
    ),
)

# The noun in English → the same noun in other languages and other numbers. The English one finds the currencies by their CLDR names.
NOUNS = {
    "dollar": "dollars dólar dólares dolar dolares dollaro dollari dolares доллар доллара долларов دولار 달러 ドル ",
    "peso": "pesos",
    "pound": "pounds livre livres libra libras pfund sterlina sterline جنيه ليرة",
    "franc": "francs franco francos franken franchi franchs фр",
    "rupee": "rupees roupie roupies rupia rupias rúpia",
    "dinar": "dinars dinares dinaro dinari دينار",
    "dirham": "dirhams dírham dírhams dirhem dhs درهم",
    "riyal": "riyals rial rials ريال",
    "rial": "riyal riyals rials ريال",
    "shilling": "shillings chelín chelines schilling xelim xelins shilingi",
    "krone": "kroner krone kronen couronne couronnes corona coronas coroa",
    "krona": "kronor kronur couronne couronnes corona coronas",
    "króna": "krónur kronur couronne couronnes corona",
    "koruna": "koruny korun couronne couronnes corona coronas",
    "ruble": "rubles rouble roubles rublo rublos rubel рубль рубля рублей руб",
    "lira": "liras lire lirası",
    "won": "wons 원",
    "yuan": "yuans renminbi renmimbi 元 人民币 人民幣",
    "yen": "yens 円 圓 yenes",
    "real": "reais reales réal réais",
    "rand": "rands rande",
    "kwacha": "kwachas",
    "leu": "lei leu",
    "lev": "leva lev leva лева лв",
    "colón": "colones colons",
    "guarani": "guaraníes guaranies guaranis",
    "córdoba": "córdobas",
    "bolívar": "bolívares bolivares bolivars",
    "boliviano": "bolivianos",
    "sol": "soles sols nuevos soles",
    "quetzal": "quetzales quetzals",
    "lempira": "lempiras",
    "balboa": "balboas",
    "gourde": "gourdes",
    "euro": "euros euroa euron eurot eurų eiro euró eurót eur евро يورو ευρώ 欧元 歐元 ユーロ 유로 evro eurot eurós",
    "zloty": "zlotys złoty złote złotych zlotych",
    "forint": "forints",
    "hryvnia": "hryvnias hryvnya гривня гривень hryvnyas",
    "tenge": "тенге tenges",
    "som": "soms сом",
    "somoni": "somonis",
    "manat": "manats",
    "lari": "laris",
    "dram": "drams",
    "baht": "bahts บาท",
    "ringgit": "ringgits",
    "rupiah": "rupiahs rupias",
    "dong": "đồng dongs",
    "kip": "kips",
    "kyat": "kyats",
    "riel": "riels",
    "taka": "takas",
    "naira": "nairas",
    "cedi": "cedis",
    "pula": "pulas",
    "birr": "birrs",
    "metical": "meticais meticals",
    "ariary": "ariarys",
    "dalasi": "dalasis",
    "leone": "leones",
    "escudo": "escudos",
    "shekel": "shekels sheqel sheqels sheqalim nis",
    "denar": "denars denari ден",
    "lek": "leks lekë",
    "mark": "marks marka maraka",
    "tugrik": "tugriks tögrög tugrug төгрөг",
    "afghani": "afghanis",
    "tala": "",
    "vatu": "vatus",
    "kina": "kinas",
    "paʻanga": "paanga",
    "pataca": "patacas",
    "florin": "florins",
    "guilder": "guilders gulden",
    "loti": "maloti lotis",
    "lilangeni": "emalangeni",
    "ngultrum": "ngultrums",
    "rufiyaa": "rufiyaas",
    "nakfa": "nakfas",
    "ouguiya": "ouguiyas",
    "kwanza": "kwanzas",
    "dobra": "dobras",
    "sum": "so'm soum sums",
}
# What a sign can stand for: the currencies whose users write it so.
SIGNS = """
$ ZWG USD AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD UYU XCD ARS CVE MOP TOP WST
US$ USD|U.S.$ USD|USD$ USD|$US USD|U$S USD|U$D USD|US-$ USD|$USD USD|US USD|$U.S. USD
A$ AUD|AU$ AUD|AUD$ AUD|$A AUD|Aus$ AUD|Aust$ AUD|$AUD AUD|$AU AUD
NZ$ NZD|NZD$ NZD|$NZ NZD|$NZD NZD
C$ CAD NIO|CA$ CAD|CAN$ CAD|CDN$ CAD|CAD$ CAD|$CA CAD|$CAN CAD|$CDN CAD|$CAD CAD|Can$ CAD|Cdn$ CAD
S$ SGD|SG$ SGD|SGD$ SGD|$SGD SGD
HK$ HKD|HKD$ HKD|$HK HKD|$HKD HKD
NT$ TWD|NTD TWD|NTD$ TWD|TW$ TWD|NT TWD
R$ BRL|BRL$ BRL|RS$ BRL
J$ JMD|JM$ JMD|JA$ JMD|JMD$ JMD
F$ FJD|FJ$ FJD|FJD$ FJD
TT$ TTD|TTD$ TTD|BZ$ BZD|BDS$ BBD|Bds$ BBD|EC$ XCD|XCD$ XCD|GY$ GYD|G$ GYD|N$ NAD|NA$ NAD|L$ LRD|LD$ LRD|LR$ LRD|SI$ SBD|WS$ WST|SAT$ WST|T$ TOP|Z$ ZWL|ZW$ ZWL|ZiG ZWG
B$ BND BSD|BN$ BND|BS$ BSD|Bah$ BSD|MX$ MXN|Mex$ MXN|MEX$ MXN|MXN$ MXN|M$ MXN|$MXN MXN|$MN MXN|MN$ MXN|RD$ DOP|COL$ COP|Col$ COP|CO$ COP|COP$ COP|$COP COP|CLP$ CLP|CL$ CLP|Ch$ CLP|$CLP CLP|AR$ ARS|Ar$ ARS|$AR ARS|ARS$ ARS
$U UYU|U$ UYU|UY$ UYU|UYU$ UYU|MOP$ MOP|$b BOB|$B BOB|Sr$ SRD|SR$ SRD|SRD$ SRD|CI$ KYD|KY$ KYD|BD$ BMD BBD|Esc CVE|NAf. ANG|XCG XCG|Afl. AWG|Afl AWG
€ EUR|EU€ EUR|Eur. EUR
£ GBP EGP SYP LBP SSP SDG FKP GIP SHP|GB£ GBP|UK£ GBP|£GBP GBP|£stg GBP|stg£ GBP|STG GBP|Stg GBP|E£ EGP|LE EGP|L.E. EGP|EG£ EGP|£E EGP|EGP£ EGP|LL LBP|L.L. LBP|L£ LBP|S£ SYP|£SD SDG
¥ JPY CNY|JP¥ JPY|CN¥ CNY|￥ JPY CNY|円 JPY|圓 JPY|元 CNY TWD HKD|RMB CNY|RMB¥ CNY|人民币 CNY|CNH CNY|Rmb CNY|台幣 TWD|新台幣 TWD|港元 HKD|日元 JPY|日圓 JPY|美元 USD|美金 USD|欧元 EUR|歐元 EUR
₩ KRW KPW|원 KRW|₩KRW KRW
₹ INR|₨ INR PKR NPR LKR MUR SCR|Rs INR PKR NPR LKR MUR SCR|Rs. INR PKR NPR LKR MUR SCR|Rupees INR PKR NPR LKR MUR SCR|Re. INR PKR NPR LKR MUR SCR|NRs NPR|NRs. NPR|NPRs NPR|NRS NPR|PKRs PKR|PRs PKR|SLRs LKR|SLR LKR|LKRs LKR|SRs SCR|SCRs SCR|MRs MUR|INRs INR|IRs INR|Re INR PKR NPR LKR MUR SCR|රු LKR|रु NPR INR|रू NPR INR
₱ PHP|P PHP BWP|Php PHP|PhP PHP|PHP₱ PHP|MOP MOP
₫ VND|đ VND|đồng VND|₺ TRY|TL TRY|YTL TRY|₽ RUB|руб RUB|руб. RUB|р. RUB|RUR RUB|₴ UAH|грн UAH|грн. UAH|UAH₴ UAH
₦ NGN|N NGN|₵ GHS|GH₵ GHS|GH¢ GHS|GHC GHS|GHc GHS|GH₡ GHS|₡ CRC|₲ PYG|Gs PYG|Gs. PYG|G. PYG HTG|₸ KZT|₮ MNT|₭ LAK|₼ AZN|₾ GEL|֏ AMD|៛ KHR|৳ BDT|Tk BDT|Tk. BDT|BDTk BDT|؋ AFN|Af AFN|Afs AFN
฿ THB|บาท THB|Bt THB|Bt. THB|B THB|₪ ILS|NIS ILS|﷼ IRR OMR QAR SAR YER
kr DKK NOK SEK ISK|kr. DKK NOK SEK ISK|Kr DKK NOK SEK ISK|Kr. DKK NOK SEK ISK|KR DKK NOK SEK ISK|DKr DKK|Dkr DKK|DKK. DKK|NKr NOK|Nkr NOK|SKr SEK|Skr SEK|IKr ISK|Ikr ISK|íkr ISK|ISKr ISK
Kč CZK|Kcs CZK|KČ CZK|zł PLN|zl PLN|ZŁ PLN|Zł PLN|Ft HUF|ft HUF|Ft. HUF|lei RON MDL|LEI RON MDL|RON. RON|лв BGN|лв. BGN|lv BGN|lv. BGN|leva BGN|ден MKD|ден. MKD|den MKD|din RSD|din. RSD|дин RSD|дин. RSD|KM BAM|КМ BAM|kn HRK|Lt LTL|Ls LVL|lek ALL|Lek ALL|Br BYN ETB|Br. BYN ETB|BR BYN ETB|Birr ETB
Rp IDR|Rp. IDR|RP IDR|IDRp IDR|RM MYR|MYRM MYR|K MMK PGK ZMW|Ks MMK|ZK ZMW|MK MWK|Nu BTN|Nu. BTN|Rf MVR|Rf. MVR|MVRf MVR|MRf MVR|R ZAR|ZAr ZAR|E SZL|M LSL|P. BWP PHP|Pula BWP|D GMD|Dalasi GMD|Le SLE SLL|Le. SLE SLL|VT VUV|Vt VUV|vt VUV|CFP XPF|FCFP XPF|F.CFP XPF|F CFP XPF|Nfk ERN|Kz AOA|Kz. AOA|KZ AOA|AKz AOA|MT MZN|MTn MZN|Mt MZN|Db STN|Dbs STN|UM MRU|Ar MGA|Ar. MGA|AR MGA
KSh KES|Ksh KES|KSHS KES|Kshs KES|KShs KES|Ksh. KES|Kshs. KES|KSH KES|K.Sh. KES|TSh TZS|Tsh TZS|TShs TZS|Tshs TZS|TSHS TZS|Tzs TZS|Tsh. TZS|USh UGX|Ush UGX|UShs UGX|Ushs UGX|USHS UGX|UGX. UGX|Sh KES TZS UGX SOS|Sh. KES TZS UGX SOS|Shs KES TZS UGX SOS|Shs. KES TZS UGX SOS|SoSh SOS|RF RWF|FRw RWF|Frw RWF|FRW RWF|Rwf RWF|FBu BIF|Fbu BIF|FBU BIF|Fdj DJF|FDJ DJF|FD DJF|FC CDF KMF|CF KMF|FG GNF|GFr GNF
Fr CHF|Fr. CHF|SFr CHF|SFr. CHF|sFr CHF|sFr. CHF|SFR CHF|Sfr. CHF|Sfr CHF|fr. CHF|F CHF XOF XAF CDF RWF BIF GNF DJF KMF XPF
CFA XOF XAF|FCFA XOF XAF|F CFA XOF XAF|F.CFA XOF XAF|Fcfa XOF XAF|CFAF XOF XAF|CFA F XOF XAF|F. CFA XOF XAF|f cfa XOF XAF|XOF CFA XOF|XAF CFA XAF|francs CFA XOF XAF|franc CFA XOF XAF|CFA francs XOF XAF|CFA franc XOF XAF|francos CFA XOF XAF|fr CFA XOF XAF|Fr. CFA XOF XAF
DH MAD AED|Dh MAD AED|DHS MAD AED|Dhs MAD AED|Dhs. MAD AED|Dh. MAD AED|dh MAD AED|dhs MAD AED|Dirhams MAD AED|AEDs AED|DA DZD|DZ DZD|D.A. DZD|DT TND|D.T. TND|TD TND|LD LYD|JD JOD|J.D. JOD|JDs JOD|KD KWD|K.D. KWD|BD BHD|B.D. BHD|ID IQD|IQ IQD|OR OMR|O.R. OMR|RO OMR|R.O. OMR|QR QAR|Q.R. QAR|QRs QAR|SR SAR|S.R. SAR|SAR. SAR|SRl SAR|YR YER|YRl YER|ر.س SAR|ر.س. SAR|د.إ AED|د.إ. AED|د.ك KWD|د.ك. KWD|د.م. MAD|د.ب. BHD|ر.ق. QAR|ر.ع. OMR|د.أ. JOD|ج.م. EGP|د.ت. TND|د.ج. DZD
S/ PEN|S/. PEN|s/. PEN|S/.  PEN|Bs BOB VES VEF|Bs. BOB VES VEF|BS BOB VES VEF|Bs.F VEF|BsF VEF|Bs.F. VEF|Bs.S VES|Bs.D VES|Q GTQ|Q. GTQ|L HNL LSL|L. HNL|Lps HNL|Lps. HNL|LPS HNL|B/. PAB|B/ PAB|Gdes HTG|Gde HTG|₡CRC CRC|¢ CRC GHS|C/ CRC
m ALL|AMD. AMD|сом KGS|с. KGS TJS|SM TJS|TMT. TMT|m. TMT|soʻm UZS|so'm UZS|so‘m UZS|sum UZS|soum UZS|сум UZS|тенге KZT|tg KZT|tenge KZT|тг KZT|тг. KZT|AZN. AZN|man. AZN|ман. AZN
SDR XDR|SDRs XDR|DTS XDR|DEG XDR|S.D.R. XDR|D.T.S. XDR|special drawing rights XDR|special drawing right XDR|droits de tirage spéciaux XDR|droits de tirage spécial XDR|derechos especiales de giro XDR|units of account XUA
"""  # noqa: E501
# What CLDR's English names lack: how people say it.
WRITTEN = """
USD us dollar|us dollars|u s dollar|u s dollars|american dollar|american dollars|united states dollar|united states dollars|usa dollars|dollar us
USD dollars us|dollars u s|dollar americain|dollars americains|dollars etats unis|dollars des etats unis|dollars des etats unis d amerique
USD dolares americanos|dolar americano|dolares estadounidenses|dolar estadounidense|dolares ee uu|dolares de ee uu|dolares de los ee uu
USD dolares de los estados unidos|dolares de los estados unidos de america|dolares de ee uu de america|dolares usa|dolares us|us dolares
USD dolares eua|dollars usa|us dollari|us dollar s|usd dollars|dolares dos eua|u s a dollars
GBP pound sterling|pounds sterling|sterling|british pound|british pounds|livre sterling|livres sterling|libra esterlina|libras esterlinas
GBP uk pounds|gb pounds
CHF swiss franc|swiss francs|franc suisse|francs suisses|schweizer franken|franco suizo|francos suizos
CAD dollars canadiens|dollar canadien|canadian dollars|can dollars
AUD australian dollars|dollars australiens|aud dollars
CNY chinese yuan|renminbi yuan|yuan renminbi|yuan rmb|rmb yuan|yuanes|yuanes chinos
KRW korean won|korean wons|south korean won|won coreen
JPY japanese yen|yen japonais
XOF west african cfa franc|franc cfa bceao|francs cfa bceao|francs cfa uemoa
XAF central african cfa franc|franc cfa beac|francs cfa beac|francs cfa cemac
XPF cfp franc|cfp francs|franc cfp|francs cfp|franc pacifique|francs pacifique
MUR mauritian rupees|mauritius rupees
LKR sri lankan rupees|sri lanka rupees
NPR nepalese rupees|nepali rupees|nepal rupees
TRY turkish lira|turkish liras|lira turca|livres turques
XCD eastern caribbean dollar|eastern caribbean dollars|east caribbean dollar|east caribbean dollars
ILS new israeli shekel|new israeli shekels|new shekel|new shekels|israeli shekels
RUB russian rubles|russian roubles|roubles russes|rublos rusos
UAH ukrainian hryvnia
RON romanian lei|new lei|ron lei
MDL moldovan lei
TWD new taiwan dollar|new taiwan dollars|nt dollars|nt dollar|taiwan dollars
"""


def _locale_of(territory: str) -> Locale | None:
    """The locale of a territory's main language (CLDR likely subtags)."""
    likely = get_global("likely_subtags").get(f"und_{territory}")
    if likely is None:
        return None
    language = likely.split("_")[0]
    for name in (f"{likely.split('_')[0]}_{likely.split('_')[1]}_{territory}", f"{language}_{territory}", language):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return None


def territories() -> dict[str, tuple[str, list[str]]]:
    """Territory → (decimal sign of its main language, its legal tender now)."""
    found: dict[str, tuple[str, list[str]]] = {}
    # A fixed day, so that the file does not change with the calendar.
    today = datetime.date(2026, 1, 1)
    for code in (*sorted(country.alpha_2 for country in pycountry.countries), "XK", "EU"):
        locale = _locale_of(code)
        sign = "." if locale is None else get_decimal_symbol(locale, numbering_system="latn")
        found[code] = (sign if sign in ",." else ".", list(get_territory_currencies(code, today, today)))
    found["EU"] = (",", ["EUR"])
    return found


def names(codes: list[str]) -> dict[str, str]:
    """Folded full name ("us dollars", "francs suisses") → code, where only one currency has it."""
    table: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        locale = Locale.parse(language)
        plurals = locale._data["currency_names_plural"]
        for code in codes:
            written = [locale.currencies.get(code), *dict(plurals.get(code, {})).values()]
            for name in written:
                if name and not any(c.isdigit() for c in name) and len(fold(name)) > 3:
                    table[fold(name)].add(code)
    single = {name: next(iter(found)) for name, found in table.items() if len(found) == 1}
    for line in WRITTEN.strip().splitlines():
        code, _, rest = line.partition(" ")
        single.update({fold(name): code for name in rest.split("|")})
    return single


def nouns(codes: list[str]) -> dict[str, set[str]]:
    """Folded bare noun ("pesos") → every currency of that kind."""
    english = Locale.parse("en").currencies
    table: dict[str, set[str]] = defaultdict(set)
    for noun, others in NOUNS.items():
        kinds = {code for code in codes if fold(noun) in fold(english.get(code, "")).split()}
        for word in (noun, *others.split(), noun + "s"):
            table[fold(word)] |= kinds
    table[fold("euro")] = table[fold("euros")] = table["eur"] = {"EUR"}
    return {word: kinds for word, kinds in table.items() if kinds and word}


def main() -> None:
    """Write the file beside this script."""
    active = sorted({currency.alpha_3 for currency in pycountry.currencies} - {"XTS", "XXX"})
    codes = sorted(set(active) | set(WITHDRAWN))
    tender = {code for _, found in territories().values() for code in found} | {"XDR"}
    full = names(codes)
    bare = nouns(sorted(tender | {"HRK", "BGN"}))
    out = ["[codes]", " ".join(codes), "[territories]"]
    out += [f"{code}|{sign}|{' '.join(found)}" for code, (sign, found) in territories().items()]
    out.append("[names]")
    by_code: dict[str, list[str]] = defaultdict(list)
    for name, code in sorted(full.items()):
        if name not in bare:
            by_code[code].append(name)
    out += ["|".join((code, *by_code[code])) for code in sorted(by_code)]
    out.append("[nouns]")
    out += [f"{word}|{' '.join(sorted(kinds))}" for word, kinds in sorted(bare.items())]
    out.append("[signs]")
    signs: dict[str, list[str]] = {}
    for line in SIGNS.strip().splitlines():
        for entry in line.split("|"):
            words = entry.split()
            cut = len(words)
            while cut > 1 and words[cut - 1] in codes:
                cut -= 1
            assert cut < len(words), f"no currency for {entry!r}"
            signs[" ".join(words[:cut])] = words[cut:]
    out += [f"{sign}|{' '.join(found)}" for sign, found in sorted(signs.items())]
    Path(__file__).with_name("currencies.txt").write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The words that stand around dates, in several languages: what opens an interval, ends it, lists dates, or only fills the sentence."""

from __future__ import annotations

import re
from functools import cache

from extractor.text import fold


def _phrases(text: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in text.split("|"))


SEASONS = {
    **dict.fromkeys(("spring", "springtime", "printemps", "primavera", "frühling", "frühjahr", "vår", "vår", "forår", "lente", "voorjaar", "kevät", "весна", "весной", "весны", "wiosna", "jaro", "tavasz", "ilkbahar", "春", "春季"), 21),
    **dict.fromkeys(("summer", "été", "ete", "verano", "verão", "estate", "sommer", "sommar", "zomer", "kesä", "лето", "летом", "лета", "lato", "léto", "nyár", "yaz", "夏", "夏季"), 22),
    **dict.fromkeys(("autumn", "fall", "automne", "otoño", "outono", "autunno", "herbst", "höst", "høst", "efterår", "herfst", "najaar", "syksy", "осень", "осенью", "осени", "jesień", "podzim", "ősz", "sonbahar", "秋", "秋季"), 23),
    **dict.fromkeys(("winter", "hiver", "invierno", "inverno", "vinter", "talvi", "зима", "зимой", "зимы", "zima", "tél", "kış", "冬", "冬季"), 24),
}  # fmt: skip

# Before a date: it is the first day of something that goes on.
OPEN = _phrases(
    "since|as of|as from|from|starting|starting from|starting on|starting in|beginning|beginning in|beginning on|effective from|effective as of|effective since|in force since|in force from|in effect since|ongoing since|"
    "with effect from|with effect as of|w e f|wef|applicable from|applicable since|applied since|operational since|in operation since|implemented since|in use since|in place since|running since|active since|existing since|available since|"
    "valid from|existing practice since|existing practice from|launched ongoing since|since the|from the|as of the|as from the|since early in|onwards from|commencing|commencing on|commencing from|continuous since|continuously since|"
    "depuis|depuis le|depuis la|depuis l an|depuis l année|depuis l|à partir de|à partir du|a partir du|à compter de|à compter du|dès|dès le|en vigueur depuis|en vigueur depuis le|en vigueur à partir du|opérationnel depuis|"
    "opérationnelle depuis|mis en oeuvre depuis|mise en oeuvre depuis|mise en œuvre depuis|pratique existante depuis|appliqué depuis|appliquée depuis|"
    "desde|desde el|desde la|desde el año|a partir de|a partir del|a contar de|a contar del|vigente desde|vigente desde el|en vigor desde|en vigor desde el|en vigencia desde|en operación desde|implementado desde|implementada desde|"
    "práctica existente desde|aplicado desde|en funcionamiento desde|operativo desde|operativa desde|con efecto desde|"
    "desde o|a partir de|a partir do|desde janeiro|em vigor desde|seit|seit dem|ab|ab dem|von|vom|in kraft seit|gültig ab|dal|dall|a partire dal|in vigore dal|sinds|vanaf|met ingang van|fra|fra og med|siden|från|från och med|fr o m|f o m|sedan|"
    "alkaen|alates|kopš|no|nuo|od|od dnia|від|з|с|со|от|начиная с|действует с|с начала|начиная|din|începând cu|începând din|-den beri|beri|mulai|sejak|mula|từ|kể từ|منذ|من|اعتبارا من|ابتداء من|از|自|从|從|since about"
)
OPEN_AFTER = _phrases(
    "onwards|onward|on|and onwards|and onward|and ongoing|ongoing|to date|until now|till now|up to now|to now|to present|to the present|till present|until present|present|to this day|until today|to today|till today|till date|"
    "and continuing|continuing|continuous|and beyond|up to date|until further notice|now|today|to the present day|still ongoing|still in force|in progress|open ended|and on going|on going|to ongoing|to current|current|currently ongoing|"
    "à ce jour|jusqu à ce jour|à aujourd hui|jusqu à aujourd hui|à présent|jusqu à présent|en cours|aujourd hui|à nos jours|et en cours|jusqu à maintenant|"
    "a la fecha|hasta la fecha|hasta hoy|a la actualidad|hasta la actualidad|actualidad|presente|al presente|hasta el presente|hasta ahora|en adelante|en curso|y continúa|continúa|hoy|a hoy|y en adelante|vigente|"
    "até hoje|até o momento|até a presente data|em diante|em curso|atualmente|até agora|heute|bis heute|bis dato|laufend|fortlaufend|oggi|a oggi|in corso|ad oggi|heden|tot heden|lopend|"
    "dags dato|i dag|tills vidare|pågående|løpende|по настоящее время|до настоящего времени|по сей день|н в|наст время|настоящее время|до сега|do chwili obecnej|obecnie|do dziś|nadal|günümüze kadar|den beri|dan beri|ten beri|tan beri|sonrası|"
    "devam ediyor|halen|itibaren|dan itibaren|den itibaren|sekarang|hingga kini|sampai sekarang|至今|起|以降|以来|から|より|开始|開始|부터|현재|부터 현재까지|حتى الآن|الى الان|až dosud|napjainkig|tól|től|óta|alkaen|lähtien|alates|saadik"
)
UNTIL = _phrases("until|till|up to|through|jusqu à|jusqu en|jusqu au|hasta|hasta el|até|bis|bis zum|tot|til|till och med|до|по|hingga|sampai|حتى|fino al|fino a")
APPROXIMATE = _phrases("approximately|approx|about|around|circa|ca|c|roughly|environ|vers|aproximadamente|alrededor de|hacia|cerca de|ungefähr|etwa|um|omstreeks|примерно|около|в районе|yaklaşık|sekitar|約")
BETWEEN = _phrases("between|from|from the|entre|de|du|desde|del|dal|da|zwischen|von|vom|mellom|mellan|van|od|z|с|от|між|между|from about|period from|period|the period from|période du|période de|período de|în perioada|during the period|sejak|dari|mulai|从|自|fra|från|entre o")
RANGE = _phrases(
    "to|till|until|through|thru|up to|and until|to the|until the|à|au|jusqu à|jusqu au|jusqu en|al|a|hasta|hasta el|hasta fines de|a la|até|até o|ao|bis|bis zum|tot|tot en met|t m|til|till och med|til og med|do|по|до|to end|to end of|"
    "fino al|fino a|alla|ile|ila|kadar|hingga|sampai|đến|الى|حتى|至|到|から|まで|ending|and ending|and ended on|and ended in|ended|ends|to the end of|liki|līdz|iki|kuni|asti"
)
OR = _phrases("or|ou|o|oder|of|eller|tai|või|vai|arba|lub|nebo|vagy|ili|или|або|veya|atau|أو|或|または")
AND = _phrases("and|et|y|e|und|en|og|och|ja|un|ir|i|a|és|и|та|ve|dan|và|و|和|及|と|and then|then|puis|luego|et puis|dann|as well as|also|and again in|and in|and on|et en|y en|und im|and from|and since|and the")

# Words that only fill the sentence around a date: articles, prepositions, what happened. Never one that says "before", "after", "not" or "perhaps".
FILL = _phrases(
    "the|in|on|at|of|year|years|month|day|date|dated|a|an|it|was|is|were|has|been|have|we|this|its|our|for|with|by law|went|go|gone|came|comes|come|into|enter|entered|enters|entry|force|effect|effective|operation|operational|operations|live|"
    "launch|launched|launching|start|started|starts|starting|began|begun|begin|implemented|implementation|implement|introduced|introduction|established|establishment|adopted|adoption|enacted|commenced|commencement|"
    "deployed|deployment|rolled|roll|rollout|out|full|fully|first|second|third|fourth|initial|initially|final|pilot|piloted|piloting|pilots|phase|phases|stage|stages|step|steps|test|testing|trial|trials|project|programme|program|"
    "national|nationwide|countrywide|system|practice|existing|initiative|scheme|service|procedure|measure|measures|legislation|law|regulation|act|actual|official|officially|go live|golive|release|version|module|i|ii|iii|iv|v|b|c|mid year|"
    "completed|completion|extended|extension|expanded|revised|revision|updated|update|amended|amendment|reform|reformed|inception|creation|created|signed|signature|publication|published|upgrade|upgraded|mandatory|voluntary|compulsory|"
    "import|imports|export|exports|express|post|postal|air|sea|couriers|courier|customs|duty|vat|gst|tax|goods|parcels|all|other|entire|whole|country|ports|airports|airport|port|new|old|current|currently|planned|expected|scheduled|foreseen|target|"
    "le|la|les|l|en|au|du|de|des|d|un|une|année|an|mois|jour|date|depuis lors|mise|mis|oeuvre|œuvre|vigueur|entrée|entré|service|lancement|lancé|lancée|démarrage|début du projet|projet|pilote|phase|étape|essai|adoption|adopté|adoptée|"
    "introduit|introduite|introduction|opérationnel|opérationnelle|déploiement|généralisation|généralisé|extension|première|premier|deuxième|troisième|seconde|application|appliqué|appliquée|création|créé|créée|loi|effectif|effective|exploitation|"
    "publication|publié|publiée|révision|révisé|révisée|import|export|poste|fret|express|prévu|prévue|et|"
    "el|los|las|del|al|año|mes|día|fecha|fue|se|implementó|implementación|implementado|implementada|inicio|inició|iniciado|iniciada|puesta|marcha|funcionamiento|entrada|entró|vigor|vigencia|lanzamiento|lanzado|lanzada|proyecto|piloto|fase|etapa|"
    "primera|segunda|tercera|primero|segundo|aprobación|aprobado|aprobada|adopción|adoptado|creación|creado|ley|decreto|operación|producción|despliegue|nacional|publicación|publicado|modificación|modificado|reforma|ampliación|previsto|"
    "o|os|as|do|da|dos|das|em|no|na|ano|dia|data|implantação|implementação|início|lançamento|projeto|entrada|vigência|"
    "der|die|das|den|dem|im|am|in|jahr|monat|einführung|eingeführt|inkrafttreten|kraft|start|beginn|seit|pilotprojekt|pilotphase|phase|stufe|inbetriebnahme|umsetzung|umgesetzt|"
    "i|den|år|dato|oppstart|innført|ikrafttredelse|het|op|jaar|datum|invoering|ingevoerd|ab|il|anno|nel|dal mese|entrata|vigore|avvio|"
    "в|году|года|год|г|введено|введен|внедрено|запуск|запущен|вступил|вступило|силу|действие|дата|w|roku|dnia|v|roce|yılında|tarihinde|tahun|pada|tanggal|năm|ngày|tháng|عام|سنة|في|بتاريخ|年|ve|"
    "approved|approval|phase 1|announced|decision|decree|ministerial|order|resolution|board|council|parliament|government|administration|only|basis|terms|stand|alone|since then|respectively|both|each|time|timeframe|period|during|monday|tuesday|"
    "wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
# Words that change what a date means. A note that holds one explains nothing.
DANGER = _phrases(
    "until|till|before|after|by|not|no|never|prior|later|earlier|tbd|tbc|unknown|undecided|undetermined|perhaps|maybe|possibly|probably|postponed|delayed|suspended|cancelled|repealed|expired|ended|end|ends|ending|closed|terminated|within|"
    "least|latest|than|early|mid|late|beginning|middle|half|quarter|week|weeks|months|days|ago|or|ah|bs|be|ec|hijri|fy|fiscal|financial|b s|a h|e c|"
    "avant|après|jusqu|ne|pas|plus tard|reporté|suspendu|fin|début|mi|milieu|courant|au plus|ou|exercice|semaine|"
    "antes|después|despues|hasta|no|nunca|pospuesto|aplazado|suspendido|fin|fines|finales|principios|inicios|mediados|semana|ejercicio|"
    "depois|até|não|vor|nach|nicht|bis|ende|anfang|mitte|до|после|не|конец|начало|середина"
)
# A part of a year that EDTF has no code for: the year or month holds it.
VAGUE = _phrases(
    "early|in early|mid|in mid|late|in late|end of|at the end of|the end of|end|beginning of|the beginning of|at the beginning of|in the beginning of|middle of|in the middle of|by the end of|start of|year end|"
    "début|au début de|début de|fin|à la fin de|fin de|mi|courant|dans le courant de|milieu|au milieu de|fines de|a fines de|finales de|a finales de|principios de|a principios de|inicios de|a inicios de|mediados de|a mediados de|fin de|"
    "início de|no início de|final de|no final de|meados de|em meados de|fim de|anfang|ende|mitte|begin|eind|slutten av|begynnelsen av|inizio|fine|metà|начало|в начале|конец|в конце|середина|в середине"
)
_SEPARATED = re.compile(r"^\s*[,;:–—(\n-]")


def _reduced(text: str) -> str:
    return fold(re.sub(r"[\ue000-\uf8ff]", " ", text))


def _all_fill(folded: str) -> bool:
    return all(word in FILL or word in _WEEKDAYS() for word in folded.split())


@cache
def _WEEKDAYS() -> frozenset[str]:  # noqa: N802
    from extractor.parsers.calendar_words import calendar

    return calendar().weekdays


def _note(text: str) -> bool:
    """Whether a text can be a note beside a date: few words, no figures, none that changes the date's meaning."""
    if any(c.isdigit() for c in text):
        return False
    found = _reduced(text).split()
    return len(found) <= 12 and not any(word in DANGER or word in APPROXIMATE or word in OPEN_AFTER for word in found)


def _ends_with(folded: str, phrases: frozenset[str]) -> str | None:
    parts = folded.split()
    for size in range(min(5, len(parts)), 0, -1):
        if (phrase := " ".join(parts[-size:])) in phrases:
            return phrase
    return None


@cache
def lead(text: str) -> str | None:
    """What the text before the first date makes of it: "", "open", "until", "between", "approximate", "uncertain", "note"; None where it is not understood."""
    if any(c.isdigit() for c in re.sub(r"(?i)\b(?:phase|stage|step|étape|etape|fase|etapa|stufe)\s*\d\b|^\s*\d[.)]\s", " ", text)):
        return None
    text = re.sub(r"(?i)\b(phase|stage|step|étape|etape|fase|etapa|stufe)\s*\d\b|^\s*\d[.)]\s", r"\1 ", text)
    folded = _reduced(text)
    if not folded:
        return "until" if text.strip() in ("..", "<", "≤") else ""
    for phrases, meaning in ((OPEN, "open"), (UNTIL, "until"), (APPROXIMATE, "approximate")):
        phrase = _ends_with(folded, phrases)
        if phrase is None:
            continue
        rest = folded[: len(folded) - len(phrase)].strip()
        if rest and rest in BETWEEN:
            continue
        # "de", "von", "from": the first of two dates, or open; the caller knows.
        if (not rest or _all_fill(rest) or _label(text, rest)):
            return meaning
    if phrase := _ends_with(folded, BETWEEN):
        rest = folded[: len(folded) - len(phrase)].strip()
        if not rest or _all_fill(rest):
            return "" if phrase in ("de", "du", "del", "dal", "da", "vom", "von", "z", "fra") else "between"
    if _ends_with(folded, VAGUE):
        rest = folded[: len(folded) - len(_ends_with(folded, VAGUE) or "")].strip()
        return "note" if not rest or _all_fill(rest) else None
    if _all_fill(folded):
        return ""
    if re.search(r"[:–—\n-]\s*$", text) and _note(text):
        return "note"
    return None


def _label(text: str, rest: str) -> bool:
    """Whether the words before a phrase are a label of their own ("Pilot in Arusha: since …")."""
    del rest
    return ":" in text and _note(text[: text.rindex(":")])


@cache
def tail(text: str) -> str | None:
    """What the text after the last date makes of it: "", "open", "uncertain", "note"; None where it is not understood."""
    stripped = text.strip(" .,;\n")
    if stripped in ("-", "–", "—", "→", "->", "/", "~", "/..", "- …", "…"):
        return "open"
    if stripped == "?":
        return "uncertain"
    if any(c.isdigit() for c in text):
        return None
    folded = _reduced(text)
    if not folded:
        return "" if not stripped.strip("()[]-–—:") else None
    if folded in OPEN_AFTER or folded in {f"and {word}" for word in OPEN_AFTER}:
        return "open"
    for word in ("起", "以降", "以来", "から", "より", "부터", "至今"):
        if stripped.startswith(word):
            return "open"
    if stripped.startswith(("-", "–", "—")) and _reduced(stripped[1:]) in OPEN_AFTER:
        return "open"
    parts = folded.split()
    for size in (4, 3, 2, 1):
        head = " ".join(parts[:size])
        if head in OPEN_AFTER and head not in FILL and _all_fill(" ".join(parts[size:])):
            return "open"
    if _all_fill(folded):
        return ""
    if (_SEPARATED.match(text) or text.lstrip().lower().startswith(("for ", "pour ", "para ", "in ", "at ", "by the ", "with ", "à ", "en ", "für "))) and _note(text.replace("by the ", "", 1)):
        return "note"
    return None


@cache
def between(text: str) -> str | None:
    """How two dates stand to each other by the text between them: "range", "dash", "and", "or", "slash", "list", "labelled"; None where it is not understood."""
    stripped = text.strip(" .")
    if stripped in ("-", "–", "—", "~", "〜", "～", "→", "->", "..", "…", "--"):
        return "dash"
    if stripped == "/":
        return "slash"
    if not stripped.strip(",;&+|•·\n "):
        return "list" if stripped or "\n" in text else None
    without = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    if without != text:
        inner = between(without)
        if inner is not None:
            return inner
        return "list" if not without.strip(" .") else None
    plain = re.sub(r"(?i)\b(phase|stage|step|étape|etape|fase|etapa|stufe)\s*\d\b|(?<=[\s;,\n])\d[.)]\s", r"\1 ", text)
    if any(c.isdigit() for c in plain):
        return None
    folded = _reduced(plain)
    if folded in RANGE and folded not in AND:
        return "range"
    if folded in ("a", "e", "i"):
        return "range" if folded == "a" else "and"
    if folded in OR:
        return "or"
    if folded in AND:
        return "and"
    bare = re.sub(r"^[,;\s]+", "", plain)
    if stripped[:1] in ("-", "–", "—", ",") and _reduced(stripped[1:]) in RANGE:
        return "range"
    if _all_fill(folded) and (bare != plain or plain.rstrip().endswith((",", ";", ":", "\n")) or folded.split()[0] in AND):
        return "labelled"
    parts = folded.split()
    if parts and parts[0] in AND and _all_fill(" ".join(parts[1:])):
        return "labelled"
    # "2016 for express, 2018 for post": notes parted by a sign.
    pieces = re.split(r"[,;\n]|\s[–—-]\s", plain)
    if len(pieces) > 1 and all(not piece.strip() or _note(piece) for piece in pieces):
        return "labelled"
    if ":" in plain and _note(plain):
        return "labelled"
    return None

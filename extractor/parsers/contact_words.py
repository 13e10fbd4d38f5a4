"""What a line of a contact is: a person's name, a position, a body, a note. Judged by the words of several languages and by how names are written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Field = Literal["name", "title", "organization", "email", "phone", "fax", "note"]

# Printed labels inside a contact → the field. Folded without accents, lower case; a colon, dash or nothing follows.
LABELS: dict[str, Field] = {
    **dict.fromkeys(
        (
            "name", "full name", "names", "contact name", "name of contact", "name of contact person", "contact person", "contact", "contact point", "point of contact", "focal point", "person", "surname", "family name",
            "nom", "nom et prenom", "nom et prenoms", "prenom et nom", "noms", "personne de contact", "personne a contacter", "point focal", "point de contact", "nom du contact",
            "nombre", "nombre y apellidos", "nombre completo", "nombres y apellidos", "apellidos y nombres", "persona de contacto", "contacto", "punto de contacto", "punto focal", "nome", "nome completo", "contato",
            "ansprechpartner", "ansprechpartnerin", "kontakt", "kontaktperson", "naam", "contactpersoon", "navn", "namn", "nazwisko", "imie i nazwisko", "имя", "фио", "ф и о", "контактное лицо", "الاسم", "姓名", "氏名", "お名前", "이름", "성명", "담당자", "联系人", "聯絡人", "担当者", "ad soyad", "nama",
        ), "name",
    ),
    **dict.fromkeys(
        (
            "title", "job title", "position", "post", "designation", "function", "role", "rank", "position title", "title position", "position / title", "occupation", "job", "capacity", "official title", "grade", "title/position", "title / position", "post title",
            "titre", "fonction", "poste", "qualite", "fonctions", "titre / fonction", "titre/fonction", "grade / fonction", "cargo", "puesto", "titulo", "funcion", "cargo / puesto", "cargo/puesto", "denominacion del cargo", "funcao",
            "funktion", "stelle", "titel", "dienststellung", "functie", "stilling", "tittel", "befattning", "stanowisko", "должность", "المسمى الوظيفي", "المنصب", "职务", "職務", "职位", "職位", "役職", "직책", "직위", "unvan", "jabatan",
        ), "title",
    ),
    **dict.fromkeys(
        (
            "organization", "organisation", "agency", "department", "dept", "administration", "institution", "company", "employer", "office", "unit", "division", "directorate", "ministry", "authority", "affiliation", "organization / company", "member", "customs administration", "section", "branch", "entity", "body", "service", "bureau",
            "organisme", "etablissement", "departement", "direction", "ministere", "entite", "societe", "unite", "structure", "organizacion", "institucion", "entidad", "departamento", "organismo", "dependencia", "administracion", "empresa", "direccion general", "unidad", "servicio", "ministerio", "organizacao", "instituicao", "orgao",
            "behorde", "dienststelle", "abteilung", "organisatie", "organisasjon", "organisationen", "organizacja", "instytucja", "организация", "ведомство", "الجهة", "المنظمة", "الإدارة", "单位", "單位", "机构", "所属", "組織", "기관", "소속", "kurum", "instansi",
        ), "organization",
    ),
    **dict.fromkeys(
        (
            "email", "e mail", "e-mail", "mail", "email address", "e-mail address", "e mail address", "emails", "e-mails", "e", "electronic mail", "email id", "e-mail id", "mailbox", "functional mailbox", "generic email", "group mailbox", "@",
            "courriel", "courriels", "mel", "adresse electronique", "adresse e mail", "adresse e-mail", "adresse email", "adresse mail", "adresse de courriel", "correo electronico", "correo", "correo-e", "correo e", "correos electronicos", "direccion electronica", "direccion de correo electronico", "correio eletronico", "correio electronico", "e-post", "epost", "e-postadresse", "e-postadress",
            "sahkoposti", "e-pasts", "e-post address", "el pastas", "adres e-mail", "электронная почта", "эл почта", "эл. почта", "почта", "البريد الإلكتروني", "بريد إلكتروني", "البريد", "电子邮件", "電子郵件", "电子邮箱", "邮箱", "電郵", "メール", "メールアドレス", "eメール", "이메일", "전자우편", "e-posta", "eposta", "surel",
        ), "email",
    ),
    **dict.fromkeys(
        (
            "tel", "telephone", "phone", "ph", "t", "p", "telephone number", "phone number", "tel no", "telephone no", "phone no", "contact number", "contact no", "tel number", "mobile", "mobile phone", "mob", "m", "cell", "cellphone", "cell phone", "cellular", "gsm", "direct", "direct line", "direct phone", "office phone", "work phone", "work", "whatsapp", "landline", "switchboard", "tel/whatsapp", "tel / whatsapp", "telephones", "phones", "office tel", "mobile no", "mobile number", "hotline", "helpdesk", "tel (office)", "tel (mobile)", "tel office", "tel mobile", "tel direct", "tel/mobile", "tel & fax", "tel/fax", "tel / fax", "tel fax", "phone/fax", "phone / fax", "tel. / fax", "tel and fax",
            "tele", "telephone portable", "portable", "telephone fixe", "fixe", "ligne directe", "numero de telephone", "n° de telephone", "telefono", "telefonos", "movil", "celular", "telf", "tlf", "tfno", "numero de telefono", "tel celular", "telefone", "telemovel", "telefon", "telefonnummer", "durchwahl", "mobil", "handy", "rufnummer", "telefoon", "tel nr", "puhelin", "talrunis", "telefonas", "telefoni", "telef", "komorka", "телефон", "тел", "моб", "мобильный", "الهاتف", "هاتف", "جوال", "电话", "電話", "电话号码", "手机", "電話番号", "전화", "전화번호", "휴대폰", "telepon", "dien thoai", "โทร", "โทรศัพท์",
        ), "phone",
    ),
    **dict.fromkeys(("fax", "f", "fax no", "fax number", "facsimile", "telefax", "telecopie", "telecopieur", "fax n°", "telefacsimil", "facsimil", "факс", "فاكس", "传真", "傳真", "ファックス", "팩스", "faks"), "fax"),
    **dict.fromkeys(
        (
            "address", "postal address", "mailing address", "street address", "office address", "adresse", "adresse postale", "direccion", "direccion postal", "domicilio", "endereco", "anschrift", "postanschrift", "adres", "adress", "adresa", "адрес", "العنوان", "地址", "住所", "주소", "alamat",
            "website", "web", "web site", "url", "site", "site web", "sitio web", "pagina web", "homepage", "internet", "www", "skype", "twitter", "linkedin", "note", "notes", "remarks", "language", "languages", "langue", "idioma", "p o box", "po box", "postal code", "zip", "city", "country", "pays", "pais", "location", "fecha", "date", "office hours", "hours", "horaires",
        ), "note",
    ),
}  # fmt: skip

HONORIFICS = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|doctor|sir|dame|lord|lady|hon|honourable|honorable|rev|eng|engr|arch|adv|atty|capt|captain|cmdr|cdr|maj|major|lt|col|colonel|gen|sgt|insp|supt|h\.?e|his excellency|her excellency|"
    r"m|mm|mme|mlle|me|monsieur|madame|mademoiselle|docteur|sr|sra|srta|señor|señora|don|doña|lic|licda|licdo|ing|arq|abg|abog|dra|mtro|mtra|econ|cpn|cr|dña|d|sig|sig\.ra|dott|dott\.ssa|avv|herr|frau|dhr|mevr|mw|drs|"
    r"ir|fr|hr|dipl\.-ing|mag|datuk|dato|dato'|dato’|tan sri|tuan|puan|encik|haji|hajah|tengku|sheikh|shaikh|shri|smt|sri|kum|ustaz|u|daw|khun|bapak|ibu|pak|prof\. dr|ts|phd)\.?\s+)+(?=\S)",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "de la del las los da do das dos di du des d' d’ van der den von zu zum zur vom bin binti bint ibn ben abu al el ul ur ud ad as ash at an az ar le les ter ten te 't y e i af av i arap dela delos san st santa mac mc o ó ní ni nic uí ap ab dal dalla della degli "
    "op in het aan bte b d/o s/o a/l a/p ole wa na tan op't und zur nga ka bhai".split()
)
_SUFFIXES = re.compile(r"^(?:ph\.?\s?d|md|mba|msc|m\.sc|ma|bsc|llm|ll\.m|llb|cpa|jr|sr|ii|iii|iv|esq|q\.?c|obe|mbe|cbe|ao|psm|cissp|pmp|dr|eng)\.?$", re.IGNORECASE)

# Words, or beginnings of words, that a position has. Tried on folded words: "^" the whole word, else its beginning.
_TITLE_STEMS = tuple(
    """
    director directeur directrice direktor direktør direktoriu direttore direttrice diretor diretora head^ headof chief chef^ cheffe chefe^ manager management^ gestor gestionnaire officer oficial^ funcionari fonctionnaire
    commissioner^ commissaire comisionad comissari deputy^ assistant^ asst^ adjoint^ adjointe^ adjunt adviser advisor adviseur rådgiver radgiver radgivar rådgivare neuvonantaja beratung berater referent^ referatsleit
    expert^ experte^ expertin^ ekspert ekspertas eksperte asiantuntija coordinat coordenad coordinad koordinat inspector^ inspecteur inspectrice inspektor inspektør inspektör inspecton inspecciones secretary^ secretaire^ secretario^ secretaria^
    minister^ ministro^ ministra^ analyst analista analyste specialist especialista specialiste specjalista spesialist consultant^ consultor leader^ lead^ owner^ jefe^ jefa^ gerente subgerente intendent intendente intendenta encargad responsable^ responsavel
    subdirector subdirec sousdirect sousdirecteur administrator^ administrateur^ administratrice^ administrador^ administradora^ president^ presidente^ presidenta^ vicepresident chair^ chairman^ chairperson^ controller^ controleur controleuse controlador supervisor supervisora superviseur
    superintendent^ superintendente collector^ surveyor^ leiter leiterin abteilungsleit sachgebietsleit sachbearbeiter attache^ counsellor^ counselor^ counsel^ conseiller conseillere consejer asesor asesora assessor principal^ senior^ junior^ acting^ ag^ vice^ interim^ tecnico^ tecnica^
    professional^ engineer^ ingenier lawyer^ jurist^ juriste^ representative^ representant delegat liaison^ focal^ executive^ auditor auditeur economist^ economista^ delegado^ receveur^ verificateur inspecteurprincipal seksjonsleder seksjonssjef avdelingsdirektør avdelingsleder underdirektør
    kontorchef enhetschef sektionschef avdelningschef afdelingschef kontorsjef fagdirektør seniorrådgiver seniorradgiver hoofd^ beleidsmedewerker projectleider projektleder prosjektleder projektledare projectmanager naczelnik dyrektor kierownik zastepca starszy glowny osztalyvezeto igazgato foosztalyvezeto referens
    vedouci reditel nachalnik vadovas vyriausiasis vecakais galvenais juhataja peaspetsialist nõunik noukogu начальник заместитель директор эксперт специалист инспектор руководитель советник главный ведущий председатель старшии müdür mudur uzman daire baskan kepala direktur pengarah ketua penolong timbalan pegawai
    undersecretary general^directeur receptor visitador vista^ procurador fiscal^ magistrad official^ clerk^ trainee^ intern^ member^ associate^ fellow^ researcher^ spokesperson^ ombudsman^ registrar^ comptroller^ appraiser^ examiner^ investigator^ scientist^ architect^ developer^ planner^ strategist^ agent^ agente^ aide^ مدير رئيس نائب خبير مستشار مفتش
    """.split()
)  # fmt: skip
_TITLE_EAST = re.compile("(?:課長|部長|局長|室長|係長|主任|補佐|専門官|调查官|調査官|处长|處長|司长|司長|科长|科長|主管|经理|經理|专员|專員|과장|국장|사무관|서기관|주무관|팀장|청장|실장|담당관|관세관)$")
_BODY_STEMS = tuple(
    """
    customs aduan douan zoll^ zollver zolldir zollamt zollb tullverk tull^ toll^ tollvesen tolletat toldstyr told^ dogana dogane duane gumruk kastam cukai beacukai celni celná muita^ muitas^ muitines muitine vam^ tulli^ tax^ taxes^ taxation steuer steuern skatt skatte skatteetaten impost impuest impots tributari tributaria tribut fiscalite skarbow finances^ finance^ finanza finanzas fazenda hacienda
    administra administratio ministr ministry^ ministere^ ministerio^ ministeri ministerium ministerie ministerstv directorate directia direction^ direccion direcao direzione generaldirektion generalzolldirektion direktion direktorat direktoratet dyrekcja authority^ authorities^ autorit autorid autoridad agency^ agencies^ agence agencia agenzia agentur agentschap agentur
    service^ services^ servicio servicios servico servicos servizio bureau^ buro board^ department departamento departement dipartimento dept^ office^ offices^ oficina bureaux commission^ comision comissao kommission committee^ comite council^ consejo conseil revenue^ revenues^ recettes rentas receita ingresos treasury^ tresor tesoreria tesoro post^ postal^ poste^ posta^ correos correo^ posten^ deutsche
    border^ frontier police^ policia gendarmerie institut secretariat secretaria^ secretariado federation^ federacion company^ companies^ corporation^ corp^ ltd^ limited^ inc^ gmbh^ ag^ bv^ plc^ llc^ pty^ sa^ sas^ sarl^ s.a^ union^ organization^ organisation^ organizacion association^ asociacion chamber^ camara chambre university universidad universite academy academia academie centre^ center^ centro^ unit^ unidad^ unite^ division^ section^ branch^ seccion sezione abteilung referat^ fachbereich
    desk^ team^ equipe^ equipo^ group^ grupo^ groupe^ taskforce task^ sunat^ sat^ dian^ afip^ hmrc^ cbp^ cbsa^ abf^ kcs^ sars^ kra^ ura^ tra^ gra^ urssaf amt^ behörde verwaltung^ bundesamt bundesministerium federal^ national^ nacional^ nationale^ republic^ government^ gouvernement gobierno governo parliament superintendencia intendencia gerencia^ jefatura subdireccion sousdirection sousdirection delegation^ delegacion representation^ embassy^ mission^ embajada ambassade wco^ omd^ oma^ upu^ icc^
    таможен министерств управлени служба^ агентств департамент комитет инспекци налогов държав агенция митниц дирекция جمارك الجمارك هيئة الهيئة وزارة مصلحة إدارة الإدارة الضرائب مركز toimisto amet^ ministeerium valitsus inspekcij valsts ieņēmumu dienests hivatal minisztérium urzad izba krajowa úřad urad sprava správa jabatan^ direktorat^ kementerian kantor^ badan^
    """.split()
)  # fmt: skip
_BODY_SUFFIX = re.compile(r"(?:direktion|direktionen|verwaltung|ministerium|ministeriet|departementet|direktoratet|styrelsen|styret|verket|vesenet|etaten|myndigheten|amt|behörde|agentur|institut|kammer|zoll|tollet|gruppen|minister(?:ie|stvo)|douane|aduana)$")
_BODY_EAST = re.compile("(?:税関|海关|海關|関税|關稅|关税|税務|税务|总署|總署|財務省|财政部|局|署|省|部|庁|厅|處|处|课|課|室|관세청|세관|청|부|국|과|원|위원회|공사|郵政|邮政|우정사업본부|株式会社|有限公司|大学)$")
# A body of which a title may be a part: "Director, IPR Division". Its name belongs to the title.
_UNIT = re.compile(r"\b(?:unit|division|section|branch|desk|team|group|bureau|cell|department|dept|unidad|sección|división|departamento|unité|service|département|referat|abteilung|seksjon|enhet|avdeling|afdeling|directorate)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:p\.?\s?o\.?\s?box|post(?:al)? (?:box|code)|postfach|apartado|casilla|boîte postale|b\.?p\.?\s?\d|bp \d|c\.?p\.?\s?\d|cedex|street|avenue|ave\.|road|boulevard|blvd|square|building|bldg|floor|suite|room|house no|plaza|lane|drive|parkway|highway|"
    r"rue|place|quai|allée|immeuble|calle|avenida|av\.|carrera|edificio|piso|paseo|col\.|jirón|jr\.|rua|praça|straße|strasse|str\.|platz|weg \d|gasse|straat|laan|plein|gate \d|gata|gatan|vej|veien|via |viale|piazza|ulica|ul\.|улица|ул\.|улуцу|jalan|jln|"
    r"شارع|صندوق بريد|ص\.ب)(?=\W|$)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"^(?:[A-Z]{1,2}[- ])?\d{4,6}\b\s+[^\W\d_]+|[^\W\d_]+,?\s+(?:[A-Z]{2}\s+)?\d{4,6}(?:-\d{3,4})?$|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b")
_LETTERS = re.compile(r"[^\W\d_]")
_UNCASED = re.compile("[\u0590-\u06ff\u0750-\u077f\u0900-\u0dff\u0e00-\u0eff\u0f00-\u109f\u10d0-\u10ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EAST = re.compile("^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・ ]+$")


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """A word without case, accents, punctuation at its ends and hyphens."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if c.isalnum())


@lru_cache(maxsize=4096)
def is_title_word(word: str) -> bool:
    """Whether a word names a position: Director, Cheffe, Jefa, Leiter."""
    folded = bare(word)
    return len(folded) > 1 and any(folded == stem for stem in _TITLE_EXACT) or any(folded.startswith(stem) for stem in _TITLE_OPEN) and not folded.startswith(_NOT_TITLE)


@lru_cache(maxsize=4096)
def is_body_word(word: str) -> bool:
    """Whether a word names a body: Customs, Ministère, Aduanas, Zollverwaltung."""
    folded = bare(word)
    return len(folded) > 1 and (folded in _BODY_EXACT or any(folded.startswith(stem) for stem in _BODY_OPEN) or _BODY_SUFFIX.search(folded) is not None and len(folded) > 6)


def _split_stems(stems: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    exact = frozenset(bare(stem[:-1]) for stem in stems if stem.endswith("^"))
    return exact, tuple(sorted({bare(stem) for stem in stems if not stem.endswith("^")} - {""}))


_TITLE_EXACT, _TITLE_OPEN = _split_stems(_TITLE_STEMS)
_BODY_EXACT, _BODY_OPEN = _split_stems(_BODY_STEMS)
_NOT_TITLE = ("directorate", "commissioners", "expertise", "inspectorate", "directoria")


def words_of(text: str) -> list[str]:
    """Words of a text with their hyphens, apostrophes and points."""
    return [word for word in re.split(r"[\s,;/()]+", text) if _LETTERS.search(word)]


@lru_cache(maxsize=2048)
def looks_like_name(text: str) -> float:
    """How likely a text is a person's name, 0 to 1, by how it is written."""
    text = text.strip()
    without = HONORIFICS.sub("", text)
    honoured = without != text
    if not without or any(c.isdigit() for c in without) or len(without) > 70 or re.search(r"[:;@!?=<>|#%&_*“”\"]", without):
        return 0.0
    if _EAST.match(without):
        if _TITLE_EAST.search(without) or _BODY_EAST.search(without):
            return 0.0
        letters = len(without.replace(" ", "").replace("・", ""))
        return 0.85 if 2 <= letters <= 5 or ("・" in without or " " in without) and letters <= 14 else 0.0
    surname_first = re.fullmatch(r"([^\s,]+(?: [^\s,]+)?), ([^\s,]+(?: [^\s,]+)?)", without)
    parts = without.replace(",", " ").split() if surname_first else without.split()
    if "," in without and not surname_first:
        head, _, tail = without.rpartition(",")
        if not _SUFFIXES.match(tail.strip()):
            return 0.0
        parts = head.split()
    if not parts or len(parts) > 7:
        return 0.0
    big = 0
    for index, part in enumerate(parts):
        core = part.strip("().,’'\"-")
        if not core:
            return 0.0
        if is_title_word(core) and core.lower() not in ("chef", "head", "minister", "lead", "ag", "fiscal", "major") and len(core) > 2:
            return 0.0
        if is_body_word(core) and core.lower() not in ("post", "bea", "sat", "border", "ag", "sa", "inc", "correa"):
            return 0.0
        if core.lower() in _PARTICLES and (index > 0 or len(parts) > 1):
            if core[0].isupper():
                big += 1
            continue
        if _UNCASED.match(core):
            big += 1
            continue
        if not core[0].isupper():
            # "de la Cruz", "arap Maina", "d’Arc", "O’Neill", "bin Rashid": only particles begin small.
            if re.match(r"^[a-z]{1,3}['’-][A-Z]", core) and (index or len(parts) > 1):
                big += 1
                continue
            return 0.0
        if re.search(r"[/\\+]", core):
            return 0.0
        big += 1
    if big == 0:
        return 0.0
    if len(parts) == 1:
        core = parts[0].strip(".,")
        if honoured:
            return 0.9
        return 0.3 if len(core) > 2 and not core.isupper() else 0.05
    score = 0.9 if big >= 2 else 0.5
    if without.isupper() and len(parts) <= 2 and all(len(part) <= 4 for part in parts):
        score = 0.3  # "DG TAXUD"
    # What everybody capitalises and no name has.
    if re.search(r"(?i)\b(?:the|of|and|for|on|with|e-?commerce|trade|facilitation|electronic|commerce|international|policy|affairs|cooperation|operations|information|technology|legal|general|parcels?|clearance|procedures|tariff|value|risk|control|comercio|electrónico|commerce|électronique|asuntos|exterior|internacional|postal|compliance|strategy|development|planning|relations|digital|data|project|projects|e|reform|modernization|modernisation)\b", without) and not honoured:
        count = len(re.findall(r"(?i)\b(?:the|of|and|for|on|with|e-?commerce|trade|facilitation|electronic|commerce|international|policy|affairs|cooperation|operations|information|technology|legal|general|parcels?|clearance|procedures|tariff|value|risk|control|comercio|electrónico|commerce|électronique|asuntos|exterior|internacional|postal|compliance|strategy|development|planning|relations|digital|data|project|projects|reform|modernization|modernisation)\b", without))
        score = 0.25 if count == 1 and len(parts) > 2 else 0.1 if count else score
    return min(1.0, score + 0.08) if honoured else score


@lru_cache(maxsize=2048)
def classify(text: str) -> tuple[Literal["name", "title", "organization", "note"], float]:
    """(what a line without label is, how sure) by its words alone."""
    text = text.strip(" ,;.-–—")
    words = words_of(text)
    if not words:
        return "note", 0.5
    if _PLACE.search(text) or _POSTCODE.search(text):
        return "note", 0.9
    titles = [index for index, word in enumerate(words) if is_title_word(word)]
    bodies = [index for index, word in enumerate(words) if is_body_word(word)]
    if _TITLE_EAST.search(text):
        return "title", 0.85
    if _EAST.match(text) and _BODY_EAST.search(text) and len(text) > 2:
        return "organization", 0.85
    name = looks_like_name(text)
    if HONORIFICS.match(text) and name > 0.8:
        return "name", 0.95
    if any(c.isdigit() for c in text) and not titles:
        return ("organization", 0.6) if bodies else ("note", 0.7)
    if titles and (titles[0] <= 2 or not bodies):
        # "Directorate General", "Office of the Director": a body that only mentions a position.
        if bodies and bodies[0] < titles[0] and titles[0] > 1 and re.match(r"(?i)^(?:the\s+)?(?:office|bureau|cabinet|secretariat|department|division|ministry)\b", text):
            return "organization", 0.7
        return "title", 0.92 if titles[0] == 0 or len(words) <= 4 else 0.8
    if bodies and not (name >= 0.8 and len(words) <= 3 and not _UNIT.search(text)):
        return "organization", 0.9 if len(words) > 1 else 0.75
    if name >= 0.8:
        return "name", 0.85
    if titles:
        return "title", 0.7
    if len(words) == 1 and text.isupper() and 2 <= len(text) <= 9 or re.fullmatch(r"(?:[A-Z]{2,6}[ -]){1,3}[A-Z]{2,8}", text):
        return "organization", 0.65
    if name >= 0.3:
        return "name", 0.5
    return "note", 0.4

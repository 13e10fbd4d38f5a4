"""Contacts in the many ways that people write them."""

from __future__ import annotations

import pytest

from extractor.answers import Context
from extractor.document import Line
from extractor.parsers.contact import claims, parse
from tests.parsers.answering import answer, linked, region, table

# One contact a block: its lines, then "=> name | title | organization | e-mails | phones | notes" for each contact. "//" parts notes.
CASES = """
Michael B. Walsh - Director, IPR Division
Michael.B.Walsh@CBP.DHS.gov
Shaun Keller
Chief, E-Commerce and Small Business Branch
Shaun.Keller@CBP.DHS.gov
=> Michael B. Walsh | Director, IPR Division | | Michael.B.Walsh@CBP.DHS.gov | |
=> Shaun Keller | Chief, E-Commerce and Small Business Branch | | Shaun.Keller@CBP.DHS.gov | |

Nom : Awa Diop
Fonction : Inspectrice principale
Structure : Direction des Douanes
Adresse : Allées Robert Delmas
Téléphone : +221 33 839 00 00
Fax : +221 33 839 00 01
E-mail : awa.diop@douanes.sn
=> Awa Diop | Inspectrice principale | Direction des Douanes | awa.diop@douanes.sn | +221 33 839 00 00 | Adresse : Allées Robert Delmas//Fax : +221 33 839 00 01

Nombre: Juan Pérez
Cargo: Jefe de División
Institución: Aduana Nacional
Correo electrónico: jperez@aduana.gob.ni
=> Juan Pérez | Jefe de División | Aduana Nacional | jperez@aduana.gob.ni | |

María José Cañas - Deputy Head of Unit
canas_m@correo.aeat.es
Tel: +34 91 728 36 96; Mobile: +34 91 728 35 41
P.O. Box 8300
Fax: +34 91 728 98 59
=> María José Cañas | Deputy Head of Unit | | canas_m@correo.aeat.es | +34 91 728 36 96, +34 91 728 35 41 | P.O. Box 8300//Fax: +34 91 728 98 59

Kristof Vanden Broeck (Adviseur Generaal)
General Administration of Customs and Excise
kristof.vandenbroeck [at] minfin.example.be
+32 2 572 57 57
=> Kristof Vanden Broeck | Adviseur Generaal | General Administration of Customs and Excise | kristof.vandenbroeck@minfin.example.be | +32 2 572 57 57 |

Dr. Jürgen von Hagen, Referatsleiter III B 2
Generalzolldirektion
juergen.vonhagen@zoll.example.de
Generalzolldirektion
atlas-impost@zoll.example.de
=> Dr. Jürgen von Hagen | Referatsleiter III B 2 | Generalzolldirektion | juergen.vonhagen@zoll.example.de | |
=> | | Generalzolldirektion | atlas-impost@zoll.example.de | |

Krajowa Administracja Skarbowa
info.ecommerce@mf.gov.pl
=> | | Krajowa Administracja Skarbowa | info.ecommerce@mf.gov.pl | |

Swiss Post
Jean-Luc Favre
Project Manager
jl.favre@example.post.ch
=> Jean-Luc Favre | Project Manager | Swiss Post | jl.favre@example.post.ch | |

Khalid bin Rashid Al Mansoori – Executive Director, Trade Facilitation
khalid@fca.example.gov.ae
=> Khalid bin Rashid Al Mansoori | Executive Director, Trade Facilitation | | khalid@fca.example.gov.ae | |

DUPONT Jean-Pierre
Chef de Division E-commerce
Tél : 01 57 53 43 27 / 06 12 34 56 78
=> DUPONT Jean-Pierre | Chef de Division E-commerce | | | 01 57 53 43 27, 06 12 34 56 78 |

NORDMANN, Kari, Senior Adviser
kari@toll.no
=> NORDMANN, Kari | Senior Adviser | | kari@toll.no | |

Tan Wei Ling, Deputy Director, Declarations, Singapore Customs, tan@customs.example.gov.sg, +65 6355 2000
=> Tan Wei Ling | Deputy Director, Declarations | Singapore Customs | tan@customs.example.gov.sg | +65 6355 2000 |

山田太郎
関税局業務課 課長補佐
taro.yamada@mof.go.jp
電話: +81-3-3581-4111
=> 山田太郎 | 関税局業務課 課長補佐 | | taro.yamada@mof.go.jp | +81-3-3581-4111 |

Иванов Иван Иванович
Начальник управления
Федеральная таможенная служба
тел. +7 495 740-18-18
=> Иванов Иван Иванович | Начальник управления | Федеральная таможенная служба | | +7 495 740-18-18 |

Jane Doe jane@a.gov; John Roe john@a.gov
=> Jane Doe | | | jane@a.gov | |
=> John Roe | | | john@a.gov | |

1. Jane Doe
Director
jane dot doe at customs dot gov
2. John Roe
Manager
john(at)customs.gov
=> Jane Doe | Director | | jane.doe@customs.gov | |
=> John Roe | Manager | | john@customs.gov | |

Norwegian Customs
Att. Kari Nordmann
Website: www.toll.no
kari@toll.no
=> Kari Nordmann | | Norwegian Customs | kari@toll.no | | Website: www.toll.no

Jane Doe
Director
very.long.name@customs.
example.gov
=> Jane Doe | Director | | very.long.name@customs.example.gov | |

Maria Corazon dela Cruz, Chief, Informal Entry
> Division
Bureau of Customs
> Manila
mc@customs.example.gov.ph
=> Maria Corazon dela Cruz | Chief, Informal Entry Division | Bureau of Customs Manila | mc@customs.example.gov.ph | |

Bounmy Phommachanh, Deputy Director General
> Customs Department
b@customs.example.gov.la
=> Bounmy Phommachanh | Deputy Director General | Customs Department | b@customs.example.gov.la | |

ნინო ბერიძე (Head of Department)
Revenue Service
n.beridze@rs.example.ge
=> ნინო ბერიძე | Head of Department | Revenue Service | n.beridze@rs.example.ge | |

ნინო ბერიძე
საბაჟო დეპარტამენტის უფროსი
საბაჟო დეპარტამენტი
n.beridze@rs.example.ge
=> ნინო ბერიძე | საბაჟო დეპარტამენტის უფროსი | საბაჟო დეპარტამენტი | n.beridze@rs.example.ge | |

Jane Doe
Policy Officer
European Commission
jane.doe@ec.example.eu
=> Jane Doe | Policy Officer | European Commission | jane.doe@ec.example.eu | |

Jane Doe
Chamberlain of Customs
jane@customs.example.org
=> Jane Doe | Chamberlain of Customs | | jane@customs.example.org | |

Jane Doe, Customs Director, Praia
> Directorate-General of Customs
jane@dga.example.cv
=> Jane Doe | Customs Director, Praia | Directorate-General of Customs | jane@dga.example.cv | |

Jane Doe, Gerente
> Nacional de Normas
Aduana Nacional
jane@aduana.example.gob.bo
=> Jane Doe | Gerente Nacional de Normas | Aduana Nacional | jane@aduana.example.gob.bo | |

Jane Doe, Deputy
> Commissioner, Post-Clearance
Revenue Authority
jane@ra.example.ke
=> Jane Doe | Deputy Commissioner, Post-Clearance | Revenue Authority | jane@ra.example.ke | |

Jane Doe – Section Head, Legislation
> Federal Office for Customs and Border Security
jane@bazg.example.ch
=> Jane Doe | Section Head, Legislation | Federal Office for Customs and Border Security | jane@bazg.example.ch | |

Jane Doe – Director de
Gestión Técnica
Servicio Nacional de Aduanas
jane@hacienda.example.go.cr
=> Jane Doe | Director de Gestión Técnica | Servicio Nacional de Aduanas | jane@hacienda.example.go.cr | |

Jane Doe, Commissioner’s
Adviser
jane@rra.example.rw
=> Jane Doe | Commissioner’s Adviser | | jane@rra.example.rw | |

Name: Jane Doe
Organisation: Revenue Commission
E-mail: jane@src.example.sc
Name: John Roe
Title: IT Manager
E-mail: john@src.example.sc
Organisation: Postal Services
E-mail: info@post.example.sc
=> Jane Doe | | Revenue Commission | jane@src.example.sc | |
=> John Roe | IT Manager | | john@src.example.sc | |
=> | | Postal Services | info@post.example.sc | |

Jane Doe
Director
jane@a.gov
Alternate: John Roe, Deputy Director, john@a.gov
=> Jane Doe | Director | | jane@a.gov | |
=> John Roe | Deputy Director | | john@a.gov | | Alternate

Jane Roe-Doe
> Manager: Border
> Operations
Revenue Service
jane@rs.example.sz
=> Jane Roe-Doe | Manager: Border Operations | Revenue Service | jane@rs.example.sz | |

Jane Doe
Director
Customs
T: +966 11 404 4444 F: +966 11 404 4445
jane@a.gov
=> Jane Doe | Director | Customs | jane@a.gov | +966 11 404 4444 | F: +966 11 404 4445

Jane Doe; Director; Revenue Agency; jane@a.gov
=> Jane Doe | Director | Revenue Agency | jane@a.gov | |

Doe, Jane (Ms.)
Director
jane@a.gov
=> Doe, Jane (Ms.) | Director | | jane@a.gov | |

"Jane Doe" <jane@a.gov>; "John Roe" <john@a.gov>
=> Jane Doe | | | jane@a.gov | |
=> John Roe | | | john@a.gov | |

Dirección General de Aduanas
Subdirección de Operaciones
Lic. Jane Doe
Subdirectora
jane@dga.example.mx
=> Lic. Jane Doe | Subdirectora | Dirección General de Aduanas, Subdirección de Operaciones | jane@dga.example.mx | |

Jane Doe
Kepala Seksi
Direktorat Jenderal Bea dan Cukai
jane@customs.example.id
=> Jane Doe | Kepala Seksi | Direktorat Jenderal Bea dan Cukai | jane@customs.example.id | |

Commissioner of Customs
Customs House
Fiji
info@frca.example.fj
=> | Commissioner of Customs | Customs House | info@frca.example.fj | | Fiji

Jane Doe
[[mailto:jane@a.gov][e-mail]]
=> Jane Doe | | | jane@a.gov | |
"""


def _cases() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for block in CASES.strip().split("\n\n"):
        rows = block.split("\n")
        found.append(("\n".join(row for row in rows if not row.startswith("=>")), [row[2:].strip() for row in rows if row.startswith("=>")]))
    return found


def _row(contact: object) -> str:
    fields = contact.model_dump()  # type: ignore[attr-defined]
    cells = [fields["name"], fields["title"], fields["organization"], ", ".join(fields["emails"]), ", ".join(fields["phones"]), fields["notes"]]
    return " | ".join((cell or "").replace("\n", "//") for cell in cells)


def _same(row: str) -> str:
    return " | ".join(cell.strip() for cell in row.split("|"))


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_free_lines_and_labelled_blocks(text: str, expected: list[str]) -> None:
    parsed = parse(answer(text), Context())
    assert [_row(contact) for contact in parsed.value] == [_same(row) for row in expected]
    assert parsed.left == ()


def test_a_table_of_labels_and_values() -> None:
    parsed = parse(region(table(("Name", "Jane Doe"), ("Position", "Director"), ("E-mail", "jane@a.gov"), ("Tel.", "+44 20 7946 0018"))), Context())
    assert [_row(contact) for contact in parsed.value] == ["Jane Doe | Director |  | jane@a.gov | +44 20 7946 0018 | "]


def test_a_table_with_a_row_for_each_contact() -> None:
    parsed = parse(region(table(("Name", "Title", "Email"), ("Jane Doe", "Director", "jane@a.gov"), ("John Roe", "Expert", "john@a.gov"))), Context())
    assert [_row(contact) for contact in parsed.value] == ["Jane Doe | Director |  | jane@a.gov |  | ", "John Roe | Expert |  | john@a.gov |  | "]


def test_an_address_that_only_a_link_holds() -> None:
    parsed = parse(
        region(linked("Jane Doe, Director", "Jane Doe", "mailto:jane@a.gov"), linked("Write to us", "Write to us", "mailto:info@a.gov?subject=x")), Context()
    )
    assert parsed.value[0].name == "Jane Doe"
    assert parsed.value[0].emails == ("jane@a.gov", "info@a.gov")


def test_each_field_has_its_evidence() -> None:
    parsed = parse(answer("Jane Doe, Director\njane@a.gov"), Context())
    assert [pointer for pointer, _ in parsed.evidence] == ["/0/name", "/0/title", "/0/emails"]
    assert {pointer: evidence.text for pointer, evidence in parsed.evidence}["/0/title"] == "Director"


@pytest.mark.parametrize(
    ("text", "country", "code", "path"),
    [
        ("jane.doe@@example.gov.au", "AU", "invalid-email", "/contacts/0/emails/0"),
        ("E-mail: jane.doe.example.gov", "AU", "invalid-email", "/contacts/0/emails/0"),
        ("Tel.: +82-42-55", "KR", "invalid-phone", "/contacts/0/phones/0"),
        ("Tel.: 123", "GB", "invalid-phone", "/contacts/0/phones/0"),
        ("ok@a.gov; Tel: +44 20 7946 0018, +44 20", "GB", "invalid-phone", "/contacts/0/phones/1"),
    ],
)
def test_what_is_malformed_stays_as_written(text: str, country: str, code: str, path: str) -> None:
    parsed = parse(answer(text, "/contacts"), Context(country=country))
    assert [(found.code, found.path) for found in parsed.diagnostics] == [(code, path)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Tel.: 12 34", "EU"),
        ("Tel.: 22 86 13 38", "NO"),
        ("Tel.: (202) 344-2228", "US"),
        ("Tel.: +49 (0)228 303-0", "DE"),
        ("Tel.: +1 613-957-1234 ext. 12", "CA"),
    ],
)
def test_dialable_numbers(text: str, country: str) -> None:
    assert parse(answer(text), Context(country=country)).diagnostics == ()


def test_a_line_that_holds_everything_is_of_low_confidence_where_the_seams_are_not_clear() -> None:
    parsed = parse(answer("Marcia Bennett-Clarke Director, Border Operations Jamaica Customs Agency m@jca.gov.jm"), Context())
    assert parsed.value[0].name == "Marcia Bennett-Clarke"
    assert min(evidence.confidence for _, evidence in parsed.evidence) < 0.5


@pytest.mark.parametrize("text", ["Jane Doe / John Roe\nCustoms\njane@a.gov", "ສົມຊາຍ ວົງສາ\nຫົວໜ້າ ພະແນກ\njane@a.gov"], ids=["two people", "an unknown script"])
def test_names_that_only_the_order_tells_are_doubted(text: str) -> None:
    parsed = parse(answer(text), Context())
    assert dict(parsed.evidence)["/0/name"].confidence < 0.5


def test_addresses_after_two_people_are_doubted() -> None:
    parsed = parse(answer("Ms. Jane Doe, Officer\nMr. John Roe, Officer\njane@a.gov\njohn@a.gov"), Context())
    assert dict(parsed.evidence)["/1/emails"].confidence < 0.5


def test_nothing_is_lost() -> None:
    parsed = parse(answer("For further information please call our desk at +44 20 7946 0018 in office hours."), Context(country="GB"))
    (contact,) = parsed.value
    assert contact.phones == ("+44 20 7946 0018",)
    assert contact.notes == "For further information please call our desk at\nin office hours."


@pytest.mark.parametrize("text", ["", "n/a", "-", "Name: N/A"])
def test_no_contact(text: str) -> None:
    assert parse(answer(text), Context()).value == ()


@pytest.mark.parametrize(
    ("text", "likely"),
    [("Jane Doe, Director", True), ("jane@a.gov", True), ("Tel.: +44 20 7946 0018", True), ("https://a.gov", False), ("Press release 2018", False)],
)
def test_whose_line_it_is(text: str, likely: bool) -> None:
    assert (claims(Line(text)) > 0.5) is likely


def test_figures_without_end_are_read_soon() -> None:
    parse(answer("1 " * 4000 + "x"), Context())
    parse(answer("a." * 4000 + " at "), Context())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Tigist Haile Mariam\nDirector, Trade Facilitation\nTel.: +251 11 667 3800\nP.O. Box 4565, Addis Ababa\ntigist@ecc.example.et",
            [("Tigist Haile Mariam", None, "P.O. Box 4565, Addis Ababa", ("tigist@ecc.example.et",))],
        ),
        (
            "Estella Choc\nPort Loyola, Belize City\nTel.: +501 223 7092\nestella.choc@customs.example.bz",
            [("Estella Choc", None, "Port Loyola, Belize City", ("estella.choc@customs.example.bz",))],
        ),
        (
            "Terrence Bistoquet, IT Manager\nterrence@src.example.sc\nSeychelles Postal Services\ninfo@post.example.sc",
            [("Terrence Bistoquet", None, None, ("terrence@src.example.sc",)), (None, "Seychelles Postal Services", None, ("info@post.example.sc",))],
        ),
        (
            "Kari Nordmann, Adviser\nkari@example.no\nNorwegian Customs\nvoec@example.no",
            [("Kari Nordmann", "Norwegian Customs", None, ("kari@example.no", "voec@example.no"))],
        ),
    ],
    ids=["a post box with its town", "a place under a name", "a body with a mailbox of its own", "a person's body with a second mailbox"],
)
def test_places_and_bodies_under_a_person(text: str, wanted: list[tuple[str | None, str | None, str | None, tuple[str, ...]]]) -> None:
    found = parse(answer(text), Context())
    assert [(c.name, c.organization, c.notes, c.emails) for c in found.value] == wanted

"""The WCO "Case Study on E-commerce" form, version 1: the one file that knows what it prints."""

from __future__ import annotations

from typing import Annotated, ClassVar

from schemas.form import AskedFor, At, ChooseOne, Form, Grid, Group, Heading, OtherOption, Printed, Prompts, Required, Written, printed
from schemas.values import Checked, Contact, Country, Link, Markdown, PartialDate, Threshold, Title, UnlistedOption

# Half of the form's labels end in these words, and every translator renders them a little differently.
_THE_CASE: dict[str, tuple[str, ...]] = {
    "en": (
        "Initiative / Existing Practice",
        "the Initiative / Existing Practice",
        "the initiatives/ Existing Practice",
        "Initiative or Existing Practice",
        "the Initiative or Existing Practice",
    ),
    "fr": (
        "l'initiative / de la pratique existante",
        "l'initiative / la pratique existante",
        "l'initiative / pratique existante",
        "l'initiative ou de la pratique existante",
        "l'initiative ou la pratique existante",
        "les initiatives / la pratique existante",
    ),
    "es": (
        "la iniciativa / práctica existente",
        "la iniciativa / de la práctica existente",
        "la iniciativa / la práctica existente",
        "la iniciativa o práctica existente",
        "la iniciativa o de la práctica existente",
        "las iniciativas / práctica existente",
    ),
}


def _of_the_case(printed_wording: str, *, short: tuple[str, ...] = (), **stems: tuple[str, ...]) -> Printed:
    """A label that ends in "Initiative / Existing Practice": each stem of a language with each rendering of those words; `short`: English without them."""
    texts = {language: tuple(f"{stem} {ending}" for stem in of_language for ending in _THE_CASE[language]) for language, of_language in stems.items()}
    texts["en"] = tuple(dict.fromkeys((printed_wording, *texts["en"], *short)))
    return Printed(texts)


class PracticeType(Grid):
    """Whether the case is a trial or established."""

    initiative_or_pilot: Annotated[
        Checked,
        printed(
            ("Initiative / Pilot", "Initiative or Pilot", "Pilot Initiative", "Initiative / Pilot Project"),
            fr=("Initiative / Projet pilote", "Initiative / Pilote", "Initiative pilote"),
            es=("Iniciativa / Piloto", "Iniciativa / Proyecto piloto", "Iniciativa o piloto"),
        ),
    ] = None
    existing_practice: Annotated[
        Checked,
        printed(("Existing Practice", "Existing Practise"), fr=("Pratique existante", "Pratique en vigueur"), es=("Práctica existente", "Práctica vigente")),
    ] = None
    unlisted: tuple[UnlistedOption, ...] = ()


class GeneralOverview(Grid):
    """What the case is about."""

    simplification_of_procedures: Annotated[
        Checked,
        printed(
            ("Simplification of Procedures for e-commerce", "Simplification of Procedures", "Simplified Procedures for e-commerce"),
            fr=(
                "Simplification des procédures pour le commerce électronique",
                "Simplification des procédures",
                "Simplification des procédures relatives au commerce électronique",
            ),
            es=(
                "Simplificación de procedimientos para el comercio electrónico",
                "Simplificación de los procedimientos para el comercio electrónico",
                "Simplificación de procedimientos",
                "Simplificación de trámites para el comercio electrónico",
            ),
        ),
    ] = None
    safety_and_security: Annotated[
        Checked,
        printed(
            ("Safety & Security", "Safety / Security"),
            fr=("Sûreté et sécurité", "Sécurité et sûreté", "Sécurité"),
            es=("Seguridad y protección", "Seguridad y vigilancia", "Protección y seguridad", "Seguridad"),
        ),
    ] = None
    revenue_collection: Annotated[
        Checked,
        printed(
            ("Revenue Collection / Business Models", "Revenue Collection"),
            fr=(
                "Recouvrement des recettes / Modèles d'affaires",
                "Perception des recettes / Modèles d'affaires",
                "Recouvrement des recettes / Modèles économiques",
                "Recouvrement des recettes / Modèles commerciaux",
                "Perception des recettes / Modèles commerciaux",
            ),
            es=(
                "Recaudación de ingresos / Modelos de negocio",
                "Recaudación / Modelos de negocio",
                "Recaudación de ingresos / Modelos de negocios",
                "Recaudación de ingresos",
            ),
        ),
    ] = None
    customs_post_cooperation: Annotated[
        Checked,
        printed(
            ("Cooperation between Customs/Post", "Cooperation between Customs and Post", "Customs-Post Cooperation", "Cooperation between Customs & Post"),
            fr=(
                "Coopération entre la douane et la poste",
                "Coopération douane/poste",
                "Coopération entre douane et poste",
                "Coopération entre la douane / la poste",
                "Coopération entre les douanes et la poste",
                "Coopération douane et poste",
            ),
            es=(
                "Cooperación entre Aduanas y Correos",
                "Cooperación Aduanas/Correos",
                "Cooperación entre la Aduana y el Correo",
                "Cooperación entre Aduana y Correos",
                "Cooperación entre Aduanas/Correos",
            ),
        ),
    ] = None
    data_exchange_with_operators: Annotated[
        Checked,
        printed(
            ("Data Exchange with E-Commerce Operators", "Exchange of Data with E-Commerce Operators", "Data Exchange with Operators"),
            fr=(
                "Échange de données avec les opérateurs du commerce électronique",
                "Échange de données avec les opérateurs de commerce électronique",
                "Échange de données avec les opérateurs",
            ),
            es=(
                "Intercambio de datos con operadores de comercio electrónico",
                "Intercambio de datos con los operadores de comercio electrónico",
                "Intercambio de datos con operadores del comercio electrónico",
                "Intercambio de datos con los operadores del comercio electrónico",
            ),
        ),
    ] = None
    unlisted: tuple[UnlistedOption, ...] = ()


class DeMinimis(Group):
    """The value under which a consignment is free of a charge."""

    customs_duty: Annotated[
        Threshold | None,
        AskedFor(),
        printed(
            ("Customs Duty", "Customs Duties", "Duty", "Duties"),
            fr=("Droits de douane", "Droit de douane"),
            es=("Derechos de aduana", "Derechos aduaneros", "Aranceles", "Arancel", "Derecho de aduana"),
        ),
    ] = None
    taxes: Annotated[
        Threshold | None,
        AskedFor(),
        printed(
            ("Taxes (VAT/GST)", "Tax (VAT/GST)", "Taxes (VAT or GST)", "VAT/GST", "Taxes"),
            fr=("Taxes (TVA/TPS)", "Taxes (TVA)", "TVA/TPS", "Taxes"),
            es=("Impuestos (IVA)", "Impuestos (IVA/IGV)", "Impuestos (IVA/GST)", "Impuestos"),
        ),
    ] = None
    gift: Annotated[Threshold | None, AskedFor(), printed(("Gift", "Gifts"), fr=("Cadeaux", "Cadeau", "Dons"), es=("Regalos", "Regalo", "Obsequios"))] = None
    commercial_samples: Annotated[
        Threshold | None,
        AskedFor(),
        printed(
            ("Commercial Samples", "Commercial Sample", "Samples"),
            fr=("Échantillons commerciaux", "Échantillon commercial", "Échantillons"),
            es=("Muestras comerciales", "Muestra comercial", "Muestras"),
        ),
    ] = None


class Stakeholders(Grid):
    """Who takes part."""

    customs_administration: Annotated[
        Checked,
        printed(
            ("Customs Administration", "Customs Administrations", "Customs"),
            fr=("Administration des douanes", "Administration douanière", "Douane"),
            es=("Administración de Aduanas", "Administración aduanera", "Aduanas"),
        ),
    ] = None
    postal_operator: Annotated[
        Checked, printed(("Postal Operator", "Postal Operators"), fr=("Opérateur postal", "Opérateurs postaux"), es=("Operador postal", "Operadores postales"))
    ] = None
    express_companies: Annotated[
        Checked,
        printed(
            ("Express Companies", "Express Company", "Express Carriers", "Express Operators"),
            fr=(
                "Sociétés de courrier express",
                "Sociétés de fret express",
                "Entreprises de courrier express",
                "Entreprises de fret express",
                "Opérateurs express",
                "Sociétés express",
                "Expressistes",
            ),
            es=(
                "Empresas de mensajería expresa",
                "Empresas de mensajería",
                "Empresas de envíos expresos",
                "Empresas exprés",
                "Empresas de courier",
                "Compañías de mensajería expresa",
                "Empresas de mensajería urgente",
            ),
        ),
    ] = None
    e_vendors: Annotated[
        Checked,
        printed(
            ("E-Vendors (E-commerce Operators)", "E-Vendors", "E-Vendors / E-commerce Operators", "Online Vendors (E-commerce Operators)"),
            fr=(
                "Vendeurs en ligne (opérateurs du commerce électronique)",
                "Vendeurs en ligne (opérateurs de commerce électronique)",
                "Vendeurs en ligne",
                "Cybervendeurs (opérateurs du commerce électronique)",
                "Vendeurs électroniques (opérateurs du commerce électronique)",
                "E-vendeurs (opérateurs du commerce électronique)",
            ),
            es=(
                "Vendedores electrónicos (operadores de comercio electrónico)",
                "Vendedores en línea (operadores de comercio electrónico)",
                "Vendedores electrónicos",
                "Vendedores en línea",
                "Vendedores electrónicos (operadores del comercio electrónico)",
                "Vendedores en línea (operadores del comercio electrónico)",
            ),
        ),
    ] = None
    other_governmental_authorities: Annotated[
        Checked,
        printed(
            ("Other governmental authorities", "Other government authorities", "Other government agencies", "Other governmental agencies"),
            fr=(
                "Autres autorités gouvernementales",
                "Autres autorités publiques",
                "Autres administrations publiques",
                "Autres organismes gouvernementaux",
                "Autres services gouvernementaux",
            ),
            es=(
                "Otras autoridades gubernamentales",
                "Otros organismos gubernamentales",
                "Otras entidades gubernamentales",
                "Otras autoridades del gobierno",
                "Otras autoridades públicas",
            ),
        ),
    ] = None
    final_consumer: Annotated[
        Checked,
        printed(
            ("Final Consumer", "Final Consumers", "End Consumer"),
            fr=("Consommateur final", "Consommateurs finaux", "Consommateurs finals"),
            es=("Consumidor final", "Consumidores finales"),
        ),
    ] = None
    other: Annotated[
        Checked,
        OtherOption(),
        printed(
            ("Other", "Others", "Other (please specify)", "Others (please specify)"),
            fr=("Autre", "Autres", "Autre (à préciser)", "Autre (veuillez préciser)"),
            es=("Otros", "Otro", "Otra", "Otras", "Otro (especifique)", "Otros (especifique)", "Otros (especificar)"),
        ),
    ] = None
    unlisted: tuple[UnlistedOption, ...] = ()
    other_text: str | None = None


class Requirements(Grid):
    """What the case needed."""

    review_of_de_minimis: Annotated[
        Checked,
        printed(
            ("Review and update of De Minimis", "Review & update of De Minimis", "Review and update of the De Minimis", "Review of De Minimis"),
            fr=(
                "Révision et mise à jour du De Minimis",
                "Examen et mise à jour du De Minimis",
                "Révision et mise à jour de minimis",
                "Révision et actualisation du De Minimis",
                "Réexamen et mise à jour du De Minimis",
                "Révision et mise à jour du seuil de minimis",
            ),
            es=(
                "Revisión y actualización del De Minimis",
                "Revisión y actualización de De Minimis",
                "Revisión y actualización de minimis",
                "Revisión y actualización del valor de minimis",
            ),
        ),
    ] = None
    changes_on_legal_framework: Annotated[
        Checked,
        printed(
            (
                "Changes on legal framework",
                "Changes in legal framework",
                "Changes to legal framework",
                "Changes to the legal framework",
                "Changes in the legal framework",
                "Changes on the legal framework",
            ),
            fr=(
                "Modifications du cadre juridique",
                "Modification du cadre juridique",
                "Changements du cadre juridique",
                "Changements dans le cadre juridique",
                "Modifications apportées au cadre juridique",
                "Modification du cadre légal",
                "Modifications du cadre légal",
            ),
            es=(
                "Cambios en el marco jurídico",
                "Cambios en el marco legal",
                "Modificaciones del marco jurídico",
                "Modificación del marco jurídico",
                "Cambios del marco legal",
            ),
        ),
    ] = None
    creation_of_it_system: Annotated[
        Checked,
        printed(
            ("Creation of IT System", "Creation of an IT System", "Creation of IT Systems", "Creation of I.T. System"),
            fr=(
                "Création d'un système informatique",
                "Création de systèmes informatiques",
                "Mise en place d'un système informatique",
                "Création d'un système TI",
                "Création du système informatique",
            ),
            es=(
                "Creación de un sistema informático",
                "Creación de sistema informático",
                "Creación de sistemas informáticos",
                "Creación de un sistema de TI",
                "Creación de sistemas de TI",
                "Creación del sistema informático",
            ),
        ),
    ] = None
    private_sector: Annotated[
        Checked,
        printed(
            ("Private Sector (Political Will)", "Private Sector / Political Will", "Private Sector"),
            fr=("Secteur privé (volonté politique)", "Secteur privé"),
            es=("Sector privado (voluntad política)", "Sector privado"),
        ),
    ] = None
    exchange_of_information: Annotated[
        Checked,
        printed(
            ("Exchange of information with stakeholders", "Information exchange with stakeholders", "Exchange of information with the stakeholders"),
            fr=(
                "Échange d'informations avec les parties prenantes",
                "Échange d'information avec les parties prenantes",
                "Échange d'informations avec les parties intéressées",
                "Échange de renseignements avec les parties prenantes",
            ),
            es=(
                "Intercambio de información con las partes interesadas",
                "Intercambio de información con los interesados",
                "Intercambio de información con partes interesadas",
                "Intercambio de información con los actores",
            ),
        ),
    ] = None
    other: Annotated[
        Checked,
        OtherOption(),
        printed(
            ("Other", "Others", "Other (please specify)", "Others (please specify)"),
            fr=("Autre", "Autres", "Autre (à préciser)", "Autre (veuillez préciser)"),
            es=("Otros", "Otro", "Otra", "Otras", "Otro (especifique)", "Otros (especifique)", "Otros (especificar)"),
        ),
    ] = None
    unlisted: tuple[UnlistedOption, ...] = ()
    other_text: str | None = None


class Approach(Prompts):
    """How it was done."""

    combined: Markdown | None = None
    actions: Annotated[
        Markdown | None,
        _of_the_case(
            "Actions included in the initiatives/ Existing Practice",
            en=("Actions included in", "Actions in"),
            fr=("Actions comprises dans", "Actions incluses dans", "Actions prévues dans"),
            es=("Acciones incluidas en", "Acciones comprendidas en", "Acciones de"),
        ),
    ] = None
    proposed_solution: Annotated[
        Markdown | None,
        printed(
            ("Proposed solution", "Proposed solutions"), fr=("Solution proposée", "Solutions proposées"), es=("Solución propuesta", "Soluciones propuestas")
        ),
    ] = None
    technical_proposition: Annotated[
        Markdown | None,
        _of_the_case(
            "Technical Proposition of Initiative / Existing Practice",
            en=("Technical Proposition of", "Technical Proposal of"),
            fr=("Proposition technique de", "Aspects techniques de"),
            es=("Propuesta técnica de", "Propuesta técnica para"),
            short=("Technical Proposition",),
        ),
    ] = None
    operational_activities: Annotated[
        Markdown | None,
        _of_the_case(
            "Operational activities of the Initiative / Existing Practice",
            en=("Operational activities of",),
            fr=("Activités opérationnelles de",),
            es=("Actividades operativas de", "Actividades operacionales de"),
            short=("Operational activities",),
        ),
    ] = None


class Reflections(Prompts):
    """What the member and its partners think of it."""

    combined: Markdown | None = None
    value_added_considerations: Annotated[
        Markdown | None,
        printed(
            ("Value Added Considerations", "Value-Added Considerations", "Added Value Considerations"),
            fr=("Considérations relatives à la valeur ajoutée", "Considérations sur la valeur ajoutée", "Considérations de valeur ajoutée"),
            es=(
                "Consideraciones de valor añadido",
                "Consideraciones sobre el valor añadido",
                "Consideraciones de valor agregado",
                "Consideraciones sobre el valor agregado",
                "Consideraciones relativas al valor añadido",
            ),
        ),
    ] = None
    further_reflections: Annotated[
        Markdown | None,
        printed(
            (
                "Further Reflections by Stakeholders",
                "Further Reflections from Stakeholders",
                "Further Reflections by the Stakeholders",
                "Further Reflections of Stakeholders",
            ),
            fr=(
                "Autres réflexions des parties prenantes",
                "Réflexions complémentaires des parties prenantes",
                "Autres réflexions des parties intéressées",
                "Réflexions supplémentaires des parties prenantes",
            ),
            es=(
                "Otras reflexiones de las partes interesadas",
                "Reflexiones adicionales de las partes interesadas",
                "Otras reflexiones de los interesados",
                "Más reflexiones de las partes interesadas",
            ),
        ),
    ] = None


class CaseStudy(Form, id="wco-ecommerce-case-study", version="1"):
    """A member's case study on e-commerce."""

    headings: ClassVar[tuple[Heading, ...]] = (
        Heading(
            printed(
                ("Case Study on E-commerce", "E-commerce Case Study", "WCO Case Study on E-commerce"),
                fr=("Étude de cas sur le commerce électronique", "Étude de cas relative au commerce électronique", "Étude de cas du commerce électronique"),
                es=(
                    "Estudio de caso sobre comercio electrónico",
                    "Estudio de caso sobre el comercio electrónico",
                    "Estudio de casos sobre comercio electrónico",
                    "Caso de estudio sobre comercio electrónico",
                    "Estudio de caso de comercio electrónico",
                ),
            ),
            At(0),
            title=True,
        ),
        Heading(
            printed(
                ("E-commerce at Glance", "E-commerce at a Glance"),
                fr=(
                    "Le commerce électronique en un coup d'œil",
                    "Le commerce électronique en bref",
                    "Aperçu du commerce électronique",
                    "Commerce électronique en un coup d'œil",
                ),
                es=(
                    "El comercio electrónico de un vistazo",
                    "Comercio electrónico de un vistazo",
                    "El comercio electrónico en un vistazo",
                    "El comercio electrónico a simple vista",
                ),
            ),
            At(4, "left"),
        ),
        Heading(
            printed(
                ("Additional Information", "Further Information"),
                fr=("Informations complémentaires", "Renseignements complémentaires", "Informations supplémentaires", "Information complémentaire"),
                es=("Información adicional", "Información complementaria"),
            ),
            At(11),
        ),
    )

    title: Annotated[
        Title | None,
        At(1),
        Required("missing-title"),
        Written(
            printed(
                ("Title", "Title of the case study", "Title of case study", "Case study title"),
                fr=("Titre", "Titre de l'étude de cas", "Intitulé"),
                es=("Título", "Título del estudio de caso", "Título del caso"),
            )
        ),
    ] = None
    country: Annotated[
        Country | None,
        At(2, "left"),
        Required("missing-country"),
        Written(
            printed(
                ("Country", "Member", "Member Administration", "WCO Member", "Country name", "Submitting country"),
                fr=("Pays", "Membre", "Pays membre"),
                es=("País", "Miembro", "País miembro"),
            )
        ),
    ] = None
    practice_type: Annotated[
        PracticeType,
        At(3, "left"),
        ChooseOne("practice-type-not-single"),
        Written(printed(("Type of practice", "Practice type", "Type of case study", "Status"), fr=("Type de pratique",), es=("Tipo de práctica",))),
    ] = PracticeType()
    general_overview: Annotated[
        GeneralOverview,
        At(2, "right"),
        printed(
            "General Overview",
            fr=("Aperçu général", "Vue d'ensemble", "Présentation générale", "Vue générale"),
            es=("Descripción general", "Panorama general", "Visión general", "Resumen general"),
        ),
    ] = GeneralOverview()
    de_minimis: Annotated[
        DeMinimis,
        At(5, "left"),
        printed(
            ("De Minimis Value", "De Minimis Values", "De Minimis Threshold", "De Minimis Thresholds", "De Minimis"),
            fr=("Valeur de minimis", "Valeurs de minimis", "Seuil de minimis", "Seuils de minimis", "Valeur De Minimis"),
            es=("Valor de minimis", "Valores de minimis", "Umbral de minimis"),
        ),
    ] = DeMinimis()
    stakeholders: Annotated[
        Stakeholders,
        At(4, "right"),
        printed(
            ("Stakeholders Involved", "Stakeholders", "Involved Stakeholders"),
            fr=("Parties prenantes concernées", "Parties prenantes impliquées", "Parties prenantes", "Parties prenantes associées"),
            es=("Partes interesadas involucradas", "Partes interesadas", "Partes interesadas participantes", "Partes involucradas", "Actores involucrados"),
        ),
    ] = Stakeholders()
    implementation_date: Annotated[
        PartialDate | None,
        At(6),
        Required("missing-date"),
        printed(
            ("Date of implementation", "Implementation date", "Date implemented"),
            fr=("Date de mise en œuvre", "Date de la mise en œuvre", "Date d'application", "Date de mise en application"),
            es=("Fecha de implementación", "Fecha de aplicación", "Fecha de puesta en marcha", "Fecha de ejecución", "Fecha de implantación"),
        ),
    ] = None
    description: Annotated[
        Markdown | None,
        At(7),
        Required("missing-description"),
        _of_the_case(
            "Brief Description of Initiative / Existing Practice",
            en=("Brief Description of", "Short Description of", "Description of"),
            fr=("Brève description de", "Description succincte de", "Courte description de", "Description de"),
            es=("Breve descripción de", "Descripción breve de", "Descripción de"),
            short=("Brief Description", "Short Description"),
        ),
    ] = None
    value_proposition: Annotated[
        Markdown | None,
        At(8),
        AskedFor(),
        _of_the_case(
            "Value Proposition of Initiative / Existing Practice",
            en=("Value Proposition of",),
            fr=("Proposition de valeur de", "Valeur ajoutée de", "Apport de"),
            es=("Propuesta de valor de", "Valor añadido de", "Valor agregado de"),
            short=("Value Proposition",),
        ),
    ] = None
    approach: Annotated[Approach, At(9), AskedFor()] = Approach()
    requirements: Annotated[
        Requirements,
        At(10, "left"),
        printed(
            ("Requirements", "Requirement"),
            fr=("Exigences", "Besoins", "Conditions requises", "Conditions", "Prérequis"),
            es=("Requisitos", "Requerimientos", "Exigencias"),
        ),
    ] = Requirements()
    wco_tools: Annotated[
        Markdown | None,
        At(10, "right"),
        AskedFor(),
        printed(
            (
                "WCO Relevant tools and instruments",
                "Relevant WCO tools and instruments",
                "WCO tools and instruments",
                "Relevant WCO instruments and tools",
                "WCO instruments and tools",
            ),
            fr=(
                "Outils et instruments pertinents de l'OMD",
                "Instruments et outils pertinents de l'OMD",
                "Outils et instruments de l'OMD pertinents",
                "Outils et instruments de l'OMD",
                "Instruments et outils de l'OMD",
            ),
            es=(
                "Herramientas e instrumentos pertinentes de la OMA",
                "Instrumentos y herramientas pertinentes de la OMA",
                "Herramientas e instrumentos de la OMA",
                "Herramientas e instrumentos de la OMA pertinentes",
            ),
        ),
    ] = None
    links: Annotated[
        tuple[Link, ...],
        At(12, "left"),
        AskedFor(),
        printed(
            ("Relevant links or documents", "Relevant links and documents", "Relevant links / documents", "Links or documents", "Links and documents"),
            fr=("Liens ou documents pertinents", "Liens et documents pertinents", "Liens ou documents utiles", "Liens et documents utiles"),
            es=(
                "Enlaces o documentos pertinentes",
                "Enlaces y documentos pertinentes",
                "Vínculos o documentos pertinentes",
                "Enlaces o documentos relevantes",
                "Enlaces y documentos relevantes",
            ),
        ),
    ] = ()
    contacts: Annotated[
        tuple[Contact, ...],
        At(12, "right"),
        Required("no-contact"),
        printed(
            (
                "Contact Person for Further Information",
                "Contact Persons for Further Information",
                "Contact for Further Information",
                "Contact Person(s) for Further Information",
                "Contact Person",
                "Contact details for Further Information",
            ),
            fr=(
                "Personne à contacter pour de plus amples informations",
                "Personne de contact pour de plus amples informations",
                "Personne à contacter pour plus d'informations",
                "Personne à contacter pour de plus amples renseignements",
                "Personne de contact",
                "Personnes à contacter pour de plus amples informations",
                "Personne à contacter pour plus de renseignements",
                "Personne de contact pour plus d'informations",
            ),
            es=(
                "Persona de contacto para más información",
                "Persona de contacto para obtener más información",
                "Persona de contacto para mayor información",
                "Personas de contacto para más información",
                "Contacto para más información",
                "Persona de contacto",
            ),
        ),
    ] = ()
    reflections: Annotated[Reflections, At(13), AskedFor()] = Reflections()

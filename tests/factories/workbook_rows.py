"""A made-up plan as rows, from which the test workbooks are written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby


@dataclass(frozen=True)
class PlanRow:
    """A measure as a row: ``status`` and ``years`` as written, beside the canonical values that they mean."""

    section: str
    goal: str
    identifier: str
    measure: str
    main: str
    partners: str
    contact: str
    years: str
    years_value: str
    status: str
    status_value: str
    on: date
    text: str


LAPSET, TYO, IKA = "Lapset ja nuoret", "Työikäiset", "Ikääntyneet"
ARKI = "Lapset ja nuoret liikkuvat ja lepäävät joka päivä"
AANI = "Lasten ja nuorten ääni kuuluu päätöksissä"
MIELI = "Työikäisten mielen hyvinvointi vahvistuu"
YHDESSA = "Yksinäisyys vähenee"
KOTI = "Kotona asutaan turvallisesti"

ROWS: tuple[PlanRow, ...] = (
    PlanRow(LAPSET, ARKI, "1.1", "Avataan koulupihat iltapäiviksi liikkumiseen.", "Sivistystoimiala",
            "Seurat; Nuorisovaltuusto", "Aino Esimerkki", "2024–2025", "2024-2025", "Käynnissä", "in_progress",
            date(2024, 2, 26), "Kolme pihaa on avattu."),
    PlanRow(LAPSET, ARKI, "1.2", "Tehdään perheille lyhyt opas unesta.", "Lasten palvelut", "Neuvolat", "Onni Malli",
            "kevät 2024", "2024", "Toteutunut", "completed", date(2024, 5, 31), "Opas on jaettu."),
    PlanRow(LAPSET, AANI, "2.1", "Kysytään koululaisilta kahdesti vuodessa, mikä toimii.", "Lasten palvelut",
            "Nuorisovaltuusto", "Onni Malli", "jatkuva", "continuous", "Ei vielä käynnistynyt", "not_started",
            date(2024, 3, 15), ""),
    PlanRow(TYO, MIELI, "3.1", "Koulutetaan esihenkilöt ottamaan kuormitus puheeksi.", "Henkilöstöpalvelut",
            "Työterveyshuolto", "Aino Esimerkki", "2024", "2024", "Käynnistymässä", "starting", date(2024, 9, 2),
            "Ensimmäinen ryhmä aloittaa syksyllä."),
    PlanRow(TYO, MIELI, "3.2", "Avataan matalan kynnyksen keskusteluapu verkossa.", "Aikuisten palvelut", "Järjestöt",
            "Eero Näyte", "2023–2025", "2023-2025", "Osittain toteutunut", "partly_completed", date(2024, 12, 10),
            "Apua saa arkisin."),
    PlanRow(TYO, YHDESSA, "4.1", "Kootaan avoimet kohtaamispaikat yhdelle kartalle.", "Osallisuusyksikkö",
            "Kunnat; Seurakunnat", "Eero Näyte", "3/2024", "2024", "Ei toteutunut", "not_completed",
            date(2024, 11, 1), "Kartan tekijää ei löytynyt."),
    PlanRow(IKA, KOTI, "5.1", "Käydään kaatumisvaarat läpi jokaisella kotikäynnillä.", "Ikääntyneiden palvelut",
            "Vanhusneuvosto", "Helmi Kuvitteellinen", "2023-2024", "2023-2024", "käynnissä", "in_progress",
            date(2024, 2, 26), "Tarkistuslista on käytössä."),
    PlanRow(IKA, KOTI, "5.2", "Järjestetään kotiin tuotu tasapainoharjoittelu.", "Ikääntyneiden palvelut", "Seurat",
            "Helmi Kuvitteellinen", "2025", "2025", "Keskeytetty", "discontinued", date(2024, 10, 4),
            "Ohjaajia ei saatu."),
)  # fmt: skip

SWEDISH = {
    LAPSET: "Barn och unga", TYO: "Personer i arbetsför ålder", IKA: "Äldre",
    ARKI: "Barn och unga rör på sig och vilar varje dag", AANI: "Barns och ungas röst hörs i besluten",
    MIELI: "Det psykiska välbefinnandet stärks", YHDESSA: "Ensamheten minskar", KOTI: "Man bor tryggt hemma",
    "1.1": "Skolgårdarna öppnas för rörelse på eftermiddagarna.", "1.2": "En kort sömnguide görs för familjer.",
    "2.1": "Skoleleverna tillfrågas två gånger om året om vad som fungerar.",
    "3.1": "Cheferna utbildas i att ta upp belastning.", "3.2": "Samtalsstöd med låg tröskel öppnas på nätet.",
    "4.1": "De öppna mötesplatserna samlas på en karta.", "5.1": "Fallriskerna gås igenom vid varje hembesök.",
    "5.2": "Balansträning ordnas hemma.",
    "in_progress": "Pågår", "completed": "Genomförd", "not_started": "Ännu inte påbörjad", "starting": "Påbörjas",
    "partly_completed": "Delvis genomförd", "not_completed": "Inte genomförd", "discontinued": "Avbruten",
    "jatkuva": "fortlöpande", "kevät 2024": "våren 2024",
}  # fmt: skip


def in_swedish(row: PlanRow) -> PlanRow:
    return replace(
        row,
        section=SWEDISH[row.section],
        goal=SWEDISH[row.goal],
        measure=SWEDISH[row.identifier],
        status=SWEDISH[row.status_value],
        years=SWEDISH.get(row.years, row.years),
        text="",
    )


ROWS_SV = tuple(in_swedish(row) for row in ROWS)

FIELDS = ("section", "goal", "identifier", "measure", "main", "partners", "contact", "years", "status", "on", "text")
HEADINGS = dict(zip(FIELDS, (
    "Osio", "Tavoite", "Nro", "Toimenpide", "Päävastuutaho", "Yhteistyötahot", "Yhteyshenkilö", "Aikataulu", "Tilanne",
    "Päivitetty", "Tilannekuva",
), strict=True))  # fmt: skip
HEADINGS_SV = dict(zip(FIELDS, (
    "Del", "Mål", "Nr", "Åtgärd", "Huvudansvarig", "Samarbetspartner", "Kontaktperson", "Tidtabell", "Läge",
    "Uppdaterad", "Lägesbeskrivning",
), strict=True))  # fmt: skip
HEADINGS_EN = dict(zip(FIELDS, (
    "Section", "Goal", "No.", "Measure", "Main responsible", "Partners", "Contact person", "Schedule", "Status",
    "Updated", "How it goes",
), strict=True))  # fmt: skip
WITHOUT_SECTION = FIELDS[1:]


def cells(row: PlanRow, fields: Iterable[str] = FIELDS) -> list:
    """The row's values; what isn't told is an empty cell."""
    return [getattr(row, field) or None for field in fields]


def table(rows: Iterable[PlanRow], fields: tuple[str, ...] = FIELDS, headings: dict[str, str] = HEADINGS) -> list[list]:
    return [[headings[field] for field in fields], *(cells(row, fields) for row in rows)]


def by_section(rows: Iterable[PlanRow] = ROWS) -> list[tuple[str, list[PlanRow]]]:
    return [(section, list(group)) for section, group in groupby(rows, key=lambda row: row.section)]

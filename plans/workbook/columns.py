"""The columns of the implementation workbook: one definition for the file that goes out, the one that comes in, and the help.

What a cell says is kept as a canonical text, the same in every language: a status as its value, a day as 2024-02-26, an
organisation or person as the id, several as ids with commas between, years as "2024", "2023-2025", "2024-", "-2025" or
"continuous" (with the years after a space where they are given), any other text cleaned. "" is an empty cell.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(StrEnum):
    TEXT = "text"
    IDENTIFIER = "identifier"  # of the measure in the row, of its goal, or of the one it was merged into
    STATUS = "status"
    PROGRESS = "progress"
    DAY = "day"
    YEARS = "years"
    ORGANISATION = "organisation"
    ORGANISATIONS = "organisations"
    PERSON = "person"


class Part(StrEnum):
    """What of the plan a column belongs to: who may change it, and how, follows from that."""

    PLACE = "place"  # where the measure stands: section, focus area, goal
    PROMISE = "promise"  # approved wording
    RECORD = "record"  # what stands beside the wording on the measure
    RESPONSIBILITY = "responsibility"
    STATUS = "status"  # one status update


@dataclass(frozen=True)
class Column:
    """``synonyms`` are other headings that people use, in Finnish, Swedish and English, with commas between.

    ``field`` is the model's field, where the column is one. ``width`` is in characters.
    """

    key: str
    part: Part
    heading: str | Promise
    help: str | Promise
    synonyms: str = ""
    kind: Kind = Kind.TEXT
    field: str = ""
    width: float = 24
    locked: bool = False  # people can't change the cell in the file that goes out
    language: str = ""  # of the text, where the column exists once for each language
    exported: bool = True


COLUMNS: tuple[Column, ...] = (
    Column(
        "section",
        Part.PLACE,
        _("Section"),
        _("The section of the plan. It can't be changed here."),
        "osio, ikäryhmä, kohderyhmä, osa, osa-alue, del, avsnitt, åldersgrupp, age group, part",
        width=14,
        locked=True,
    ),
    Column(
        "focus_area",
        Part.PLACE,
        _("Focus area"),
        _("The focus areas of the goal. They can't be changed here."),
        "painopiste, painopistealue, painopisteet, kärki, tyngdpunkt, tyngdpunkter, tyngdpunktsområde",
        width=18,
        locked=True,
    ),
    Column(
        "goal_identifier",
        Part.PLACE,
        _("No. of the goal"),
        _("The identifier of the goal. It can't be changed here."),
        "tavoitteen nro, tavoitteen numero, tavoitteen tunnus, tavoite nro, målets nummer, målnummer, "
        "målets nr, goal number, goal no., goal id",
        Kind.IDENTIFIER,
        width=9,
        locked=True,
    ),
    Column(
        "goal",
        Part.PLACE,
        _("Goal"),
        _("The approved wording of the goal. It can't be changed here."),
        "tavoite, tavoitteet, hyvinvointitavoite, mål, målsättning, målet, goals, objective",
        width=36,
        locked=True,
    ),
    Column(
        "identifier",
        Part.PROMISE,
        _("No."),
        _("The identifier of the measure, by which the row finds its way back. Don't change it."),
        "nro, numero, nr, tunnus, toimenpiteen nro, toimenpiteen numero, toimenpiteen tunnus, "
        "toimenpide nro, åtgärdens nummer, åtgärdsnummer, nummer, number, id, identifier, measure no., "
        "measure number",
        Kind.IDENTIFIER,
        "identifier",
        9,
        locked=True,
    ),
    Column(
        "wording_fi",
        Part.PROMISE,
        _("Measure in Finnish"),
        _("In an approved plan a change becomes a proposal, which the coordinator answers."),
        "toimenpide, toimenpiteet, toimenpide suomeksi, toimi, toimenpiteen kuvaus, "
        "konkreettinen toimenpide, keskeiset toimenpiteet, åtgärden på finska, measure, action",
        field="wording_fi",
        width=46,
        language="fi",
    ),
    Column(
        "wording_sv",
        Part.PROMISE,
        _("Measure in Swedish"),
        _("In an approved plan a change becomes a proposal, which the coordinator answers."),
        "åtgärd, åtgärder, åtgärden, åtgärd på svenska, toimenpide ruotsiksi, measure in swedish",
        field="wording_sv",
        width=46,
        language="sv",
    ),
    Column(
        "main",
        Part.RESPONSIBILITY,
        _("Main responsible"),
        _("The organisation that answers for the measure. A new one is proposed; the management board approves it."),
        "päävastuutaho, päävastuu, vastuutaho, vastuu, vastuutoimiala, vastuuorganisaatio, vastaava taho, "
        "toimiala, huvudansvarig, huvudansvar, ansvarig, ansvarig instans, ansvar, main responsibility, "
        "responsible, responsible organisation",
        Kind.ORGANISATION,
        width=26,
    ),
    Column(
        "others",
        Part.RESPONSIBILITY,
        _("Other responsible"),
        _("Other organisations that answer for it, with semicolons between."),
        "muut vastuutahot, muu vastuutaho, muut vastuulliset, muut toimialat, övriga ansvariga, "
        "andra ansvariga, other responsible organisations",
        Kind.ORGANISATIONS,
        width=26,
    ),
    Column(
        "partners",
        Part.RESPONSIBILITY,
        _("Partners"),
        _("Organisations that take part, with semicolons between."),
        "kumppanit, kumppani, yhteistyökumppanit, yhteistyötahot, yhteistyö, yhteistyötaho, verkosto, "
        "samarbetspartner, samarbetspartners, partner, partners, cooperation",
        Kind.ORGANISATIONS,
        width=26,
    ),
    Column(
        "contact",
        Part.RECORD,
        _("Contact person"),
        _("Who tells how the measure goes. Work contact details only; no account is made."),
        "yhteyshenkilö, yhteyshenkilöt, vastuuhenkilö, vastuuhenkilöt, vastaava, nimetty henkilö, "
        "kontaktperson, ansvarig person, contact, responsible person",
        Kind.PERSON,
        "contact_person",
        24,
    ),
    Column(
        "deputy",
        Part.RECORD,
        pgettext_lazy("measure", "Deputy"),
        _("Who stands in for the contact person."),
        "varahenkilö, varayhteyshenkilö, sijainen, ersättare, ställföreträdare, deputy contact person",
        Kind.PERSON,
        "deputy",
        24,
    ),
    Column(
        "years",
        Part.RECORD,
        _("Years"),
        _("Years such as 2024 or 2023–2025, or the word for continuous."),
        "aikataulu, vuosi, vuodet, ajankohta, toteutusaika, toteutusvuosi, toteutusajankohta, tidtabell, "
        "tidsplan, tidpunkt, år, schedule, year, timetable",
        Kind.YEARS,
        width=14,
    ),
    Column(
        "resources",
        Part.RECORD,
        _("Resources"),
        _("Money, people and other means."),
        "resurssit, resurssi, resursointi, kustannukset, rahoitus, resurser, kostnader, funding",
        field="resources",
    ),
    Column(
        "reach",
        Part.RECORD,
        _("Reach"),
        _("How many people or places the measure has reached."),
        "tavoittavuus, kattavuus, saavutetut, räckvidd, coverage",
        field="reach",
        width=18,
    ),
    Column(
        "vulnerable_groups",
        Part.RECORD,
        _("Vulnerable groups considered"),
        _("Groups in a vulnerable position that the measure takes into account."),
        "haavoittuvat ryhmät, haavoittuvassa asemassa olevat, erityisryhmät, utsatta grupper, vulnerable groups",
        field="vulnerable_groups_fi",
    ),
    Column(
        "strategy_goal",
        Part.RECORD,
        _("Strategy goal"),
        _("The goal of the county's strategy that it serves."),
        "strateginen tavoite, strategiatavoite, strategia, strategiskt mål, strategic goal",
        field="strategy_goal",
        width=20,
    ),
    Column(
        "budget_entry",
        Part.RECORD,
        _("Budget entry"),
        _("Where it stands in the budget."),
        "talousarvio, talousarviokohta, määräraha, budjetti, budget, budgetpost, anslag",
        field="budget_entry",
        width=18,
    ),
    Column(
        "project",
        Part.RECORD,
        _("Project"),
        _("The project in which it is carried out."),
        "hanke, hankkeet, projekti, projekt",
        field="project",
        width=18,
    ),
    Column(
        "working_text",
        Part.RECORD,
        _("Working text"),
        _("For the staff; the public doesn't see it. No client data."),
        "työteksti, lisätieto, lisätiedot, tarkennus, tarkennukset, arbetstext, tilläggsuppgifter, more information",
        field="working_text",
        width=30,
    ),
    Column(
        "status",
        Part.STATUS,
        _("Status"),
        _("Choose from the list. A change makes a new update; the earlier ones stay."),
        "tilanne, tila, toteutumisen tila, status, läge, läget, vaihe, toteutuminen, state",
        Kind.STATUS,
        width=18,
    ),
    Column(
        "progress",
        Part.STATUS,
        _("Progress"),
        _("Choose from the list."),
        "eteneminen, edistyminen, framskridande, framsteg, hur det framskrider",
        Kind.PROGRESS,
        width=16,
    ),
    Column(
        "on",
        Part.STATUS,
        _("Status true on"),
        _(
            "The day on which the status was true, such as 26.2.2024. Left as it is, a change is dated to the day of the import."
        ),
        "päivitetty, päivityspäivä, päivämäärä, pvm, tilanne pvm, tilannepäivä, uppdaterad, datum, updated, "
        "date, status date",
        Kind.DAY,
        width=13,
    ),
    Column(
        "public_text_fi",
        Part.STATUS,
        _("How it goes, in Finnish"),
        _("For everyone to read once it is published. No client data."),
        "tilannekuva, tilannekuvaus, tilanteen kuvaus, missä mennään, toteutus, miten etenee, "
        "kuvaus tilanteesta, julkinen teksti, lägesbeskrivning på finska, description of the status, "
        "how it goes",
        width=46,
        language="fi",
        field="public_text_fi",
    ),
    Column(
        "public_text_sv",
        Part.STATUS,
        _("How it goes, in Swedish"),
        _("For everyone to read once it is published. No client data."),
        "tilannekuva ruotsiksi, lägesbeskrivning, lägesbild, hur det går, beskrivning av läget",
        width=46,
        language="sv",
        field="public_text_sv",
    ),
    Column(
        "done",
        Part.STATUS,
        _("What was done"),
        _("What has been done since the last update."),
        "tehdyt toimet, mitä tehty, mitä on tehty, tehty, vad har gjorts, vidtagna åtgärder, done",
        width=34,
        field="done",
    ),
    Column(
        "effect",
        Part.STATUS,
        _("Effect"),
        _("What has come of it."),
        "vaikutus, vaikutukset, vaikuttavuus, tulokset, tulos, verkan, effekt, resultat, result",
        width=30,
        field="effect",
    ),
    Column(
        "obstacles",
        Part.STATUS,
        _("Obstacles"),
        _("What is in the way."),
        "esteet, haasteet, este, haaste, ongelmat, hinder, utmaningar, challenges",
        width=26,
        field="obstacles",
    ),
    Column(
        "next_step",
        Part.STATUS,
        _("Next step"),
        _("What comes next."),
        "seuraava askel, seuraavat askeleet, jatkotoimet, jatko, nästa steg, fortsättning, next steps",
        width=26,
        field="next_step",
    ),
    Column(
        "internal_note",
        Part.STATUS,
        _("Internal note"),
        _("Only for those who look after the measure. It is read from a file but never written into one."),
        "sisäinen muistiinpano, sisäinen huomio, muistiinpano, intern anteckning, anteckning",
        width=26,
        field="internal_note",
        exported=False,
    ),
    Column(
        "reason",
        Part.STATUS,
        _("Reason for discontinuing"),
        _("Required where the measure was discontinued."),
        "keskeytyksen syy, keskeyttämisen syy, syy, perustelu, orsak till avbrott, orsak, motivering, reason",
        width=24,
        field="reason",
    ),
    Column(
        "merged_into",
        Part.STATUS,
        _("Merged into"),
        _("The identifier of the measure into which this one was merged."),
        "yhdistetty, yhdistetty toimenpiteeseen, sammanslagen med, sammanslagen till, merged with",
        Kind.IDENTIFIER,
        width=12,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
STATUS_KEYS = tuple(column.key for column in COLUMNS if column.part is Part.STATUS)

KEEP = "keep"  # a column that the plan has no place for: its cells are added to the working text
SKIP = "skip"  # a column that is left out knowingly
RESULT_HEADING = _("What happened")  # of the column that a workbook has got with its results


def columns_of(languages: tuple[str, ...] | list[str]) -> list[Column]:
    """The columns that a county with these languages has in its workbook."""
    return [column for column in COLUMNS if column.exported and (not column.language or column.language in languages)]

"""Who gets what from the addresses of reports: the county's staff and the group of a chapter read what isn't open yet,
the coordinator keeps it, and the group's chair and secretary write their chapter."""

from collections.abc import Callable

from tests.factories.world import World
from tests.sweep_clock import EVERY_KEEPER
from tests.sweep_rules import PUBLIC_PAGE, STAFF, Rule, of, posted

READERS = STAFF | {"member"}
WRITERS = {"coordinator", "chair", "secretary"}
INSIDE = Rule(READERS, set())
KEEPING = Rule({"coordinator"}, READERS - {"coordinator"})
WRITING = Rule(WRITERS, READERS - WRITERS)
REPORT, CHAPTER, VERSION = of("reported.report.pk"), of("reported.chapter.pk"), of("reported.version.pk")
PICTURE = of("reported.picture.pk")

TABLE: list[tuple[Rule, dict[str, Callable[[World], list]]]] = [
    (
        PUBLIC_PAGE,
        {
            "reporting:report-list": of(),
            "reporting:report-detail": of("reported.published.pk"),
            "reporting:report-compare": of("reported.published.pk"),
            "reporting:handling": of("reported.published.pk"),
            "reporting:material-file": of("reported.published.pk", "reported.published_material.pk"),
            "reporting:version": of("reported.published_version.pk"),
            "reporting:file-download": of("reported.published_file.pk"),
        },
    ),
    (
        INSIDE,
        {
            "reporting:report-preview": REPORT,
            "reporting:readiness": REPORT,
            "reporting:assessments": REPORT,
            "reporting:chapter": CHAPTER,
            "reporting:chapter-writer": CHAPTER,
            "reporting:picture": PICTURE,
            "reporting:report-file": of("reported.file.pk"),
        },
    ),
    (EVERY_KEEPER, {"reporting:report-create": of()}),
    (
        KEEPING,
        {
            "reporting:report-edit": REPORT,
            "reporting:report-remove": REPORT,
            "reporting:report-freeze": REPORT,
            "reporting:report-consultation-create": REPORT,
            "reporting:handling-create": REPORT,
            "reporting:chapter-create": REPORT,
            "reporting:effect-create": REPORT,
            "reporting:effect-edit": of("reported.report.pk", "reported.effect.pk"),
            "reporting:effect-delete": of("reported.report.pk", "reported.effect.pk"),
            "reporting:material-create": of("reported.report.pk", "reported.tie.pk"),
            "reporting:material-edit": of("reported.report.pk", "reported.material.pk"),
            "reporting:material-delete": of("reported.report.pk", "reported.material.pk"),
            "reporting:chapter-edit": CHAPTER,
            "reporting:chapter-remove": CHAPTER,
        },
    ),
    (
        WRITING,
        {
            "reporting:assess": of("reported.report.pk", "goal.pk"),
            "reporting:picture-create": REPORT,
            "reporting:picture-edit": PICTURE,
            "reporting:picture-remove": PICTURE,
            "reporting:chapter-history": CHAPTER,
        },
    ),
    (
        posted(KEEPING),
        {
            "reporting:assemble": REPORT,
            "reporting:report-withdraw": REPORT,
            "reporting:chapter-move": CHAPTER,
            "reporting:handling-remove": of("reported.report.pk", "reported.tie.pk"),
            "reporting:version-publish": VERSION,
            "reporting:version-open": VERSION,
        },
    ),
    (posted(WRITING), {"reporting:chapter-state": CHAPTER}),
    (posted(WRITING, 422), {"reporting:chapter-autosave": CHAPTER}),
    (posted(INSIDE), {"reporting:file-create": VERSION}),
]

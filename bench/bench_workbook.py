"""The implementation workbook coming in: preview against openpyxl's own two loads, applying against django-import-export."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from time import perf_counter

import tablib
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from import_export.resources import ModelResource
from openpyxl import load_workbook

from groups.models import User
from groups.permissions import Role
from hyte.lib.workbooks.reading import read_book
from plans.imports.answers import Answers
from plans.imports.applying.whole import apply_preview
from plans.imports.comparing.preview import preview_of
from plans.imports.outcomes import Preview
from plans.imports.reading.understanding import understand
from plans.models import Measure, Plan, Responsibility, Status, StatusUpdate
from plans.workbook.columns import Part, columns_of
from tests.factories.groups import give_role, make_organisation, make_user
from tests.factories.plans import make_plan
from tests.factories.trips import edited, exported

TODAY = date(2025, 9, 30)
SIZES, ROUNDS = (100, 1000), 5
ON_MEASURE = [column for column in columns_of(("fi", "sv")) if column.part in (Part.PROMISE, Part.RECORD)]
FIELDS = tuple(column.field for column in ON_MEASURE if column.field)
TEXT, STATUS, PARTNER = "Ryhmälle lisättiin voimavaroja", Status.COMPLETED, "Kumppanijärjestö"


def run() -> Iterator[str]:
    with translation.override("fi"):
        plans = [make_plan(goals=size // 3, measures=size, updates=3, slug=f"tuonti-{size}") for size in SIZES]
        files = [Incoming(plan) for plan in plans]
        yield preview_line(files)
        yield apply_line(files[-1])


class Incoming:
    """A plan's own workbook in which somebody gave every measure a new status, a new text and a partner."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.user = plan, make_user()
        self.partner = make_organisation(PARTNER, parent=plan.county)
        give_role(self.user, Role.COORDINATOR, plan.county)
        identifiers = plan.measures.values_list("identifier", flat=True)
        written = {"resources": TEXT, "status": str(STATUS.label), "partners": PARTNER}
        self.content = edited(
            exported(plan), {(each, key): text for each in identifiers for key, text in written.items()}
        )

    def preview(self) -> Preview:
        answers = Answers()
        user = User.objects.get(pk=self.user.pk)  # as each request finds it
        understanding = understand(read_book(self.content, "toimeenpano.xlsx"), self.plan, answers)
        return preview_of(self.plan, understanding, answers, user=user, on=TODAY, today=TODAY)

    def load_twice(self) -> None:
        for data_only in (False, True):
            load_workbook(BytesIO(self.content), data_only=data_only)

    def apply(self, preview: Preview) -> None:
        apply_preview(
            self.plan, preview, by=self.user, on=TODAY, at=timezone.now(), today=TODAY, source="toimeenpano.xlsx"
        )


class MeasureResource(ModelResource):
    """The same workbook by django-import-export: a measure saved with its history, its update and partner where they are new."""

    class Meta:
        model = Measure
        fields = FIELDS
        import_id_fields = ("identifier",)
        use_transactions = True
        skip_unchanged = True

    def __init__(self, file: Incoming) -> None:
        super().__init__()
        self.plan, self.user, self.partner = file.plan, file.user, file.partner

    def get_queryset(self):
        return self.plan.measures.all()

    def after_save_instance(self, instance: Measure, row, **kwargs) -> None:
        newest = instance.updates.standing().newest_first().first()
        if newest is None or newest.status != row["status"]:
            StatusUpdate.objects.create(measure=instance, on=TODAY, by=self.user, status=row["status"])
        if not instance.responsibilities.in_force().filter(organisation=self.partner).exists():
            Responsibility.objects.create(measure=instance, organisation=self.partner, kind="partner")


def preview_line(files: list[Incoming]) -> str:
    counts = [count(file.preview) for file in files]
    ours, loads = by_turns(files[-1].preview, files[-1].load_twice)
    verdict = "the same" if len({len(queries) for queries in counts}) == 1 else "MUST be the same"
    return (
        f"workbook of {SIZES[1]} measures, preview: {ours:.2f} s, openpyxl's two loads {loads:.2f} s, ratio "
        f"{ours / loads:.2f} (at most 2.0); queries {' and '.join(str(len(queries)) for queries in counts)} ({verdict})"
    )


def apply_line(file: Incoming) -> str:
    preview = file.preview()
    rows = dataset_of(file.plan)
    queries = [each for each in count(undone(lambda: file.apply(preview))) if not each.startswith("INSERT")]
    resource = MeasureResource(file)
    ours, theirs = by_turns(
        undone(lambda: file.apply(preview)), undone(lambda: resource.import_data(rows, raise_errors=True)), rounds=3
    )
    return (
        f"workbook of {SIZES[1]} rows with history, apply: {ours:.2f} s, a django-import-export resource {theirs:.2f} s, "
        f"{theirs / ours:.1f} times as long (at least 10); {len(queries)} queries beside the inserts (fewer than 60)"
    )


def dataset_of(plan: Plan) -> tablib.Dataset:
    """The workbook's rows as a resource takes them: ids for names, values for words."""
    rows = tablib.Dataset(headers=[*FIELDS, "status"])
    for measure in plan.measures.values(*FIELDS):
        rows.append([*(measure | {"resources": TEXT}).values(), STATUS.value])
    return rows


def undone(act: Callable[[], object]) -> Callable[[], None]:
    """The act on the same rows again and again."""

    def run_and_roll_back() -> None:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)

    return run_and_roll_back


def count(act: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        act()
    return [each["sql"] for each in queries if "SAVEPOINT" not in each["sql"]]


def by_turns(act: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Seconds of each in its quickest round; the two take turns, so that both meet the same machine."""
    pairs = [(seconds(act), seconds(other)) for _round in range(rounds)]
    return min(one for one, _two in pairs), min(two for _one, two in pairs)


def seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start

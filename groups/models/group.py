"""Working groups and the seats in them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from groups.models.organisation import AgeGroup, Organisation
from groups.models.person import Person
from groups.permissions import Role
from groups.standing import standing_of
from hyte.lib.models import NamedRecord
from hyte.lib.templatetags.hyte import day


class WorkingGroupQuerySet(models.QuerySet):
    def visible_to(self, user) -> "WorkingGroupQuerySet":
        """Groups of the counties where the user acts, and those that they share with others."""
        standing = standing_of(user)
        return self.filter(
            Q(county__in=standing.staff_counties)
            | Q(pk__in=standing.groups)
            | Q(
                pk__in=self.model.shared_with.through.objects.filter(organisation__in=standing.staff_counties).values(
                    "workinggroup"
                )
            )
        )


class WorkingGroup(NamedRecord):
    class Kind(models.TextChoices):
        TEAM = "team", _("HYTE team")
        STEERING = "steering", _("Steering group")
        DIVISIONS = "divisions", _("Divisions' HYTE group")
        AGE_GROUP = "age_group", _("Age-group expert group")
        REGIONAL = "regional", _("Regional group")
        THEME = "theme", _("Theme group")

    class SecretaryWay(models.TextChoices):
        WITHIN = "within", _("By turns inside the group")
        POOL = "pool", _("By turns from another group")
        PERMANENT = "permanent", _("Permanent")

    county = models.ForeignKey(
        Organisation, verbose_name=_("county"), on_delete=models.PROTECT, related_name="working_groups"
    )
    shared_with = models.ManyToManyField(
        Organisation, verbose_name=_("shared with counties"), blank=True, related_name="shared_working_groups"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    age_group = models.ForeignKey(
        AgeGroup,
        verbose_name=_("age group"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="working_groups",
    )
    task_fi = models.TextField(_("task in Finnish"), blank=True, max_length=5000)
    task_sv = models.TextField(_("task in Swedish"), blank=True, max_length=5000)
    task_en = models.TextField(_("task in English"), blank=True, max_length=5000)
    secretary_way = models.CharField(
        _("secretary"), max_length=20, choices=SecretaryWay.choices, default=SecretaryWay.WITHIN
    )
    secretary_pool = models.ForeignKey(
        "self",
        verbose_name=_("group whose members are secretaries by turns"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="served_groups",
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["order", "name_fi", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(secretary_way="pool") & Q(secretary_pool__isnull=False))
                | (~Q(secretary_way="pool") & Q(secretary_pool=None)),
                name="secretaries_from_a_pool_have_the_pool",
            ),
            models.CheckConstraint(
                condition=Q(secretary_pool=None) | ~Q(secretary_pool=F("pk")), name="group_not_its_own_pool"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("groups:group-detail", args=[self.pk])


class SeatQuerySet(models.QuerySet):
    def held_on(self, on: date) -> "SeatQuerySet":
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Seat(models.Model):
    """A place in a group for a term; it may be vacant, and what it represents stays when the person changes."""

    class SeatRole(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice chair")
        SECRETARY = "secretary", _("Secretary")
        SECRETARY_POOL = "secretary_pool", _("Secretary by turns")
        MEMBER = "member", _("Member")
        EXPERT = "expert", _("Rotating expert")

    GRANTS = {
        SeatRole.CHAIR: Role.CHAIR,
        SeatRole.VICE_CHAIR: Role.CHAIR,
        SeatRole.SECRETARY: Role.SECRETARY,
        SeatRole.SECRETARY_POOL: Role.SECRETARY,
        SeatRole.MEMBER: Role.MEMBER,
        SeatRole.EXPERT: Role.MEMBER,
    }
    ONE_AT_A_TIME = (SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.SECRETARY)

    compared_elsewhere = False  # whether a form of all the group's seats compares them with each other

    group = models.ForeignKey(WorkingGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(_("role"), max_length=20, choices=SeatRole.choices, default=SeatRole.MEMBER)
    represents = models.ForeignKey(
        Organisation,
        verbose_name=_("represents"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seats",
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    deputy = models.ForeignKey(
        Person,
        verbose_name=pgettext_lazy("seat", "deputy"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deputy_seats",
    )
    starts_on = models.DateField(_("term starts"))
    ends_on = models.DateField(_("term ends"), null=True, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["group", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="seat_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(deputy=None) | ~Q(deputy=F("person")), name="seat_deputy_is_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        holder = str(self.person) if self.person else str(_("vacant"))
        return f"{self.get_role_display()}: {holder}"

    def clean(self) -> None:
        if self.person_id and self.person_id == self.deputy_id:
            words = _("%(person)s can't be the deputy of %(person)s. Choose somebody else, or leave the deputy empty.")
            raise ValidationError({"deputy": words % {"person": self.person}}, code="own_deputy")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The term ends before it starts.")}, code="ends_before_start")
        if self.starts_on and self.group_id and not self.compared_elsewhere:
            others = Seat.objects.filter(group_id=self.group_id, role=self.role).exclude(pk=self.pk)
            self.compare_with(others.select_related("person"))

    def compare_with(self, others) -> None:
        """Refuse a second holder of a role that one has at a time, and the same person twice in one role."""
        for other in others:
            if other.role != self.role or not self.meets(other):
                continue
            if self.role in self.ONE_AT_A_TIME:
                raise ValidationError({"role": _one_at_a_time(other)}, code="overlap")
            if self.person_id and self.person_id == other.person_id:
                raise ValidationError({"person": _twice(other)}, code="twice")

    def meets(self, other: "Seat") -> bool:
        """Whether the two terms have a day in common; a term without an end goes on."""
        begins_in_time = self.ends_on is None or other.starts_on <= self.ends_on
        return begins_in_time and (other.ends_on is None or self.starts_on <= other.ends_on)

    @property
    def term(self) -> str:
        return f"{day(self.starts_on)} – {day(self.ends_on) if self.ends_on else ''}".rstrip()


def _one_at_a_time(other: Seat) -> str:
    words = gettext("The group has one seat of this role at a time, and there is one already: %(seat)s, %(term)s.")
    return words % {"seat": other, "term": other.term}


def _twice(other: Seat) -> str:
    words = gettext("%(person)s already has this role in the group: %(term)s.")
    return words % {"person": other.person, "term": other.term}

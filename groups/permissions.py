"""Who may do what: one table of roles for all apps.

It names the permissions of higher apps, too, so that the whole of it can be read on one page.
"""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("HYTE coordinator")
    DIVISION_LEAD = "division_lead", _("Division's HYTE lead")
    CHAIR = "chair", _("Chair of a group")
    SECRETARY = "secretary", _("Secretary of a group")
    CONTACT = "contact", _("Contact person of a measure")
    MEMBER = "member", _("Member of a group")
    READER = "reader", _("Reader")
    KEEPER = "keeper", _("National keeper")


class Permission(StrEnum):
    VIEW_INTERNAL = "view_internal"  # drafts, unpublished statuses, working texts, contact people
    VIEW_NOTES = "view_notes"  # internal notes of status updates
    COMMENT = "comment"
    REPORT_STATUS = "report_status"
    SEND_LINK = "send_link"  # mail a contact person the personal link to a measure
    PUBLISH_STATUS = "publish_status"
    PROPOSE_RESPONSIBILITY = "propose_responsibility"
    RUN_MEETING = "run_meeting"  # make and call meetings, their agendas, turns, rounds and memos
    APPROVE_MEMO = "approve_memo"
    CONCLUDE = "conclude"  # say what a group concludes from an indicator
    KEEP_INDICATORS = "keep_indicators"  # adopt and omit indicators, fetch them, bring own figures
    IMPORT_WORKBOOK = "import_workbook"  # bring the implementation workbook in
    EDIT_PLAN = "edit_plan"  # everything a coordinator does to a plan
    NEGOTIATE = "negotiate"  # rounds, negotiations, agreements, their memos and follow-up
    REPORT = "report"  # the annual clock and the reports
    EXPORT_COUNCIL = "export_council"
    USE_ADMIN = "use_admin"
    EDIT_NATIONAL = "edit_national"  # what all counties share


class Scope(StrEnum):
    """How far a permission reaches."""

    NATION = "nation"
    COUNTY = "county"  # everything of the counties where one has the role
    DIVISION = "division"  # measures that one's division answers for
    GROUP = "group"  # the group and the sections that it looks after
    OWN = "own"  # measures whose contact person or deputy one is


ROLE_TABLE: dict[Role, dict[Permission, Scope]] = {
    Role.COORDINATOR: {
        permission: Scope.COUNTY for permission in Permission if permission is not Permission.EDIT_NATIONAL
    },
    Role.DIVISION_LEAD: {
        Permission.VIEW_INTERNAL: Scope.COUNTY,
        Permission.VIEW_NOTES: Scope.DIVISION,
        Permission.COMMENT: Scope.COUNTY,
        Permission.REPORT_STATUS: Scope.DIVISION,
        Permission.SEND_LINK: Scope.DIVISION,
        Permission.PROPOSE_RESPONSIBILITY: Scope.DIVISION,
        Permission.IMPORT_WORKBOOK: Scope.DIVISION,
        Permission.EXPORT_COUNCIL: Scope.COUNTY,
    },
    Role.CHAIR: {
        Permission.VIEW_INTERNAL: Scope.COUNTY,
        Permission.RUN_MEETING: Scope.GROUP,
        Permission.CONCLUDE: Scope.GROUP,
        Permission.APPROVE_MEMO: Scope.GROUP,
        Permission.VIEW_NOTES: Scope.GROUP,
        Permission.COMMENT: Scope.COUNTY,
        Permission.REPORT_STATUS: Scope.GROUP,
        Permission.SEND_LINK: Scope.GROUP,
        Permission.PROPOSE_RESPONSIBILITY: Scope.GROUP,
        Permission.IMPORT_WORKBOOK: Scope.GROUP,
        Permission.EXPORT_COUNCIL: Scope.COUNTY,
    },
    Role.SECRETARY: {
        Permission.VIEW_INTERNAL: Scope.COUNTY,
        Permission.RUN_MEETING: Scope.GROUP,
        Permission.CONCLUDE: Scope.GROUP,
        Permission.VIEW_NOTES: Scope.GROUP,
        Permission.COMMENT: Scope.COUNTY,
        Permission.REPORT_STATUS: Scope.GROUP,
        Permission.SEND_LINK: Scope.GROUP,
        Permission.PROPOSE_RESPONSIBILITY: Scope.GROUP,
        Permission.IMPORT_WORKBOOK: Scope.GROUP,
        Permission.EXPORT_COUNCIL: Scope.COUNTY,
    },
    Role.CONTACT: {
        Permission.VIEW_INTERNAL: Scope.OWN,
        Permission.VIEW_NOTES: Scope.OWN,
        Permission.COMMENT: Scope.OWN,
        Permission.REPORT_STATUS: Scope.OWN,
    },
    Role.MEMBER: {
        Permission.VIEW_INTERNAL: Scope.GROUP,
        Permission.COMMENT: Scope.GROUP,
    },
    Role.READER: {
        Permission.VIEW_INTERNAL: Scope.COUNTY,
        Permission.VIEW_NOTES: Scope.COUNTY,
        Permission.EXPORT_COUNCIL: Scope.COUNTY,
    },
    Role.KEEPER: {
        Permission.KEEP_INDICATORS: Scope.NATION,
        Permission.USE_ADMIN: Scope.NATION,
        Permission.EDIT_NATIONAL: Scope.NATION,
    },
}

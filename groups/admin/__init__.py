"""The admin site of coordinators and of the national keeper."""

from groups.admin import account, decision, group, meeting, notice, organisation, person

__all__ = ["account", "decision", "group", "meeting", "notice", "organisation", "person"]

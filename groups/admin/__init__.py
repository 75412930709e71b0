"""The admin site of coordinators and of the national keeper."""

from groups.admin import account, decision, group, notice, organisation, person

__all__ = ["account", "decision", "group", "notice", "organisation", "person"]

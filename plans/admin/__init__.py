"""The admin site's tables of plans. What is done by services is done on the plan's pages; here it is read."""

from plans.admin import link, person, plan, promise, snapshot, status, workbook

__all__ = ["link", "person", "plan", "promise", "snapshot", "status", "workbook"]

from reporting.models.clock import ClockEvent, CouncilTerm

__all__ = ["ClockEvent", "CouncilTerm"]

from negotiations.admin.tables import NegotiationRoundAdmin, StandingPartyAdmin

__all__ = ["NegotiationRoundAdmin", "StandingPartyAdmin"]

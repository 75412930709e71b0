"""Negotiations are made and run on their own pages: here their tables are looked at, and the yearly parties kept."""

from django.contrib import admin

from groups.admin.base import HistoryAdmin, ReadOnly
from negotiations.models import NegotiationRound, StandingParty


@admin.register(NegotiationRound)
class NegotiationRoundAdmin(ReadOnly, HistoryAdmin):
    list_display = ["name_fi", "scope", "first_year", "last_year", "county"]
    list_filter = ["scope", "county"]
    list_select_related = ["county"]
    search_fields = ["name_fi", "name_sv", "name_en"]


@admin.register(StandingParty)
class StandingPartyAdmin(HistoryAdmin):
    list_display = ["organisation", "county"]
    list_filter = ["county"]
    list_select_related = ["organisation", "county"]

"""Addresses of what a calculation of the coefficient gives to take along."""

from django.urls import path

from indicators.views.calculation_workbook import calculation_workbook

urlpatterns = [
    path("hyte-kerroin/laskelmat/<int:pk>/taulukko.xlsx", calculation_workbook, name="calculation-workbook"),
]

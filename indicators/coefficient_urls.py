"""Addresses of the HYTE coefficient and its calculations."""

from django.urls import path

from indicators.views import calculation_workbook, coefficient

START = "hyte-kerroin/"
ONE = f"{START}laskelmat/<int:pk>/"

urlpatterns = [
    path(START, coefficient.coefficient, name="coefficient"),
    path(f"{START}laskelmat/", coefficient.calculation_list, name="calculation-list"),
    path(ONE, coefficient.calculation, name="calculation"),
    path(f"{ONE}vaiheet/", coefficient.calculation_steps, name="calculation-steps"),
    path(f"{ONE}kuva.<slug:form>", coefficient.calculation_picture, name="calculation-picture"),
    path(f"{ONE}taulukko.xlsx", calculation_workbook.calculation_workbook, name="calculation-workbook"),
]

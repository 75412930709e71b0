"""Addresses of the coefficient's rules."""

from django.urls import path

from indicators.views import rule_set_acts, rule_set_edit, rule_sets

START = "hyte-kerroin/saannot/"

urlpatterns = [
    path(START, rule_sets.rule_set_list, name="rule-set-list"),
    path(f"{START}vertailu/", rule_sets.rule_sets_compare, name="rule-sets-compare"),
    path(f"{START}<int:pk>/", rule_sets.rule_set_detail, name="rule-set"),
    path(f"{START}<int:pk>/kopio/", rule_set_edit.rule_set_copy, name="rule-set-copy"),
    path(f"{START}<int:pk>/muokkaa/", rule_set_edit.rule_set_edit, name="rule-set-edit"),
    path(f"{START}<int:pk>/vahvista/", rule_set_acts.rule_set_confirm, name="rule-set-confirm"),
    path(f"{START}<int:pk>/arkistoi/", rule_set_acts.rule_set_archive, name="rule-set-archive"),
    path(f"{START}<int:pk>/poista/", rule_set_acts.rule_set_delete, name="rule-set-delete"),
    path(f"{START}<int:pk>/ryhma/", rule_set_edit.rule_group_create, name="rule-group-create"),
    path(f"{START}ryhmat/<int:pk>/", rule_set_edit.rule_group_edit, name="rule-group-edit"),
    path(f"{START}ryhmat/<int:pk>/poista/", rule_set_acts.rule_group_remove, name="rule-group-remove"),
    path(f"{START}ryhmat/<int:pk>/indikaattori/", rule_set_edit.rule_indicator_create, name="rule-indicator-create"),
    path(f"{START}indikaattorit/<int:pk>/", rule_set_edit.rule_indicator_edit, name="rule-indicator-edit"),
    path(f"{START}indikaattorit/<int:pk>/poista/", rule_set_acts.rule_indicator_remove, name="rule-indicator-remove"),
]

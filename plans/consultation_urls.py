"""Addresses of consultations and statements."""

from django.urls import include, path

from plans.views.consultations import editing, giving, inviting, reading, statements

of_consultation = [
    path("", reading.consultation_detail, name="consultation-detail"),
    path("muokkaa/", editing.consultation_edit, name="consultation-edit"),
    path("poista/", editing.consultation_remove, name="consultation-remove"),
    path("avaa/", editing.consultation_open, name="consultation-open"),
    path("kysymykset/uusi/", editing.question_create, name="consultation-question-create"),
    path("kysymykset/<int:question>/", editing.question_edit, name="consultation-question-edit"),
    path("kysymykset/<int:question>/siirra/", editing.question_move, name="consultation-question-move"),
    path("kysymykset/<int:question>/poista/", editing.question_remove, name="consultation-question-remove"),
    path("kutsuttavat/uusi/", inviting.invitee_add, name="consultation-invitee-add"),
    path("kutsuttavat/<int:invitee>/poista/", inviting.invitee_remove, name="consultation-invitee-remove"),
    path("kutsu/", inviting.invite, name="consultation-invite"),
    path("muistuta/", inviting.remind, name="consultation-remind"),
    path("lausunto/", giving.statement_give, name="statement-give"),
    path("kuitti/<str:receipt>/", giving.statement_receipt, name="statement-receipt"),
    path("kirjaa/", statements.statement_record, name="statement-record"),
    path("yhteenveto/", reading.consultation_summary, name="consultation-summary"),
    path("yhteenveto/word/", reading.summary_word, name="consultation-summary-word"),
    path("yhteenveto/pdf/", reading.summary_pdf, name="consultation-summary-pdf"),
    path("yhteenveto/julkaise/", editing.summary_publish, name="consultation-summary-publish"),
]

of_statement = [
    path("", statements.statement_detail, name="statement-detail"),
    path("poista/", statements.statement_remove, name="statement-remove"),
    path("liitteet/<int:file>/", statements.statement_file, name="statement-file"),
]

urlpatterns = [
    path("suunnitelmat/<slug:slug>/lausuntokierros/uusi/", editing.consultation_create, name="consultation-create"),
    path("lausuntokierrokset/", reading.consultation_list, name="consultation-list"),
    path("lausuntokierrokset/<int:pk>/", include(of_consultation)),
    path("lausunnot/<int:pk>/", include(of_statement)),
    path("lausunto/<str:token>/", giving.personal_statement, name="personal-statement"),
]

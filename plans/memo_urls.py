"""Addresses of memos, tasks and the hand-over."""

from django.urls import include, path

from plans.views import assignments, handover, memo, memo_edit, memo_pdf

memo_urls = [
    path("", memo.meeting_memo, name="meeting-memo"),
    path("kirjoita/", memo_edit.memo_edit, name="memo-edit"),
    path("kohdat/<int:item>/", memo_edit.memo_item, name="memo-item"),
    path("lasnaolo/", memo_edit.memo_attendance, name="memo-attendance"),
    path("laheta/", memo.memo_send, name="memo-send"),
    path("hyvaksy/", memo.memo_approve, name="memo-approve"),
    path("palauta/", memo.memo_return, name="memo-return"),
    path("word/", memo.memo_docx, name="memo-docx"),
    path("pdf/", memo_pdf.memo_pdf, name="memo-pdf"),
]

task_urls = [
    path("muokkaa/", assignments.assignment_edit, name="assignment-edit"),
    path("tehty/", assignments.assignment_done, name="assignment-done"),
    path("luovu/", assignments.assignment_drop, name="assignment-drop"),
    path("avaa/", assignments.assignment_reopen, name="assignment-reopen"),
]

urlpatterns = [
    path("kokoukset/<int:pk>/muistio/", include(memo_urls)),
    path("tehtavat/", assignments.my_assignments, name="my-assignments"),
    path("tehtavat/<int:pk>/", include(task_urls)),
    path("ryhmat/<int:pk>/tehtavat/", assignments.group_assignments, name="group-assignments"),
    path("ryhmat/<int:pk>/tehtavat/uusi/", assignments.assignment_add, name="assignment-add"),
    path("ryhmat/<int:pk>/vuoronvaihto/", handover.group_handover, name="group-handover"),
]

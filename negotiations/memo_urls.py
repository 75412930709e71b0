"""Addresses of the memos of negotiations."""

from django.urls import path

from negotiations.views import memo

MEMO = "neuvottelut/<int:pk>/muistio/"

urlpatterns = [
    path(MEMO, memo.memo, name="memo"),
    path(f"{MEMO}lyhyesti/", memo.memo_summary, name="memo-summary"),
    path(f"{MEMO}laheta/", memo.memo_send, name="memo-send"),
    path(f"{MEMO}muistuta/", memo.memo_remind, name="memo-remind"),
    path(f"{MEMO}takaisin/", memo.memo_take_back, name="memo-take-back"),
    path(f"{MEMO}sulje/", memo.memo_close, name="memo-close"),
    path(f"{MEMO}word/", memo.memo_word, name="memo-word"),
    path(f"{MEMO}pdf/", memo.memo_pdf, name="memo-pdf"),
]

"""How the product is put together."""

from hyte.celery import app as celery_app  # shared tasks find the app from the first import on

__all__ = ["celery_app"]

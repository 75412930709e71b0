"""Inserting many rows by one statement, whatever their number."""

from collections.abc import Sequence

from django.db import connection, models


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model; they don't get their ids.

    ``bulk_create`` sends as many statements as the database's limit of parameters makes of them: with SQLite one for some
    forty rows. Here the driver gets one statement and all the values.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - our own names
    values = [[_for_database(field, row) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _for_database(field: models.Field, row: models.Model) -> object:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)

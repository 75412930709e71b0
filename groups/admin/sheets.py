"""Tables in and out as spreadsheets: a preview with errors by row, then all or nothing."""

import csv
from io import BytesIO, StringIO
from operator import itemgetter
from zipfile import ZipFile

import tablib
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm, ImportForm
from import_export.tmp_storages import CacheStorage

from hyte.lib.sheets import CODE, Book, Column
from hyte.lib.text import for_xml
from hyte.lib.workbooks.text_files import may_be_formula, text_rows

LARGEST_FILE = 5_000_000  # bytes
LARGEST_UNPACKED = 60_000_000  # a workbook is a packed file: a small one can unpack to fill the memory
WIDTH = 26


class SafeCsv(CSV):
    """Commas or semicolons, as Excel saves them in Finland; a text that a spreadsheet would calculate gets an apostrophe."""

    def create_dataset(self, in_stream: bytes | str, **kwargs) -> tablib.Dataset:
        content = in_stream.encode() if isinstance(in_stream, str) else in_stream
        return as_dataset([row for row in text_rows(content) if any(row)])

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> str:
        out = StringIO()
        csv.writer(out).writerows([dataset.headers, *([_quoted(cell) for cell in row] for row in dataset)])
        return out.getvalue()


class SafeXlsx(XLSX):
    """Texts stay texts, whatever they begin with."""

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        with ZipFile(BytesIO(in_stream)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise ValueError("the workbook unpacks to too much")
        dataset = super().create_dataset(in_stream)
        return as_dataset([dataset.headers, *(row for row in dataset if any(cell is not None for cell in row))])

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> bytes:
        title = dataset.title or "HYTE"
        language = translation.get_language() or "fi"
        book = Book(
            title=title, creator="HYTE", language=language, made_at=timezone.now(), page_words="{page} / {pages}"
        )
        columns = [Column(name, WIDTH, itemgetter(place), CODE) for place, name in enumerate(dataset.headers)]
        book.add_sheet(title).write_list(columns, dataset, frozen_columns=1)
        out = BytesIO()
        book.save(out)
        return out.getvalue()


def as_dataset(rows: list) -> tablib.Dataset:
    """Rows of any length under the headings of the first one."""
    headers = [str(heading or "").strip() for heading in rows[0]] if rows else []
    width = len(headers)
    return tablib.Dataset(
        *(([_plain(cell) for cell in row] + [None] * width)[:width] for row in rows[1:]), headers=headers
    )


def _plain(cell: object) -> object:
    return for_xml(cell) if isinstance(cell, str) else cell  # no control characters: PostgreSQL stores no NUL


def _quoted(cell: object) -> str:
    text = for_xml("" if cell is None else str(cell))
    return f"'{text}" if may_be_formula(text) else text


class SheetImportForm(ImportForm):
    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than %(size)s.") % {"size": filesizeformat(LARGEST_FILE)})
        return file


class SheetsAdmin(ImportExportMixin):
    """Import for who may add and change, export of what one sees."""

    formats = [SafeXlsx, SafeCsv]
    export_formats = import_formats = formats
    import_form_class = SheetImportForm
    export_form_class = ExportForm
    tmp_storage_class = CacheStorage  # the cache is the one that all web processes share
    import_export_change_list_template = "admin/change_list_sheets.html"
    import_template_name = "admin/import.html"
    export_template_name = "admin/export.html"
    to_encoding = "utf-8"

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_resource_kwargs(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {"table": self, "user": request.user}

    def get_context_data(self, **kwargs) -> dict:
        """For the pages of import and export."""
        return super().get_context_data(**kwargs) | {"columns": self.resource_classes[0]().columns()}

    def get_import_data_kwargs(self, **kwargs) -> dict:
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def get_export_data(self, file_format, request: HttpRequest, queryset, **kwargs) -> bytes:
        data = self.get_data_for_export(request, queryset, force_native_type=file_format.is_binary(), **kwargs)
        data.title = str(self.opts.verbose_name_plural).capitalize()
        exported = file_format.export_data(data)
        return exported if file_format.is_binary() else exported.encode(self.to_encoding)

    def process_result(self, result, request: HttpRequest) -> HttpResponse:
        """What was right in the preview may have become wrong since: then nothing was saved."""
        if result.has_errors() or result.has_validation_errors():
            messages.error(
                request, _("Nothing was imported: the data has changed since the preview. Import the file again.")
            )
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")
        return super().process_result(result, request)

    def add_success_message(self, result, request: HttpRequest) -> None:
        totals = {"new": result.totals["new"], "changed": result.totals["update"], "same": result.totals["skip"]}
        messages.success(request, _("Imported: %(new)s new, %(changed)s changed, %(same)s as they were.") % totals)

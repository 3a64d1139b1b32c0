"""Files as streams of rows, and rows as files: CSV, TSV, JSON lines, JSON, Parquet, Excel, folders of text.

A bad row never stops a stream nor vanishes: it comes as a `BadRow` with its line and reason.
A file that cannot be read at all raises `UnreadableFileError`, once and in one sentence.
"""

from inloop.adapters.formats import delimited, excel, json_array, jsonl, media_folder, parquet, text_folder
from inloop.adapters.formats.chats import dpo, openai, sharegpt  # noqa: F401  # importing registers them
from inloop.adapters.formats.delimited_writer import strip_guard
from inloop.adapters.formats.detect import detect_format, format_named
from inloop.adapters.formats.files import open_rows, open_writer
from inloop.adapters.formats.format import Format, RowWriter
from inloop.adapters.formats.hub import folder as hub_folder  # noqa: F401  # importing registers it
from inloop.adapters.formats.labelled import Fit, ItemWriter, Labelled, LabelledFormat, fitted, noted
from inloop.adapters.formats.losses import Loss, Losses
from inloop.adapters.formats.pictures import coco, voc, yolo  # noqa: F401  # importing registers them
from inloop.adapters.formats.previews import ColumnPreview, Preview, preview
from inloop.adapters.formats.roles import Role, Suggestion
from inloop.adapters.formats.rows import BadRow, ReadOptions, Row, RowStream, iter_batches
from inloop.adapters.formats.sounds import subtitles, textgrid  # noqa: F401  # importing registers them
from inloop.adapters.formats.texts import brat, conll, docbin  # noqa: F401  # importing registers them

__all__ = [
    "BadRow",
    "ColumnPreview",
    "Fit",
    "Format",
    "ItemWriter",
    "Labelled",
    "LabelledFormat",
    "Loss",
    "Losses",
    "Preview",
    "ReadOptions",
    "Role",
    "Row",
    "RowStream",
    "RowWriter",
    "Suggestion",
    "delimited",
    "detect_format",
    "excel",
    "fitted",
    "format_named",
    "iter_batches",
    "json_array",
    "jsonl",
    "media_folder",
    "noted",
    "open_rows",
    "open_writer",
    "parquet",
    "preview",
    "strip_guard",
    "text_folder",
]

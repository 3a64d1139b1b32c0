"""COCO, YOLO and Pascal VOC as others write them: what is read, what is told, what is refused."""

import json
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from inloop.adapters.formats import BadRow, ReadOptions, detect_format, open_rows, preview
from inloop.kernel.errors import InvalidInputError, UnreadableFileError


def picture(width=200, height=100):
    file = BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


def archive(tmp_path, **files):
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def rows(path, **options):
    with open_rows(path, **options) as stream:
        return list(stream)


COCO = {
    "info": {"year": 2017},
    "images": [{"id": 1, "file_name": "a.png", "width": 200, "height": 100}, {"id": 2, "file_name": "b.png"}],
    "categories": [{"id": 7, "name": "cat"}, {"id": 9, "name": "person", "keypoints": ["nose", "hand"]}],
    "annotations": [
        {
            "id": 1,
            "image_id": 1,
            "category_id": 7,
            "bbox": [1, 2, 3, 4],
            "segmentation": [[0, 0, 9, 0, 9, 9]],
            "iscrowd": 0,
        },
        {"id": 2, "image_id": 1, "category_id": 7, "bbox": [5, 5, 0, 4], "segmentation": {"counts": "x"}, "iscrowd": 1},
        {"id": 3, "image_id": 1, "category_id": 9, "bbox": [1, 1, 5, 5], "keypoints": [3, 4, 2, 0, 0, 0]},
        {"id": 4, "image_id": 99, "category_id": 7, "bbox": [1, 1, 5, 5]},
    ],
}


def test_coco_is_read_with_its_pictures_and_what_has_no_place_is_told(tmp_path):
    path = archive(tmp_path, **{"annotations/instances.json": json.dumps(COCO), "train/a.png": picture()})
    seen = preview(path)
    assert (seen.format, seen.row_count) == ("coco", 2)
    first, second = seen.rows
    assert (first["key"], first["file"]) == ("a.png", "train/a.png")
    assert [box["label"] for box in first["boxes"]] == ["cat", "person"]
    assert first["polygons"] == [{"points": [[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]], "label": "cat"}]
    assert first["points"] == [{"x": 3.0, "y": 4.0, "label": "nose"}]
    assert second["boxes"] == second["polygons"] == []
    assert {loss.what for loss in seen.losses} == {"masks", "boxes without area", "annotations"}


def test_a_broken_annotation_spoils_its_picture_alone(tmp_path):
    broken = {**COCO, "annotations": [{"image_id": 2, "category_id": 7, "bbox": "no"}, *COCO["annotations"]]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(broken))
    good, bad = rows(path)
    assert good.values["key"] == "a.png"
    assert isinstance(bad, BadRow)
    assert "annotation 1 cannot be read" in bad.reason


def test_a_file_of_json_that_is_no_coco_is_read_as_before(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"images": 1}]')
    assert detect_format(path).name == "json"
    path.write_text('{"images": 5}')
    with pytest.raises(UnreadableFileError, match="no COCO file"):
        rows(path)


YAML = "train: images\nnames:\n  0: 'cat'\n  1: a dog\n"


def test_yolo_is_read_by_the_size_of_its_pictures(tmp_path):
    path = archive(
        tmp_path,
        **{
            "data.yaml": YAML, "images/train/a.png": picture(), "labels/train/a.txt": "1 0.5 0.5 0.2 0.4\n",
            "images/val/b.png": picture(), "labels/val/c.txt": "0 0.5 0.5 0.2 0.4 0.9\n",
        },
    )  # fmt: skip
    first, second, missing = rows(path)
    assert first.values["boxes"] == [{"x": 80.0, "y": 30.0, "width": 40.0, "height": 40.0, "label": "a dog"}]
    assert (first.values["key"], first.values["split"]) == ("train/a.png", "train")
    assert "boxes" not in second.values or not second.values["boxes"]
    assert {type(missing).__name__, type(second).__name__} == {"BadRow", "Row"}


def test_outlines_are_told_from_boxes(tmp_path):
    files = {"data.yaml": "names: [cat]", "images/a.png": picture(), "labels/a.txt": "0 0 0 0.5 0 0.5 0.5\n"}
    path = archive(tmp_path, **files)
    assert detect_format(path).name == "yolo-segment"
    (row,) = rows(path)
    assert row.values["polygons"] == [{"points": [[0.0, 0.0], [100.0, 0.0], [100.0, 50.0]], "label": "cat"}]


@pytest.mark.parametrize("line", ["cat 0.5 0.5 0.1 0.1", "0 0.5 0.5", "0 nan 0.5 0.1 0.1"])
def test_a_broken_line_of_yolo_names_its_file_and_number(tmp_path, line):
    files = {"data.yaml": "names: [cat]", "images/a.png": picture(), "labels/a.txt": f"0 0.5 0.5 0.1 0.1\n{line}\n"}
    (row,) = rows(archive(tmp_path, **files), format="yolo")
    assert isinstance(row, BadRow)
    assert "Line 2 of 'labels/a.txt'" in row.reason


VOC = """<?xml version="1.0"?><annotation verified="no"><filename>a.png</filename>
<object><name>cat</name><pose>Left</pose><truncated>1</truncated><difficult>0</difficult>
<bndbox><xmin>1</xmin><ymin>2.0</ymin><xmax>11</xmax><ymax>22</ymax></bndbox></object></annotation>"""


def test_voc_is_read_with_its_flags_and_pose(tmp_path):
    path = archive(tmp_path, **{"VOC/Annotations/a.xml": VOC, "VOC/JPEGImages/a.png": picture()})
    (row,) = rows(path)
    said = {"truncated": True, "pose": "Left"}
    box = {"x": 1.0, "y": 2.0, "width": 10.0, "height": 20.0, "label": "cat", "attributes": said}
    assert (row.values["file"], row.values["boxes"]) == ("VOC/JPEGImages/a.png", [box])


BOMB = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;&b;">]><annotation><filename>&c;</filename></annotation>'
FILES = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><annotation><filename>&b;</filename></annotation>'


@pytest.mark.parametrize(
    ("text", "reason"),
    [(BOMB, "declares a document type"), (FILES, "declares a document type"), ("<annotation>", "is no XML")],
)
def test_xml_that_pulls_things_in_or_is_broken_is_a_bad_row(tmp_path, text, reason):
    (row,) = rows(archive(tmp_path, **{"a.xml": text}), format="voc")
    assert isinstance(row, BadRow)
    assert reason in row.reason


def test_names_that_lead_out_of_an_archive_are_not_read(tmp_path):
    path = archive(tmp_path, **{"../a.xml": VOC, "b.xml": VOC})
    (row,) = rows(path, options=ReadOptions())
    assert row.number == 1


def test_an_archive_of_nothing_is_refused_with_a_way_on(tmp_path):
    with pytest.raises(InvalidInputError, match="nothing of format 'voc'"):
        rows(archive(tmp_path, **{"a.txt": "x"}), format="voc")

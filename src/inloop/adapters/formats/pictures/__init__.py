"""Formats of pictures with shapes: COCO, YOLO, Pascal VOC."""

"""Puts the drawings of the components of a graph side by side."""

import numpy as np

from kg.sinks.parts import Floats, Integers


def packed(placed: Floats, members: list[Integers], gap: float) -> Floats:
    """Put the components, largest first, on shelves about as wide as the whole is high."""
    boxes = [_box(placed, nodes, gap) for nodes in members]
    area = sum(width * height for width, height in boxes)
    shelf = max(boxes[0][0], 1.35 * np.sqrt(area))
    x = y = height = 0.0
    for nodes, box in zip(members, boxes, strict=True):
        if x and x + box[0] > shelf:
            x, y, height = 0.0, y + height, 0.0
        placed[nodes] += np.array([x, y]) + gap / 2 - placed[nodes].min(0)
        x, height = x + box[0], max(height, box[1])
    return placed


def _box(placed: Floats, nodes: Integers, gap: float) -> tuple[float, float]:
    size = placed[nodes].max(0) - placed[nodes].min(0) + gap
    return float(size[0]), float(size[1])

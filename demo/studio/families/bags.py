"""Bags: canvas bodies, leather straps, metal fittings."""

import math

from materials import felt, leather, linen, metal, plain
from shapes import (
    arc,
    ball,
    box,
    curve,
    cushion,
    grid,
    oval,
    rod,
    round_rectangle,
    slab,
    soften,
    sweep,
)

TAN = '#9a6238'


def strap(path, wide, material, side=(1, 0, 0), thick=0.0035):
    return sweep(path, round_rectangle(wide, thick, thick * 0.45, 3), material, side=side)


def canvas_tote(colour):
    canvas = linen(colour, pitch=0.0034)
    rows = []
    for i in range(61):
        t = i / 60
        z = 0.006 + 0.382 * t
        half_depth = 0.062 * (1 - t) ** 0.55 * min(1, (t + 0.02) / 0.03) + 0.010 + 0.012 * math.sin(math.pi * t)
        half_width = 0.165 + 0.030 * t
        ring = oval(2 * half_width, 2 * half_depth, 3.2 + 1.5 * (1 - t), 96)
        sag = lambda x, y: 0.006 * math.sin(17 * x + 8 * t) * math.sin(math.pi * t)
        rows.append([(x, y + sag(x, y) * (1 if y < 0 else -0.6), z - 0.016 * t * (1 - (x / half_width) ** 2)) for x, y in ring])
    bottom = [[(x * 0.02, y * 0.02, 0.003) for x, y, _ in rows[0]], [(x * 0.94, y * 0.9, 0.002) for x, y, _ in rows[0]]]
    inner = [[(x * 0.985, y * 0.72, z - 0.0008 - 0.03 * k) for x, y, z in rows[-1]] for k in range(4)]
    body = grid(bottom + rows + inner, canvas, closed_u=True, caps=False)
    soften(body, 0.006, 0.13, 2)
    soften(body, 0.002, 0.04, 5)
    hide = leather(TAN)
    for way, lean in ((-1, 0.022), (1, -0.006)):
        y = way * 0.020
        loop = curve([(-0.075, y - 0.014 * (way < 0), 0.30), (-0.074, y - 0.004, 0.385), (-0.066, y - lean, 0.48), (-0.035, y - lean * 1.5, 0.545), (0, y - lean * 1.7, 0.562),
                      (0.035, y - lean * 1.5, 0.545), (0.066, y - lean, 0.48), (0.074, y - 0.004, 0.385), (0.075, y - 0.014 * (way < 0), 0.30)], 10)  # fmt: skip
        sweep(loop, oval(0.0105, 0.0085), hide, side=(0, 1, 0))
    for x in (-0.075, 0.075):
        box((0.034, 0.0035, 0.062), hide, edge=0.0016, at=(x, -0.0405, 0.318), turn=(6, 0, 0))
        for dz in (-0.018, 0.018):
            ball(0.0034, metal('brass', 0.3, 'none'), squash=0.6, at=(x, -0.0428 - dz * 0.105, 0.318 + dz), turn=(96, 0, 0))


def roll_top_backpack(colour):
    canvas, hide, brass = linen(colour, pitch=0.0034), leather(TAN), metal('brass', 0.3, 'none')
    soften(cushion((0.315, 0.165, 0.46), canvas, power=5, rise=6, at=(0, 0, 0.232), steps=64), 0.007, 0.16, 3)
    soften(cushion((0.255, 0.080, 0.205), canvas, power=6, rise=5, at=(0, -0.075, 0.150), steps=56), 0.003, 0.1, 6)
    box((0.24, 0.006, 0.062), canvas, edge=0.0028, at=(0, -0.1115, 0.247), turn=(-13, 0, 0))
    # The top is rolled twice and held by two straps.
    roll = [
        (0.0, 0.036 * math.cos(t) * (1 - t * 0.028), 0.44 + 0.030 * math.sin(t) * (1 - t * 0.028)) for t in [i * 0.16 for i in range(0, 74)]
    ]
    thing = sweep([(0, y - 0.006, z) for _, y, z in roll], round_rectangle(0.345, 0.0075, 0.003, 3), canvas, side=(1, 0, 0))
    soften(thing, 0.003, 0.12, 9)
    for x in (-0.085, 0.085):
        line = curve(
            [
                (x, -0.094, 0.265),
                (x, -0.099, 0.33),
                (x, -0.082, 0.395),
                (x, -0.050, 0.425),
                (x, -0.046, 0.452),
                (x, -0.026, 0.476),
                (x, 0.010, 0.476),
                (x, 0.045, 0.44),
            ],
            8,
        )
        strap(line, 0.020, hide, thick=0.0032)
        strap(curve([(x, -0.115, 0.205), (x, -0.1165, 0.235), (x, -0.112, 0.27), (x, -0.098, 0.285)], 8), 0.020, hide, thick=0.0032)
        rod(
            [(px + x, -0.1045, pz + 0.318) for px, pz in round_rectangle(0.031, 0.024, 0.004, 4)],
            0.0021,
            brass,
            closed=True,
            side=(0, 1, 0),
            turn=(0, 0, 0),
        )
        rod([(x, -0.1055, 0.330), (x, -0.107, 0.318), (x, -0.1055, 0.306)], 0.0015, brass)
    handle = curve([(-0.05, 0.062, 0.435), (-0.045, 0.070, 0.488), (0, 0.072, 0.512), (0.045, 0.070, 0.488), (0.05, 0.062, 0.435)], 10)
    sweep(handle, oval(0.011, 0.011), hide, side=(0, 1, 0))
    for way in (-1, 1):
        path = curve(
            [
                (way * 0.07, 0.075, 0.43),
                (way * 0.11, 0.128, 0.39),
                (way * 0.175, 0.135, 0.26),
                (way * 0.178, 0.10, 0.12),
                (way * 0.145, 0.062, 0.045),
            ],
            12,
        )
        sweep(path, round_rectangle(0.050, 0.009, 0.004, 3), canvas, side=(0.9 * way, -0.5, 0.3))


def height(body, x):
    """The top of a bag's middle line at x."""
    return max(v.co.z for v in body.data.vertices if abs(v.co.x - x) < 0.035 and abs(v.co.y) < 0.03)


def weekender(colour):
    canvas, hide, brass = linen(colour, pitch=0.0036), leather(TAN), metal('brass', 0.3, 'none')
    body = cushion((0.52, 0.25, 0.28), canvas, power=5, rise=3.6, at=(0, 0, 0.142), steps=72)
    body.data.materials.append(hide)
    for face in body.data.polygons:
        face.material_index = int(face.center.z < -0.078)
    soften(soften(body, 0.008, 0.2, 4), 0.003, 0.05, 8)
    for way in (-1, 1):
        loop = curve([(-0.10, way * 0.131, 0.075), (-0.099, way * 0.136, 0.15), (-0.096, way * 0.125, 0.225), (-0.088, way * 0.095, 0.30), (-0.06, way * 0.070, 0.375), (0, way * 0.062, 0.402),
                      (0.06, way * 0.070, 0.375), (0.088, way * 0.095, 0.30), (0.096, way * 0.125, 0.225), (0.099, way * 0.136, 0.15), (0.10, way * 0.131, 0.075)], 10)  # fmt: skip
        sweep(loop, oval(0.012, 0.017, 3), hide, side=(0, 1, 0))
        for x in (-0.098, 0.098):
            ball(0.0055, brass, squash=0.6, at=(x, way * 0.143, 0.15), turn=(90, 0, 0))
    zip_line = [(x, 0, height(body, x) + 0.1405) for x in [i / 40 * 0.36 - 0.18 for i in range(41)]]
    sweep(zip_line, round_rectangle(0.026, 0.004, 0.0015, 2), plain('#2a241e', 0.8), side=(0, 1, 0))
    sweep([(x, y, z + 0.002) for x, y, z in zip_line], oval(0.0065, 0.004), brass, side=(0, 1, 0))
    for way in (-1, 1):
        rod([(way * 0.266, y, z + 0.185) for y, z in arc(0.017, 0, 360, 32)[:-1]], 0.0027, brass, closed=True, side=(1, 0, 0))
        box((0.006, 0.034, 0.06), hide, edge=0.0025, at=(way * 0.2585, 0, 0.155), turn=(0, way * 6, 0))


def felt_sleeve(colour):
    wool, hide = felt(colour, grain=0.0028), leather(TAN)
    turn, lean = (78, 0, 0), math.radians(78)
    up = lambda y, out: (0, y * math.cos(lean) - out * math.sin(lean), 0.1345 + y * math.sin(lean) + out * math.cos(lean))
    slab(round_rectangle(0.365, 0.265, 0.016, 8), 0.010, wool, edge=0.0035, at=up(0, 0.005), turn=turn)
    slab(round_rectangle(0.365, 0.265, 0.016, 8), 0.010, wool, edge=0.0035, at=up(0, -0.0056), turn=turn)
    slab(round_rectangle(0.335, 0.24, 0.012, 8), 0.006, metal('steel', 0.35, 'x'), edge=0.0018, at=up(0.035, -0.0002), turn=turn)
    slab(round_rectangle(0.046, 0.15, 0.008, 6), 0.0032, hide, edge=0.0012, at=up(0.075, 0.0118), turn=turn)
    brass = metal('brass', 0.3, 'none')
    ball(0.0062, brass, squash=0.55, at=up(0.022, 0.0138), turn=turn)
    slab(round_rectangle(0.05, 0.016, 0.002, 3), 0.002, hide, edge=0.0008, at=up(-0.095, 0.0112), turn=turn)
    for x in (-0.170, 0.170):
        for k in range(46):
            x0, y, z = up(-0.118 + 0.236 * k / 45, 0.0100)
            rod([(x, y, z - 0.0012), (x, y - 0.0006, z), (x, y, z + 0.0012)], 0.0007, plain('#d9ccb4', 0.8), steps=6)


def wash_pouch(colour):
    canvas, hide, brass = linen(colour, pitch=0.0026), leather(TAN), metal('brass', 0.3, 'none')
    rows = []
    for i in range(49):
        t = i / 48
        depth = 0.112 * (1 - t) ** 0.6 * min(1, 0.82 + t * 4) + 0.008
        width = 0.232 - 0.016 * t + 0.010 * math.sin(math.pi * t)
        rows.append([(x, y, 0.004 + 0.150 * t - 0.004 * math.cos(x * 20) * t) for x, y in oval(width, depth, 4 - 0.6 * t, 96)])
    bottom = [[(x * 0.02, y * 0.02, 0.001) for x, y, _ in rows[0]], [(x * 0.93, y * 0.9, 0.001) for x, y, _ in rows[0]]]
    body = grid(bottom + rows, canvas, closed_u=True)
    soften(body, 0.005, 0.08, 3)
    line = [(x, 0.0, 0.1535 - 0.004 * math.cos(x * 20)) for x in [i / 40 * 0.212 - 0.106 for i in range(41)]]
    sweep(line, round_rectangle(0.016, 0.009, 0.003, 3), plain('#2a241e', 0.8), side=(0, 1, 0))
    sweep([(x, y, z + 0.0045) for x, y, z in line], oval(0.0055, 0.004), brass, side=(0, 1, 0))
    box((0.012, 0.009, 0.006), brass, edge=0.002, at=(-0.080, 0, 0.1585))
    strap(
        curve([(-0.085, -0.003, 0.160), (-0.098, -0.014, 0.155), (-0.102, -0.034, 0.132), (-0.102, -0.047, 0.102)], 8),
        0.011,
        hide,
        side=(0.8, -0.5, 0),
        thick=0.003,
    )
    box((0.052, 0.0022, 0.020), hide, edge=0.0009, at=(0.05, -0.0545, 0.047), turn=(16, 0, 0))

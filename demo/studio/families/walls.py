"""Things that hang on a wall. The wall is where y is greatest."""

import math

from families.desk import book
from materials import coating, felt, glaze, linen, metal, plain, wood
from palette import PAINT
from shapes import (
    arc,
    box,
    curve,
    cylinder,
    fillet,
    lathe,
    rod,
    round_rectangle,
    slab,
    sweep,
)

BARE = 'none'
UP = {'turn': (90, 0, 0)}


def peg_rail(kind):
    box((0.62, 0.024, 0.085), wood(kind, 'x'), edge=0.005, at=(0, 0, 0.5))
    peg = [
        (0, 0),
        (0.0095, 0, 0.001),
        (0.0075, 0.030, 0.01),
        (0.0075, 0.050, 0.01),
        (0.0150, 0.060, 0.004),
        (0.0150, 0.070, 0.004),
        (0, 0.073),
    ]
    for k in range(5):
        lathe(fillet(peg, 0.002, 10), wood(kind, 'z'), at=(-0.24 + 0.12 * k, -0.011, 0.5), turn=(78, 0, 0))
    hide = plain('#8f5a33', 0.5)
    loop = curve(
        [
            (-0.12, -0.062, 0.519),
            (-0.112, -0.060, 0.44),
            (-0.118, -0.045, 0.36),
            (-0.12, -0.040, 0.345),
            (-0.122, -0.045, 0.36),
            (-0.128, -0.060, 0.44),
            (-0.12, -0.062, 0.519),
        ],
        8,
    )
    sweep(loop, round_rectangle(0.007, 0.0025, 0.001, 2), hide, side=(0, 1, 0))
    rod(
        [(-0.12 + x, -0.040, 0.327 + z) for x, z in arc(0.019, 0, 360, 40)[:-1]],
        0.0020,
        metal('brass', 0.3, BARE),
        closed=True,
        side=(0, 1, 0),
    )


def frame(width, height, bar, timber, x=0.0, z=0.0, lean=0.0, y=0.0):
    """Four bars around an opening, mitred by their sweep."""
    w, h = (width - bar) / 2, (height - bar) / 2
    tall, wide = timber
    for way in (-1, 1):
        box((bar, 0.024, height), tall, edge=0.003, at=(x + way * w, y, z), turn=(lean, 0, 0))
        box(
            (width - 2 * bar, 0.024, bar),
            wide,
            edge=0.003,
            at=(x, y - math.sin(math.radians(lean)) * way * h, z + math.cos(math.radians(lean)) * way * h),
            turn=(lean, 0, 0),
        )


def picture_frame(kind):
    timber = (wood(kind, 'z'), wood(kind, 'x'))
    frame(0.40, 0.52, 0.022, timber, z=0.5)
    box((0.38, 0.004, 0.50), plain('#f1ebdf', 0.9), edge=0.0005, at=(0, 0.006, 0.5))
    y = 0.0032
    for shape, colour, at in (
        (arc(0.062, 0, 360, 64)[:-1], 'ochre', (0.035, 0.085)),
        ([(-0.115, -0.12), (0.115, -0.12), *arc(0.115, 0, 180, 48, (0.0, -0.06))[1:-1], ], 'brick', (-0.012, -0.022)),
        ([(-0.07, -0.072), (0.07, -0.072), *arc(0.07, 0, 180, 48, (0.0, -0.035))[1:-1]], 'ink', (0.026, -0.070)),
    ):  # fmt: skip
        y -= 0.0008
        slab(shape, 0.0006, plain(PAINT[colour], 0.9), edge=0.0001, at=(at[0], y, 0.5 + at[1]), **UP)


def round_mirror(kind):
    skin = {'brass': lambda: metal('brass', 0.26, BARE), 'black': lambda: coating('black', 0.42)}.get(kind, lambda: wood(kind, 'x'))()
    ring = [(x, y, 0) for x, y in arc(0.300, 0, 360, 160)[:-1]]
    thing = sweep(ring, round_rectangle(0.030, 0.022, 0.004, 4), skin, side=(0, 0, 1), closed=True)
    thing.location, thing.rotation_euler = (0, 0, 0.5), (math.radians(90), 0, 0)
    slab(arc(0.294, 0, 360, 128)[:-1], 0.004, metal('steel', 0.12, BARE), edge=0.0008, at=(0, -0.002, 0.5), turn=(90, 0, 0))
    cylinder(0.29, 0.004, plain('#3a352f', 0.9), at=(0, 0.010, 0.5), turn=(90, 0, 0))


def wall_clock(colour):
    timber = colour in ('oak', 'walnut')
    skin, z = wood(colour, 'x') if timber else coating(colour, 0.42), 0.4
    face = plain('#e7d9bf' if colour == 'chalk' else '#f3ecdf', 0.6)
    ink = plain('#26221f', 0.5)
    shell = [(0, -0.02), (0.142, -0.02, 0.006), (0.146, 0.022, 0.004), (0.1385, 0.0225, 0.001), (0.1365, 0.0145, 0.001), (0, 0.0145)]
    lathe(fillet(shell, 0.003), skin, at=(0, 0, z), **UP)
    lathe([(0.1362, 0.0148), (0, 0.0149)], face, at=(0, 0, z), **UP)
    for h in range(60):
        t, long = math.radians(h * 6), 0.018 if h % 15 == 0 else 0.0115 if h % 5 == 0 else 0.004
        r, wide = 0.124 - long / 2, 0.0028 if h % 5 == 0 else 0.0010
        box((wide, 0.0006, long), ink, edge=0.0002, at=(r * math.sin(t), -0.0151, z + r * math.cos(t)), turn=(0, h * 6, 0))
    for turn, long, wide, y in ((304, 0.072, 0.0062, -0.0165), (52, 0.104, 0.0045, -0.0180)):
        t = math.radians(turn)
        reach = long / 2 - 0.012
        box((wide, 0.0008, long), ink, edge=0.0003, at=(reach * math.sin(t), y, z + reach * math.cos(t)), turn=(0, turn, 0))
    cylinder(0.0065, 0.0052, metal('brass', 0.3, BARE), edge=0.001, at=(0, -0.0148, z), turn=(90, 0, 0))


def wall_shelf(kind):
    box((0.62, 0.17, 0.022), wood(kind, 'x'), edge=0.004, at=(0, 0, 0.4))
    brass = metal('brass', 0.3, BARE)
    for x in (-0.22, 0.22):
        path = fillet([(-0.074, 0.386), (0.0815, 0.386, 0.006), (0.0815, 0.280)], 0.006)
        sweep([(x, y, z) for y, z in path], round_rectangle(0.020, 0.004, 0.001, 2), brass, side=(1, 0, 0))
    spine = -0.245
    for thick, tall, colour in ((0.026, 0.205, 'moss'), (0.034, 0.225, 'sand'), (0.022, 0.190, 'brick'), (0.029, 0.214, 'ink')):
        book((0.150, tall, thick), linen(colour, pitch=0.0013), at=(spine + thick / 2, 0.0, 0.4112 + tall / 2), turn=(90, 0, 90))
        spine += thick + 0.001
    body = curve([(0.030, 0), (0.040, 0.006), (0.052, 0.045), (0.046, 0.085), (0.020, 0.115), (0.0155, 0.140), (0.021, 0.152)], 10)
    lathe([(0, 0.001), *body, (0.0175, 0.1525), (0.012, 0.13)], glaze('chalk', speckle=False, gloss=0.5), at=(0.075, 0.0, 0.411))
    wall = [(0, 0), (0.036, 0, 0.003), (0.040, 0.070, 0.002), (0.036, 0.070, 0.002), (0.033, 0.010, 0.003), (0, 0.008)]
    lathe(fillet(wall, 0.002), glaze('clay', speckle=False, gloss=0.6), at=(0.200, -0.012, 0.411))


def pin_board(colour):
    timber = (wood('oak', 'z'), wood('oak', 'x'))
    frame(0.64, 0.46, 0.020, timber, z=0.5)
    box((0.61, 0.010, 0.43), felt(colour, grain=0.003), edge=0.001, at=(0, 0.004, 0.5))
    brass = metal('brass', 0.3, BARE)
    for x, z, w, h, code, turn in (
        (-0.17, 0.08, 0.105, 0.148, '#f1ebdf', -3),
        (0.02, 0.03, 0.148, 0.105, '#d9a08c', 4),
        (0.19, 0.09, 0.10, 0.10, '#e9dcc0', -2),
        (0.16, -0.09, 0.074, 0.105, '#8e9aa2', 5),
    ):
        slab(round_rectangle(w, h, 0.001, 2), 0.0008, plain(code, 0.85), edge=0.0002, at=(x, -0.0022, 0.5 + z), turn=(90, turn, 0))
        lathe(
            fillet([(0, 0), (0.0035, 0, 0.001), (0.003, 0.004, 0.001), (0.0055, 0.007, 0.002), (0, 0.0095)], 0.001),
            brass,
            at=(x, -0.0024, 0.5 + z + h / 2 - 0.012),
            turn=(90, 0, 0),
        )


def coat_hooks(colour):
    skin = metal('brass', 0.27, BARE) if colour == 'brass' else coating(colour, 0.42)
    for x in (-0.10, 0.0, 0.10):
        lathe(fillet([(0, 0), (0.026, 0, 0.002), (0.026, 0.009, 0.004), (0, 0.010)], 0.002), skin, at=(x, 0, 0.3), turn=(90, 0, 0))
        path = curve([(x, -0.006, 0.3), (x, -0.030, 0.298), (x, -0.050, 0.283), (x, -0.066, 0.290), (x, -0.068, 0.312)], 10)
        rod(path, 0.0052, skin)
        lathe(fillet([(0, 0), (0.009, 0.002, 0.004), (0.0105, 0.012, 0.005), (0, 0.019)], 0.003), skin, at=(x, -0.068, 0.308))

"""Things for children: wood, felt and paint."""

import math
import random

from families.desk import book, join
from materials import coating, felt, plain, wood
from palette import PAINT
from shapes import (
    arc,
    ball,
    box,
    curve,
    cylinder,
    fillet,
    lathe,
    lettering,
    rod,
    slab,
    soften,
)

SETS = {'earth': ('clay', 'sand', 'moss', 'ochre', 'blush', 'slate'), 'bright': ('brick', 'ochre', 'moss', 'ink', 'slate', 'blush')}


def building_blocks(kind):
    paints = SETS[kind]
    a = 0.044
    cube = lambda skin, at, turn=0.0: box((a, a, a), skin, edge=0.003, at=(at[0], at[1], at[2] + a / 2), turn=(0, 0, turn))
    for skin, at, turn in (
        (coating(paints[0], 0.45), (-0.090, 0.010, 0), 4), (wood('oak', 'x'), (-0.040, 0.006, 0), -3), (coating(paints[2], 0.45), (0.055, 0.02, 0), 8),
        (coating(paints[3], 0.45), (-0.066, 0.008, a), 6), (coating(paints[5], 0.45), (0.098, -0.062, 0), 32),
    ):  # fmt: skip
        cube(skin, at, turn)
    box((0.132, a, a), wood('oak', 'x'), edge=0.003, at=(-0.02, 0.075, a / 2), turn=(0, 0, -2))
    cylinder(a / 2, 0.088, coating(paints[1], 0.45), edge=0.003, at=(0.012, 0.012, 0))
    cylinder(a / 2, a, wood('oak', 'z'), edge=0.003, at=(0.056, 0.02, a))
    arch = [(-0.066, 0.0), (-0.028, 0.0), *arc(0.028, 180, 0, 24)[1:-1], (0.028, 0.0), (0.066, 0.0), *arc(0.066, 0, 180, 40)[1:-1]]
    slab(arch, a, coating(paints[4], 0.45), edge=0.002, at=(-0.045, -0.085, 0), turn=(90, 0, 14))
    roof = [(-0.030, 0), (0.030, 0), (0, 0.042)]
    slab(roof, a, coating(paints[0], 0.45), edge=0.002, at=(-0.066, 0.008, 2 * a), turn=(90, 0, 6))
    slab(roof, a, wood('oak', 'x'), edge=0.002, at=(0.045, -0.105, 0), turn=(90, 0, -24))


def spinning_tops(kind):
    paints = SETS[kind]
    for (x, y, way), k, skin in zip(((-0.052, 0.022, 40), (0.046, 0.030, -70), (0.004, -0.048, 160)), (1.0, 0.85, 0.75), paints):
        body = [(0, 0), (0.0022, 0.003, 0.001), (0.010, 0.016, 0.006), (0.033, 0.030, 0.006), (0.034, 0.037, 0.003), (0.014, 0.044, 0.006)]
        stem = [(0.0042, 0.052, 0.004), (0.0040, 0.074), (0.0052, 0.080, 0.002), (0, 0.082)]
        parts = [lathe([(r * k, z * k) for r, z in fillet([*body, (0.004, 0.046), (0, 0.046)], 0.002)], coating(skin, 0.32)),
                 lathe([(r * k, z * k) for r, z in fillet([(0, 0.044), (0.0046, 0.044), *stem], 0.002)], wood('oak', 'z')),
                 lathe([(r * k, z * k) for r, z in [(0.0345, 0.0315), (0.0350, 0.0325), (0.0350, 0.0350), (0.0345, 0.036)]], wood('oak', 'z'))]  # fmt: skip
        # It rests on its point and on the rim: the angle follows from both.
        join(parts, (x, y, 0.0006), (0, 90 - math.degrees(math.atan2(0.0345, 0.0325)), way))


def skittles(kind):
    paints = SETS[kind]
    spots = [(0.052 * (i - row / 2), 0.046 * (2 - row)) for row in range(3) for i in range(row + 1)]
    for i, (x, y) in enumerate(spots):
        profile = [(0, 0), (0.0165, 0, 0.002), (0.0185, 0.022, 0.012), (0.0125, 0.060, 0.02), (0.0085, 0.078, 0.01), (0.0088, 0.086, 0.004)]
        lathe(fillet([*profile, (0, 0.088)], 0.003, 10), wood('oak', 'z'), at=(x * 1.05, y * 1.1, 0))
        ball(0.0138, coating(paints[i], 0.36), at=(x * 1.05, y * 1.1, 0.0995))
        lathe(
            [(0.0182, 0.0245), (0.01865, 0.0250), (0.01845, 0.0320), (0.0178, 0.0325)], coating(paints[i], 0.36), at=(x * 1.05, y * 1.1, 0)
        )
    ball(0.026, coating(paints[0], 0.36), at=(0.082, -0.075, 0.026))


def animal(line, thick, material, at, turn, eye):
    """A silhouette cut from a board."""
    ring = curve(line, 8, closed=True)
    parts = [slab(ring, thick, material, edge=0.004, turn=(90, 0, 0))]
    parts += [
        cylinder(
            0.0026,
            0.0016,
            plain('#1f1b18', 0.5),
            edge=0.0004,
            at=(eye[0], way * (thick / 2 - 0.0003), eye[1]),
            turn=(90 if way < 0 else -90, 0, 0),
        )
        for way in (-1, 1)
    ]
    return join(parts, at, (0, 0, turn))


def wooden_animals(kind):
    paints = ('walnut', 'oak', 'oak') if kind == 'oak' else None
    skin = lambda i: wood(paints[i], 'x') if paints else coating(SETS[kind][i], 0.42)
    whale = [
        (-0.082, 0.020),
        (-0.070, 0.044),
        (-0.030, 0.058),
        (0.020, 0.046),
        (0.052, 0.030),
        (0.066, 0.052),
        (0.082, 0.072),
        (0.089, 0.056),
        (0.108, 0.060),
        (0.092, 0.040),
        (0.074, 0.016),
        (0.040, 0.002),
        (-0.030, 0.001),
        (-0.070, 0.002),
    ]
    bird = [
        (-0.046, 0.030),
        (-0.058, 0.036),
        (-0.046, 0.044),
        (-0.040, 0.062),
        (-0.022, 0.068),
        (-0.006, 0.056),
        (0.010, 0.044),
        (0.048, 0.040),
        (0.066, 0.048),
        (0.050, 0.020),
        (0.018, 0.001),
        (-0.022, 0.001),
        (-0.042, 0.014),
    ]
    hare = [
        (-0.030, 0.001),
        (-0.038, 0.030),
        (-0.050, 0.048),
        (-0.048, 0.062),
        (-0.036, 0.072),
        (-0.036, 0.100),
        (-0.026, 0.112),
        (-0.020, 0.100),
        (-0.021, 0.074),
        (-0.010, 0.060),
        (0.018, 0.056),
        (0.042, 0.038),
        (0.048, 0.012),
        (0.042, 0.001),
    ]
    animal(whale, 0.030, skin(0), (0.020, 0.090, 0), -6, (-0.052, 0.034))
    animal(bird, 0.026, skin(1), (0.074, -0.045, 0), 12, (-0.031, 0.055))
    animal(hare, 0.026, skin(2), (-0.080, -0.030, 0), -14, (-0.037, 0.061))


def felt_balls(kind):
    """Three juggling balls, sewn from two colours each."""
    paints = SETS[kind]
    for (x, y, z, seed), (a, b) in zip(
        ((-0.036, 0.014, 0.033, 1), (0.034, 0.020, 0.033, 2), (0.0, -0.040, 0.033, 3)), zip(paints, paints[3:])
    ):
        thing = ball(0.033, felt(a, grain=0.0018), at=(x, y, z), turn=(seed * 50, seed * 35, seed * 70))
        thing.data.materials.append(felt(b, grain=0.0018))
        for face in thing.data.polygons:
            angle = math.degrees(math.atan2(face.center.y, face.center.x)) % 120
            face.material_index = int(angle < 60)
        soften(thing, 0.0008, 0.02, seed)


def picture_book(colour):
    cover = plain(PAINT[colour], 0.6)
    turn = 9
    book((0.235, 0.235, 0.014), cover, at=(0, 0, 0.007), turn=(0, 0, turn))
    t = math.radians(turn)
    spot = lambda x, y, z: (x * math.cos(t) - y * math.sin(t), x * math.sin(t) + y * math.cos(t), z)
    for k, (shape, code) in enumerate((
        (arc(0.050, 0, 360, 64, (0.048, 0.045))[:-1], PAINT['ochre']),
        ([(-0.1, -0.105), (0.1, -0.105), *curve([(0.1, -0.020), (0.05, 0.012), (0.0, -0.022), (-0.05, 0.004), (-0.1, -0.030)], 10)], PAINT['moss']),
        ([(-0.1, -0.105), (0.1, -0.105), *curve([(0.1, -0.066), (0.04, -0.048), (-0.03, -0.070), (-0.1, -0.045)], 10)], PAINT['ink']),
    )):  # fmt: skip
        slab([p[:2] for p in shape], 0.0004, plain(code, 0.75), edge=0.0001, at=spot(0, 0, 0.0144 + 0.0004 * k), turn=(0, 0, turn))
    lettering('DER WEG ZUM SEE', 0.0125, plain('#f3ecdf', 0.7), spot(0, 0.091, 0.0146), (0, 0, turn))


def domino(kind):
    timber, dot = wood(kind, 'x'), plain('#f1e8d6' if kind != 'oak' else '#2a2724', 0.6)
    luck = random.Random(6)
    pips = {
        0: (),
        1: ((0, 0),),
        2: ((-1, -1), (1, 1)),
        3: ((-1, -1), (0, 0), (1, 1)),
        4: ((-1, -1), (1, 1), (-1, 1), (1, -1)),
        5: ((-1, -1), (1, 1), (-1, 1), (1, -1), (0, 0)),
        6: ((-1, -1), (1, 1), (-1, 1), (1, -1), (-1, 0), (1, 0)),
    }

    def tile(left, right, at, turn, tilt=0.0):
        parts = [
            box((0.060, 0.030, 0.010), timber, edge=0.002, at=(0, 0, 0.005)),
            box((0.0012, 0.022, 0.0004), dot, edge=0.0001, at=(0, 0, 0.0101)),
        ]
        for value, x in ((left, -0.015), (right, 0.015)):
            parts += [cylinder(0.0021, 0.0005, dot, edge=0.0001, at=(x + 0.0075 * a, 0.0075 * b, 0.0100)) for a, b in pips[value]]
        join(parts, at, (0, tilt, turn))

    for left, right, at, turn in (
        (6, 4, (-0.085, 0.030, 0), 8),
        (4, 4, (-0.030, 0.040, 0), 98),
        (4, 1, (0.026, 0.048, 0), 6),
        (1, 5, (0.088, 0.038, 0), -12),
    ):
        tile(left, right, at, turn)
    for k in range(4):
        tile(luck.randint(0, 6), luck.randint(0, 6), (-0.055 + 0.002 * (k % 2), -0.045 + 0.001 * k, 0.0101 * k), 4 - 5 * k)
    tile(2, 6, (0.030, -0.030, 0), 40)
    tile(5, 3, (0.070, -0.052, 0), -28)


def pull_cart(kind):
    """A cart on a string, loaded with blocks."""
    paints, oak = SETS[kind], wood('oak', 'x')
    box((0.20, 0.115, 0.014), oak, edge=0.003, at=(0, 0, 0.038))
    for way in (-1, 1):
        box((0.20, 0.009, 0.046), oak, edge=0.003, at=(0, way * 0.053, 0.062))
        box((0.009, 0.100, 0.046), wood('oak', 'y'), edge=0.003, at=(way * 0.0955, 0, 0.062))
        for x in (-0.066, 0.066):
            lathe(
                fillet([(0, 0), (0.027, 0, 0.004), (0.027, 0.014, 0.004), (0, 0.014)], 0.003),
                coating(paints[0], 0.4),
                at=(x, way * 0.061, 0.027),
                turn=(-90 * way, 0, 0),
            )
            lathe(
                fillet([(0, 0), (0.007, 0, 0.001), (0.007, 0.005, 0.002), (0, 0.006)], 0.001),
                oak,
                at=(x, way * 0.0745, 0.027),
                turn=(-90 * way, 0, 0),
            )
    for i, (x, y, z, turn) in enumerate(
        (
            (-0.06, 0.022, 0.0455, 5),
            (-0.012, -0.020, 0.0455, -12),
            (0.045, 0.018, 0.0455, 20),
            (0.0, 0.018, 0.0862, 33),
            (-0.055, -0.026, 0.0455, 8),
            (0.052, -0.028, 0.0455, -4),
        )
    ):
        box((0.040, 0.040, 0.040), coating(paints[(i + 1) % 6], 0.45), edge=0.003, at=(x, y, z + 0.020), turn=(0, 0, turn))
    line = curve(
        [
            (0.099, 0, 0.05),
            (0.125, -0.004, 0.018),
            (0.16, -0.025, 0.003),
            (0.20, -0.05, 0.003),
            (0.20, -0.09, 0.003),
            (0.155, -0.105, 0.003),
            (0.12, -0.095, 0.003),
        ],
        10,
    )
    rod(line, 0.0018, plain('#d9ccb4', 0.85), steps=10)
    ball(0.011, coating(paints[1], 0.4), at=(0.112, -0.092, 0.011))

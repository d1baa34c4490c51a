"""Things for the laid table."""

import math

from families.vessels import ear
from materials import (
    felt,
    glass,
    glaze,
    glow,
    leather,
    metal,
    plain,
    wax,
    wood,
)
from palette import PAINT
from shapes import (
    ball,
    box,
    curve,
    cylinder,
    fillet,
    lathe,
    oval,
    place,
    rod,
    round_rectangle,
    slab,
    soften,
    sweep,
)

BARE = 'none'


def espresso_cup(colour):
    skin = glaze(colour, foot=0.004)
    for x, y, turn in ((-0.045, 0.03, -35), (0.055, -0.035, 30)):
        saucer = [
            (0, 0.003),
            (0.034, 0.003, 0.001),
            (0.035, 0, 0.001),
            (0.039, 0, 0.001),
            (0.060, 0.008, 0.010),
            (0.0655, 0.0135, 0.001),
            (0.064, 0.0150, 0.001),
            (0.045, 0.0075, 0.01),
            (0, 0.0065),
        ]
        lathe(fillet(saucer, 0.002), skin, at=(x, y, 0))
        wall = [
            (0, 0.003),
            (0.016, 0.003, 0.001),
            (0.017, 0, 0.001),
            (0.020, 0, 0.001),
            (0.028, 0.008, 0.008),
            (0.0305, 0.032, 0.02),
            (0.0300, 0.056, 0.001),
        ]
        lathe(
            fillet([*wall, (0.0276, 0.056, 0.001), (0.0276, 0.032, 0.02), (0.024, 0.009, 0.006), (0, 0.006)], 0.002),
            skin,
            at=(x, y, 0.0068),
        )
        lathe([(0.0272, 0.044), (0, 0.0442)], plain('#2c170c', 0.25), at=(x, y, 0.0068))
        handle = ear(0.017, 0.018, 0.046, 0.0085, 0.0055, skin, start=0.0298)
        place(handle, (x, y, 0.0068), (0, 0, turn))


def cereal_bowls(colour):
    skin = glaze(colour, foot=0.006)
    for i in range(4):
        wall = [
            (0, 0.005),
            (0.030, 0.005, 0.001),
            (0.032, 0, 0.001),
            (0.037, 0, 0.001),
            (0.039, 0.007, 0.003),
            (0.068, 0.028, 0.03),
            (0.0765, 0.060, 0.002),
        ]
        lathe(fillet([*wall, (0.0728, 0.0605, 0.002), (0.063, 0.030, 0.03), (0.036, 0.011, 0.03), (0, 0.009)], 0.002, 10), skin,
              at=(0.0012 * (-1) ** i, 0.001 * (i % 3 - 1), 0.0235 * i), turn=(0, 0, 70 * i))  # fmt: skip


def tumblers(colour):
    skin = glass(colour)
    flute = lambda a, z: 1 + 0.010 * (abs(math.sin(a * 9)) - 0.5) * min(1, z / 0.012) * min(1, max(0, (0.082 - z) / 0.012))
    for x, y, turn in ((-0.050, 0.040, 0), (0.052, 0.028, 8), (-0.004, -0.050, 15)):
        wall = [(0, 0), (0.033, 0, 0.004), (0.039, 0.094, 0.0008), (0.0368, 0.094, 0.0008), (0.0310, 0.011, 0.004), (0, 0.010)]
        lathe(fillet(wall, 0.001, 8), skin, steps=216, shape=flute, at=(x, y, 0), turn=(0, 0, turn))


def wine_glass(colour):
    skin = glass(colour)
    for x, y, wine in ((-0.050, 0.02, True), (0.056, -0.025, False)):
        outer = curve(
            [
                (0.036, 0.0),
                (0.036, 0.0018),
                (0.012, 0.005),
                (0.0045, 0.016),
                (0.0038, 0.055),
                (0.0050, 0.088),
                (0.024, 0.102),
                (0.041, 0.132),
                (0.040, 0.168),
                (0.033, 0.204),
            ],
            9,
        )
        inner = curve([(0.0318, 0.204), (0.0386, 0.168), (0.0395, 0.132), (0.023, 0.1045), (0.0, 0.0955)], 9)
        lathe([(0, 0.0), *outer, *inner], skin, at=(x, y, 0))
        if wine:
            fill = [(0, 0.0960), *[(max(r - 0.0003, 0), z) for r, z in inner[::-1] if 0.0965 < z < 0.134], (0.0388, 0.134), (0, 0.134)]
            lathe(fill, plain('#8a1a2c', 0.08), at=(x, y, 0))


def cake_stand(colour):
    skin = glaze(colour, speckle=colour != 'blush', gloss=0.3)
    foot = [
        (0, 0.004),
        (0.060, 0.0, 0.002),
        (0.064, 0.0, 0.002),
        (0.062, 0.008, 0.006),
        (0.022, 0.028, 0.02),
        (0.016, 0.060, 0.03),
        (0.026, 0.092, 0.016),
    ]
    plate = [
        (0.120, 0.098, 0.004),
        (0.142, 0.098, 0.002),
        (0.144, 0.114, 0.002),
        (0.1405, 0.1145, 0.002),
        (0.138, 0.1055, 0.003),
        (0, 0.105),
    ]
    lathe(fillet([*foot, *plate], 0.003, 12), skin)


def bud_vases(colour):
    skin = glaze(colour, speckle=False, gloss=0.5)
    shapes = (
        ((-0.066, 0.012), [(0.022, 0), (0.030, 0.006), (0.037, 0.035), (0.028, 0.070), (0.011, 0.092), (0.0095, 0.125), (0.0135, 0.134)]),
        ((0.012, -0.030), [(0.026, 0), (0.036, 0.005), (0.045, 0.030), (0.036, 0.054), (0.013, 0.066), (0.0105, 0.078), (0.0145, 0.085)]),
        ((0.070, 0.028), [(0.018, 0), (0.024, 0.005), (0.026, 0.05), (0.0245, 0.120), (0.015, 0.148), (0.0095, 0.160), (0.0125, 0.176)]),
    )
    stem, flower = plain('#7d7a45', 0.7), felt('ochre', grain=0.0016)
    for (x, y), profile in shapes:
        line = curve(profile, 10)
        top = line[-1]
        lathe([(0, 0.001), *line, (top[0] - 0.0025, top[1] + 0.0004), (line[-12][0] * 0.75, line[-12][1])], skin, at=(x, y, 0))
        for k, lean in enumerate((0.020, -0.026) if top[1] > 0.1 else (0.004,)):
            end = (x + lean, y + 0.006 * k, top[1] + 0.085 + 0.028 * k + (0.02 if top[1] < 0.1 else 0))
            rod(curve([(x, y, top[1] - 0.02), (x + lean * 0.3, y, top[1] + 0.03), end], 8), 0.0013, stem, steps=8)
            ball(0.0125 - 0.002 * k, flower, at=end)


def taper(material, at, turn, long=0.24):
    """A table candle lying or standing, its wick at the upper end."""
    lathe(
        fillet([(0, 0), (0.0108, 0, 0.001), (0.0098, long - 0.012, 0.004), (0.003, long - 0.002, 0.003), (0, long)], 0.002),
        material,
        at=at,
        turn=turn,
    )
    rod([(0, 0, long - 0.002), (0, 0.0006, long + 0.006), (0, 0, long + 0.014)], 0.0009, plain('#e9e2d2', 0.9), at=at, turn=turn)


def dinner_candles(colour):
    skin = wax(PAINT[colour])
    r = 0.0108
    for row, count in enumerate((3, 2, 1)):
        for k in range(count):
            y, z = (k - (count - 1) / 2) * 2 * r * 1.01, r + row * r * 1.735
            taper(skin, (-0.12 + 0.003 * ((k + row) % 2), y, z), (0, 90, 0))
    band = [(0.0, y, z) for y, z in round_loop([(-0.0325, 0.0), (0.0325, 0.0), (0.0118, 0.0595), (-0.0118, 0.0595)])]
    sweep(band, round_rectangle(0.046, 0.0006, 0.0002, 2), plain('#e4d8c2', 0.85), side=(1, 0, 0), closed=True)


def round_loop(corners):
    """A closed outline with soft corners, for bands of paper and cloth."""
    middle = tuple((a + b) / 2 for a, b in zip(corners[0], corners[-1]))
    return fillet([middle, *corners, middle], 0.008)[:-1]


def serving_tray(kind):
    timber = wood(kind, 'x')
    wall = [
        (0, 0),
        (0.172, 0, 0.004),
        (0.192, 0.010, 0.008),
        (0.196, 0.034, 0.003),
        (0.189, 0.034, 0.003),
        (0.182, 0.012, 0.006),
        (0, 0.010),
    ]
    lathe(fillet(wall, 0.003), timber)
    for way in (-1, 1):
        path = curve(
            [
                (way * 0.186, -0.050, 0.026),
                (way * 0.197, -0.044, 0.050),
                (way * 0.199, 0, 0.056),
                (way * 0.197, 0.044, 0.050),
                (way * 0.186, 0.050, 0.026),
            ],
            10,
        )
        sweep(path, oval(0.0075, 0.0075), metal('brass', 0.3, BARE), side=(0, 0, 1))


def felt_coasters(colour):
    wool = felt(colour, grain=0.0022)
    for i in range(5):
        cylinder(0.050, 0.0048, wool, edge=0.0014, at=(0.0008 * (i % 3 - 1), 0.0006 * (i % 2), 0.0049 * i))
    cylinder(0.050, 0.0048, wool, edge=0.0014, at=(0.074, -0.020, 0.0192), turn=(0, 21, -15))
    hide = leather('#9a6238')
    rod([(0.0, -0.0508, 0.003), (0, -0.051, 0.012), (0, -0.0508, 0.022)], 0.0026, hide)


def milk_jug(colour):
    skin = glaze(colour, foot=0.006)
    wall = curve([(0.036, 0.0), (0.044, 0.005), (0.052, 0.035), (0.050, 0.065), (0.040, 0.098), (0.037, 0.118), (0.041, 0.138)], 10)
    inner = curve([(0.0385, 0.1385), (0.0342, 0.118), (0.037, 0.098), (0.0465, 0.065), (0.048, 0.035), (0.04, 0.009), (0.0, 0.007)], 10)
    lip = lambda a, z: (
        1
        + 0.30 * max(0, (z - 0.098) / 0.040) ** 1.6 * math.exp(-(((a - math.pi) / 0.36) ** 2))
        - 0.03 * max(0, (z - 0.098) / 0.04) * math.exp(-(((abs(a - math.pi) - 0.8) / 0.4) ** 2))
    )
    lathe([(0, 0.0), *wall, *inner], skin, shape=lip, steps=144)
    ear(0.030, 0.040, 0.108, 0.0115, 0.0072, skin, start=0.0425)


def fruit_bowl(kind):
    timber = wood(kind, 'x')
    wall = [
        (0, 0),
        (0.062, 0, 0.003),
        (0.060, 0.008, 0.006),
        (0.042, 0.022, 0.02),
        (0.050, 0.034, 0.02),
        (0.125, 0.060, 0.05),
        (0.146, 0.094, 0.003),
    ]
    lathe(fillet([*wall, (0.139, 0.0945, 0.003), (0.118, 0.066, 0.05), (0.04, 0.046, 0.03), (0, 0.045)], 0.003, 12), timber)
    for x, y, z, turn in ((-0.045, 0.022, 0.082, 20), (0.040, 0.034, 0.080, -50), (0.006, -0.046, 0.080, 75), (0.0, 0.006, 0.120, -15)):
        skin = plain('#d8a32c', 0.45)
        lemon = lathe(curve([(0, -0.043), (0.006, -0.040), (0.019, -0.029), (0.0285, 0), (0.020, 0.028), (0.008, 0.037), (0.006, 0.043), (0, 0.045)], 8), skin, steps=64,
                      at=(x, y, z), turn=(78, 10, turn))  # fmt: skip
        soften(lemon, 0.0012, 0.02, seed=turn)


def pillar_candles(colour):
    for x, y, r, tall, lit in (
        (-0.058, 0.030, 0.035, 0.150, True),
        (0.022, -0.028, 0.035, 0.100, False),
        (0.070, 0.040, 0.035, 0.062, True),
    ):
        lathe(
            fillet([(0, 0), (r, 0, 0.002), (r, tall, 0.005), (r - 0.010, tall - 0.002, 0.008), (0, tall - 0.004)], 0.002),
            wax(PAINT[colour], lit=0.12 if lit else 0.0),
            at=(x, y, 0),
        )
        rod([(x, y, tall - 0.005), (x + 0.0006, y, tall + 0.003), (x + 0.001, y, tall + 0.010)], 0.0011, plain('#2b2420', 0.9))
        if lit:
            flame = [(0, 0.004), (0.0042, 0.010), (0.0056, 0.017), (0.0040, 0.028), (0.0014, 0.039), (0, 0.044)]
            lathe(curve(flame, 6), glow(26, '#ffc477'), at=(x + 0.001, y, tall))


def butter_dish(colour):
    slab(round_rectangle(0.185, 0.115, 0.022, 10), 0.014, wood('oak', 'x'), edge=0.003, at=(0, 0, 0.007))
    skin = glaze(colour, gloss=0.3)
    slab(round_rectangle(0.150, 0.084, 0.018, 10), 0.060, skin, edge=0.007, at=(0, 0, 0.0445))
    lathe(
        fillet([(0, 0.073), (0.008, 0.073), (0.0075, 0.080, 0.002), (0.0145, 0.086, 0.005), (0.013, 0.094, 0.005), (0, 0.096)], 0.002),
        wood('oak', 'z'),
    )
    box((0.12, 0.010, 0.003), metal('steel', 0.25, 'x'), edge=0.0012, at=(0.03, -0.078, 0.0016), turn=(0, 0, -9))


def salad_servers(kind):
    timber = wood(kind, 'x')
    for way in (-1, 1):
        grip = curve([(-0.15, 0, 0.0075), (-0.06, 0, 0.010), (0.03, 0, 0.012), (0.075, 0, 0.0085)], 10)
        parts = [sweep(grip, oval(0.017, 0.0105, 2.4), timber, side=(0, 1, 0), scale=lambda t: 1.05 - 0.35 * math.sin(math.pi * t))]
        head = ball(0.032, timber)
        head.scale = (1.45, 0.95, 0.24)
        place(head, (0.108, 0, 0.0085))
        parts.append(head)
        turn = math.radians(18 * way)
        for part in parts:
            part.location = (
                part.location.x * math.cos(turn),
                part.location.x * math.sin(turn) + way * 0.020,
                part.location.z + (0.008 if way > 0 else 0),
            )
            part.rotation_euler = (0, 0, turn)


def egg_cups(colour):
    skin = glaze(colour, foot=0.004)
    for x, y, egg in ((-0.058, 0.018, '#c99a74'), (0.0, -0.026, '#e8d9c4'), (0.058, 0.022, '#b98a63')):
        wall = [
            (0, 0.0),
            (0.021, 0, 0.002),
            (0.020, 0.005, 0.004),
            (0.0085, 0.016, 0.008),
            (0.012, 0.024, 0.006),
            (0.0255, 0.038, 0.012),
            (0.0255, 0.050, 0.001),
            (0.0232, 0.050, 0.001),
            (0.020, 0.036, 0.010),
            (0, 0.028),
        ]
        lathe(fillet(wall, 0.002), skin, at=(x, y, 0))
        shape = curve([(0, -0.026), (0.012, -0.023), (0.0215, -0.006), (0.0205, 0.010), (0.012, 0.026), (0, 0.032)], 10)
        lathe(shape, plain(egg, 0.55), at=(x, y, 0.060))

"""For garden, balcony and play."""

import math
import random

from materials import clay, coating, glass, glaze, glow, grains, leaf, plain, wax, wood
from shapes import (
    arc,
    ball,
    box,
    curve,
    cylinder,
    fillet,
    grid,
    lathe,
    oval,
    place,
    rod,
    slab,
    sweep,
)


def watering_can(colour):
    skin = coating(colour, 0.38)
    wall = [
        (0, 0),
        (0.098, 0, 0.004),
        (0.100, 0.006, 0.002),
        (0.086, 0.20, 0.002),
        (0.088, 0.204, 0.002),
        (0.084, 0.2045, 0.001),
        (0.083, 0.03, 0.003),
        (0, 0.03),
    ]
    lathe(fillet(wall, 0.002), skin)
    for z, r in ((0.205, 0.0865), (0.008, 0.0995)):
        rod([(x, y, z) for x, y in arc(r, 0, 360, 96)[:-1]], 0.0028, skin, closed=True)
    half = [(x, y, 0.2035) for x, y in arc(0.086, 90, 270, 40)]
    inner = [(min(x, -0.004) * 0.02, y, 0.2045) for x, y, _ in half]
    grid([half, inner], skin)
    spout = [(-0.088, 0, 0.045), (-0.16, 0, 0.125), (-0.235, 0, 0.208), (-0.30, 0, 0.280)]
    sweep(curve(spout, 10), oval(2, 2, steps=32), skin, side=(0, 1, 0), scale=lambda t: 0.0205 - 0.0105 * t)
    rose = fillet([(0.0095, -0.005), (0.0105, 0.006), (0.034, 0.040, 0.003), (0.034, 0.044, 0.002), (0, 0.050)], 0.003)
    tilt = {'at': (-0.296, 0, 0.276), 'turn': (0, -50, 0)}
    lathe(rose, skin, **tilt)
    for ring, count in ((0.008, 6), (0.017, 12), (0.0255, 18)):
        for k in range(count):
            a = 2 * math.pi * k / count
            spot = cylinder(0.0013, 0.003, plain('#141210', 0.9), edge=0.0002)
            turn = math.radians(-50)
            x, y, z = ring * math.cos(a), ring * math.sin(a), 0.0465 + 0.005 * (1 - ring / 0.034) - 0.0015
            place(spot, (-0.296 + x * math.cos(turn) + z * math.sin(turn), y, 0.276 - x * math.sin(turn) + z * math.cos(turn)), (0, -50, 0))
    brace = [(-0.093, 0, 0.175), (-0.15, 0, 0.165), (-0.195, 0, 0.163)]
    rod(brace, 0.0036, skin)
    handle = curve(
        [
            (-0.075, 0, 0.200),
            (-0.058, 0, 0.262),
            (0.0, 0, 0.305),
            (0.085, 0, 0.292),
            (0.138, 0, 0.215),
            (0.131, 0, 0.120),
            (0.094, 0, 0.060),
        ],
        14,
    )
    sweep(handle, oval(0.0135, 0.0135), skin, side=(0, 1, 0))
    grip = handle[30:62]
    sweep(grip, oval(0.0185, 0.0185), wood('oak', 'x'), side=(0, 1, 0), scale=lambda t: 1 - 0.2 * abs(2 * t - 1) ** 8)


def blade(long, wide, droop, material, at, turn):
    """One leaf: folded a little along its rib and bent down towards the tip."""
    rows = []
    for i in range(25):
        t = i / 24
        half = wide / 2 * math.sin(math.pi * t**0.78) ** 0.8 * (1 - 0.15 * t)
        fall = -droop * long * t * t
        rows.append(
            [
                (long * t, half * k, fall + abs(k) * half * 0.32 + 0.004 * math.sin(9 * t + 3 * k))
                for k in (-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1)
            ]
        )
    thing = grid(rows, material, at=at, turn=turn)
    shell = thing.modifiers.new('leaf', 'SOLIDIFY')
    shell.thickness = 0.0012
    return thing


def plant(height, base, seed, radius, stems=9):
    """A bushy rubber plant rising from `base`."""
    luck = random.Random(seed)
    green, stalk = leaf('#3f5d33'), plain('#5d6b3c', 0.6)
    for s in range(stems):
        a = 2 * math.pi * s / stems + luck.uniform(-0.25, 0.25)
        out = radius * luck.uniform(0.35, 0.95)
        tall = height * luck.uniform(0.62, 1.0) * (1.05 - 0.25 * out / radius)
        path = curve([(0.02 * math.cos(a), 0.02 * math.sin(a), base - 0.01), (out * 0.35 * math.cos(a), out * 0.35 * math.sin(a), base + tall * 0.45),
                      (out * math.cos(a), out * math.sin(a), base + tall)], 12)  # fmt: skip
        rod(path, 0.0048, stalk, scale=lambda t: 1.15 - 0.5 * t)
        for k in range(6):
            t = 0.38 + 0.62 * k / 5
            at = path[min(len(path) - 1, int(t * (len(path) - 1)))]
            way = math.degrees(a) + (k % 2 * 2 - 1) * luck.uniform(35, 95) if k < 5 else math.degrees(a) + luck.uniform(-30, 30)
            blade(
                luck.uniform(0.125, 0.175),
                luck.uniform(0.062, 0.082),
                luck.uniform(0.15, 0.5),
                green,
                at,
                (luck.uniform(-14, 14), -luck.uniform(12, 48), way),
            )


def footed_planter(colour):
    skin = clay(colour) if colour == 'clay' else glaze(colour, speckle=True, gloss=0.5)
    r, low, top = 0.155, 0.115, 0.385
    wall = [
        (0, low),
        (r - 0.012, low, 0.014),
        (r, low + 0.02, 0.02),
        (r, top, 0.004),
        (r - 0.010, top, 0.004),
        (r - 0.012, top - 0.03),
        (0, top - 0.032),
    ]
    lathe(fillet(wall, 0.004), skin)
    lathe([(r - 0.011, top - 0.028), (0.08, top - 0.020), (0, top - 0.016)], grains('#3a2c20', 0.008))
    oak = wood('oak', 'z')
    for a in (45, 135, 225, 315):
        t = math.radians(a)
        x, y = (r + 0.0135) * math.cos(t), (r + 0.0135) * math.sin(t)
        lathe(fillet([(0, 0), (0.010, 0, 0.002), (0.0135, 0.10), (0.0135, 0.245, 0.003), (0, 0.245)], 0.003), oak, at=(x, y, 0))
    for a in (45, 135):
        box((2 * r + 0.02, 0.020, 0.022), wood('oak', 'x'), edge=0.003, at=(0, 0, low - 0.0115), turn=(0, 0, a))
    plant(0.52, top - 0.02, 5, 0.21)


def storm_lantern(colour):
    skin = coating(colour, 0.42)
    lathe(fillet([(0, 0), (0.078, 0, 0.004), (0.078, 0.020, 0.004), (0.066, 0.028, 0.004), (0.0, 0.028)], 0.003), skin)
    lathe(fillet([(0.060, 0.028), (0.062, 0.028), (0.062, 0.212), (0.0595, 0.212), (0.0595, 0.0282)], 0.0004), glass('clear'))
    cap = [
        (0.066, 0.208, 0.002),
        (0.070, 0.210, 0.002),
        (0.070, 0.220, 0.003),
        (0.040, 0.246, 0.012),
        (0.036, 0.262, 0.003),
        (0.024, 0.270, 0.004),
        (0, 0.271),
    ]
    lathe(fillet([(0.0, 0.212), (0.066, 0.212)] + cap[1:], 0.003), skin)
    for a in (45, 135, 225, 315):
        t = math.radians(a)
        x, y = 0.0695 * math.cos(t), 0.0695 * math.sin(t)
        rod([(x, y, 0.02), (x, y, 0.12), (x, y, 0.215)], 0.0028, skin)
    bail = curve(
        [(-0.070, 0, 0.214), (-0.086, 0, 0.25), (-0.070, 0, 0.315), (0, 0, 0.352), (0.070, 0, 0.315), (0.086, 0, 0.25), (0.070, 0, 0.214)],
        12,
    )
    rod(bail, 0.0024, skin, side=(0, 1, 0))
    rod([p for p in bail if p[2] > 0.336], 0.0075, wood('oak', 'x'), side=(0, 1, 0))
    lathe(fillet([(0, 0.028), (0.034, 0.028), (0.034, 0.105, 0.004), (0.024, 0.1035, 0.01), (0, 0.100)], 0.002), wax('#f6dcae', lit=0.3))
    rod([(0, 0, 0.099), (0.0006, 0, 0.106), (0.001, 0, 0.112)], 0.0011, plain('#2b2420', 0.9))
    flame = [(0, 0.106), (0.0042, 0.112), (0.0056, 0.119), (0.0040, 0.130), (0.0014, 0.141), (0, 0.146)]
    lathe(curve(flame, 6), glow(26, '#ffc477'))


def wooden_car(colour):
    body, timber = coating(colour, 0.36), wood('oak', 'x')
    outline = [
        (-0.095, 0.020),
        (-0.098, 0.045),
        (-0.090, 0.062),
        (-0.050, 0.068),
        (-0.034, 0.098),
        (-0.016, 0.106),
        (0.040, 0.106),
        (0.056, 0.098),
        (0.072, 0.068),
        (0.092, 0.062),
        (0.098, 0.045),
        (0.095, 0.020),
    ]
    loop = fillet([outline[-1], *outline, outline[0]], 0.02)[1:-1]
    loop = [p for i, p in enumerate(loop) if i == 0 or math.dist(p, loop[i - 1]) > 1e-5]
    window = fillet(
        [(0.0, 0.072), (-0.034, 0.072, 0.006), (-0.022, 0.096, 0.008), (0.004, 0.096, 0.006), (0.004, 0.072, 0.006), (0.0, 0.072)], 0.004
    )[:-1]
    rear = fillet(
        [(0.03, 0.072), (0.012, 0.072, 0.006), (0.012, 0.096, 0.006), (0.042, 0.096, 0.008), (0.056, 0.072, 0.006), (0.03, 0.072)], 0.004
    )[:-1]
    slab(loop, 0.068, body, edge=0.006, holes=[window, rear], turn=(90, 0, 0))
    for x in (-0.056, 0.056):
        for y in (-1, 1):
            wheel = fillet(
                [(0, 0), (0.026, 0, 0.004), (0.026, 0.016, 0.004), (0.012, 0.016, 0.002), (0.010, 0.014, 0.002), (0, 0.014)], 0.002
            )
            lathe(wheel, timber, at=(x, y * 0.0355, 0.026), turn=(-90 * y, 0, 0))
            cylinder(0.0058, 0.007, wood('walnut', 'z'), edge=0.0015, at=(x, y * 0.048, 0.026), turn=(-90 * y, 0, 0))
    for y in (-0.021, 0.021):
        cylinder(0.0085, 0.004, timber, edge=0.0015, at=(-0.0955, y, 0.044), turn=(0, -90, 0))
    lathe(fillet([(0, 0), (0.0135, 0, 0.003), (0.0135, 0.014, 0.004), (0, 0.016)], 0.002), timber, at=(0.0, 0, 0.030))
    ball(0.0155, timber, at=(-0.004, 0, 0.085))


def stacking_rings(kind):
    tones = {'earth': ('clay', 'ochre', 'sand', 'moss', 'blush', 'ink'), 'bright': ('brick', 'ochre', 'moss', 'slate', 'blush', 'chalk')}[
        kind
    ]
    oak = wood('oak', 'z')
    lathe(fillet([(0, 0), (0.062, 0, 0.003), (0.062, 0.014, 0.005), (0, 0.014)], 0.003), wood('oak', 'x'))
    cylinder(0.0085, 0.172, oak, at=(0, 0, 0.012))
    z = 0.014
    for i, tone in enumerate(tones):
        radius, tall = 0.060 - 0.0062 * i, 0.0235
        ring = [(0.0105, 0, 0.003), (radius, 0, 0.0108), (radius, tall, 0.0108), (0.0105, tall, 0.003), (0.0105, 0)]
        lathe(fillet([(0.0105, tall / 2), *ring[:-1], (0.0105, tall / 2)], 0.004, 10), coating(tone, 0.4), at=((-1) ** i * 0.0012, 0, z))
        z += tall + 0.0002
    ball(0.0185, oak, at=(0, 0, z + 0.0175))
    place(
        lathe(
            fillet(
                [
                    (0.0105, 0.0118),
                    (0.0105, 0, 0.003),
                    (0.036, 0, 0.0108),
                    (0.036, 0.0235, 0.0108),
                    (0.0105, 0.0235, 0.003),
                    (0.0105, 0.0118),
                ],
                0.004,
                10,
            ),
            coating(tones[2], 0.4),
        ),
        (0.112, -0.045, 0),
    )

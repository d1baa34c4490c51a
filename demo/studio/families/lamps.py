"""Things that give light."""

import math

from materials import coating, enamel, glow, metal, paper_shade, plain, wood
from shapes import arc, ball, cord, curve, cylinder, fillet, lathe, rod


def dome_pendant(colour):
    high = 0.95
    outer = [(0.018, 0.205), (0.030, 0.204)] + [
        (0.225 * math.sin(t), 0.2 * math.cos(t) ** 0.85) for t in (i * math.pi / 2 / 40 for i in range(5, 40))
    ]
    rim = [(0.2255, 0.001), (0.2262, -0.001), (0.2235, -0.001)]
    lathe([(r, z + high) for r, z in outer + rim], enamel(colour, gloss=0.3))
    lathe([(r * 0.985, z * 0.985 - 0.002 + high) for r, z in outer[1:]] + [(0.2235, high - 0.001)], plain('#f3ead9', 0.5))
    lathe(
        fillet(
            [(0, high + 0.20), (0.026, high + 0.20), (0.022, high + 0.245, 0.004), (0.006, high + 0.262, 0.004), (0.004, high + 0.275)],
            0.003,
        ),
        metal('brass', 0.28),
    )
    ball(0.047, glow(9), at=(0, 0, high + 0.075))
    cord((0, 0, high + 0.27), (0, 0, high + 4), 0.003, plain('#2a2724', 0.8))


def mushroom_lamp(colour):
    skin = coating(colour, 0.36)
    foot = [(0, 0), (0.082, 0, 0.003), (0.083, 0.012, 0.008), (0.036, 0.040, 0.03), (0.021, 0.11, 0.06), (0.020, 0.235), (0, 0.235)]
    lathe(fillet(foot, 0.003, 14), skin)
    outer = [(0, 0.345)] + [(0.152 * math.sin(t), 0.222 + 0.123 * math.cos(t)) for t in (i * math.pi / 2 / 40 for i in range(2, 41))]
    lathe(outer + [(0.1525, 0.214), (0.1505, 0.2135), (0.150, 0.222)], skin)
    inner = [(0.15 * math.sin(t), 0.222 + 0.120 * math.cos(t)) for t in (i * math.pi / 2 / 40 for i in range(0, 41))]
    lathe(inner, plain('#f5ead6', 0.6))
    ball(0.040, glow(11), at=(0, 0, 0.262))
    rod(
        curve([(0.08, 0.0, 0.008), (0.13, 0.03, 0.0035), (0.20, 0.10, 0.0032), (0.34, 0.16, 0.0032), (0.7, 0.5, 0.0032)], 12),
        0.0028,
        plain('#2a2724', 0.8),
    )['unframed'] = True


def floor_lamp(colour):
    skin = coating('black', 0.4) if colour == 'black' else metal('brass', 0.27)
    cylinder(0.145, 0.016, skin, edge=0.004)
    rod([(0, 0, 0.014), (0, 0, 0.7), (0, 0, 1.33)], 0.0075, skin)
    lathe(fillet([(0, 0.016), (0.013, 0.016), (0.013, 0.05, 0.003), (0.007, 0.052)], 0.002), skin)
    shade = paper_shade('chalk', 1.15, low=1.18, high=1.52)
    lathe([(0.225, 1.185), (0.223, 1.184), (0.152, 1.515), (0.154, 1.516), (0.2265, 1.186), (0.225, 1.185)], shade, steps=160)
    for r, z in ((0.225, 1.188), (0.1535, 1.513)):
        rod([(x, y, z) for x, y in arc(r + 0.0006, 0, 360, 96)[:-1]], 0.0026, skin, closed=True)
    ball(0.045, glow(8), at=(0, 0, 1.36))
    for a in (90, 210, 330):
        t = math.radians(a)
        rod(
            [(0, 0, 1.495), (0.076 * math.cos(t), 0.076 * math.sin(t), 1.50), (0.153 * math.cos(t), 0.153 * math.sin(t), 1.505)],
            0.002,
            skin,
        )
    rod([(0, 0, 1.33), (0, 0, 1.42), (0, 0, 1.497)], 0.005, skin)
    cord((0.05, -0.01, 1.30), (0.05, -0.01, 1.02), 0.0012, skin)
    ball(0.009, skin, at=(0.05, -0.01, 1.015))
    rod([(0, 0, 1.30), (0.025, -0.005, 1.302), (0.051, -0.01, 1.30)], 0.002, skin)
    rod(curve([(0.14, 0.02, 0.01), (0.19, 0.06, 0.003), (0.4, 0.3, 0.003), (1.2, 0.5, 0.003)], 12), 0.003, plain('#2a2724', 0.8))[
        'unframed'
    ] = True


def paper_lantern(colour):
    skin = paper_shade(colour, 1.15, low=0.04, high=0.43)
    turns, points = 17, []
    for i in range(turns * 8 + 1):
        t = i / (turns * 8)
        angle = math.pi * (0.12 + 0.76 * t)
        swell = 1 - 0.016 * abs(math.cos(math.pi * turns * t))
        points.append((0.21 * math.sin(angle) * swell, 0.235 - 0.19 * math.cos(angle)))
    lathe(points, skin, steps=160)
    for i in range(0, turns + 1):
        t = (i + 0.5) / turns
        if t < 1:
            angle = math.pi * (0.12 + 0.76 * t)
            r, z = 0.2095 * math.sin(angle) * 0.986, 0.235 - 0.19 * math.cos(angle)
            rod([(x, y, z) for x, y in arc(r, 0, 360, 96)[:-1]], 0.0010, plain('#d8c39c', 0.7), closed=True, steps=8)
    oak = wood('oak', 'z')
    rod([(x, y, 0.058) for x, y in arc(0.083, 0, 360, 64)[:-1]], 0.0055, wood('oak', 'x'), closed=True)
    for a in (30, 150, 270):
        t = math.radians(a)
        rod(
            [
                (0.083 * math.cos(t), 0.083 * math.sin(t), 0.064),
                (0.09 * math.cos(t), 0.09 * math.sin(t), 0.03),
                (0.097 * math.cos(t), 0.097 * math.sin(t), 0),
            ],
            0.0062,
            oak,
        )
    rod(curve([(0.06, 0.02, 0.05), (0.10, 0.04, 0.005), (0.25, 0.14, 0.003), (0.7, 0.4, 0.003)], 12), 0.0026, plain('#e8e0d2', 0.8))[
        'unframed'
    ] = True


def task_lamp(colour):
    skin = coating(colour, 0.4)
    joint = metal('brass', 0.3, 'none')
    lathe(fillet([(0, 0), (0.092, 0, 0.003), (0.092, 0.014, 0.006), (0.016, 0.020, 0.004), (0.014, 0.036, 0.003), (0, 0.037)], 0.003), skin)
    elbow, head = (0.115, 0, 0.36), (-0.135, 0, 0.535)
    rod([(0, 0, 0.04), (0.0575, 0, 0.2), elbow], 0.0062, skin)
    rod([elbow, (-0.01, 0, 0.4475), head], 0.0062, skin)
    for x, z in ((0, 0.047), (elbow[0], elbow[2]), (head[0], head[2])):
        cylinder(0.0125, 0.026, joint, at=(x, 0.013, z), turn=(90, 0, 0))
    bell = [
        (0.012, 0.058),
        (0.020, 0.056),
        (0.030, 0.048),
        (0.034, 0.028),
        (0.052, -0.012),
        (0.082, -0.062),
        (0.0835, -0.066),
        (0.0815, -0.066),
    ]
    inner = [(0.0815, -0.066), (0.050, -0.012), (0.031, 0.026), (0.0, 0.044)]
    at, turn = (head[0] - 0.012, 0, head[2] - 0.034), (0, 22, 0)
    lathe([(0, 0.058)] + fillet(bell, 0.006), skin, at=at, turn=turn)
    lathe(fillet(inner, 0.004), plain('#f5ead6', 0.6), at=at, turn=turn)
    ball(0.028, glow(14), at=(at[0] + 0.006, 0, at[2] - 0.016))
    rod(curve([(0.03, 0.08, 0.01), (0.06, 0.12, 0.0032), (0.2, 0.3, 0.003), (0.9, 0.5, 0.003)], 12), 0.0026, plain('#2a2724', 0.8))[
        'unframed'
    ] = True

"""Woven and knitted things, folded, stuffed, rolled and hung."""

import math

import numpy as np

from materials import felt, linen, metal, rug, terry, wood
from shapes import curve, grid, place, rod, round_rectangle, soften, sweep


def stuffed(width, height, puff, material, seed=1, steps=64, **where):
    """A pillow: two layers sewn together at the edge; corners stay thin and creases run towards them."""
    rng = np.random.default_rng(seed)
    u = np.linspace(-1, 1, steps + 1)
    x, y = np.meshgrid(u, u)
    belly = ((1 - np.abs(x) ** 2.6) * (1 - np.abs(y) ** 2.6)) ** 0.52
    draw_x, draw_y = 1 - 0.07 * (1 - y**2) ** 2 * 1.0, 1 - 0.07 * (1 - x**2) ** 2
    angle, radius = np.arctan2(np.abs(y), np.abs(x)), np.maximum(np.abs(x), np.abs(y))
    crease = sum(a * np.sin(k * angle + p) for a, k, p in zip((0.5, 0.35, 0.3), (9, 15, 23), rng.uniform(0, 6, 3)))
    crease = crease * np.clip(radius - 0.45, 0, 1) * (1 - radius**6) * 0.10
    layers = []
    for side in (1, -1):
        z = side * (puff / 2 * belly + crease * width * 0.22 * belly**0.5) * 1.0
        layers.append(np.stack([x * draw_x * width / 2, y * draw_y * height / 2, z], axis=2))
    front = grid(layers[0], material, **where)
    rear = grid(layers[1][:, ::-1], material, **where)
    edge = [(0, j) for j in range(steps)] + [(i, steps) for i in range(steps)]
    edge += [(steps, j) for j in range(steps, 0, -1)] + [(i, 0) for i in range(steps, 0, -1)]
    seam = [tuple(layers[0][i, j]) for i, j in edge]
    rod(seam, 0.0032, material, closed=True, side=(0, 0, 1), steps=10, **where)
    for thing in (front, rear):
        soften(thing, 0.004, 0.16, seed)
    return front


def folded(width, depth, layers, thick, material, seed=1, base=0.0, at=(0, 0), turn=0.0, slack=0.35):
    """Cloth folded to and fro: the round folds look to the front; `slack` loosens the layers."""
    rng = np.random.default_rng(seed)
    path, z, step = [], base + thick / 2, thick * (1 + slack * 0.1)
    for i in range(layers):
        way = 1 if i % 2 else -1
        lean = rng.uniform(-1, 1) * depth * 0.012 * slack
        line = np.linspace(depth / 2 - thick, -depth / 2 + thick, 24) * -way
        path += [(0, float(y) + lean, z) for y in line]
        if i < layers - 1:
            end = path[-1][1]
            bend = [
                (0, end - way * -1 * step / 2 * 1.25 * math.sin(t), z + step / 2 - step / 2 * math.cos(t))
                for t in np.linspace(0.25, math.pi - 0.25, 9)
            ]
            path += bend
            z += step
    thing = sweep(path, round_rectangle(width, thick * 0.97, thick * 0.42, 4), material, side=(1, 0, 0))
    soften(thing, thick * 0.16 * (0.5 + slack), 0.12, seed)
    soften(thing, 0.004 * slack, 0.05, seed + 5)
    place(thing, (at[0], at[1], 0), (0, 0, turn))
    return thing, z + thick / 2


def linen_cushion(colour):
    stuffed(0.50, 0.50, 0.22, linen(colour, pitch=0.0036), seed=4, at=(0, 0, 0.241), turn=(77, 0, 7))


def wool_throw(colour):
    cloth = felt(colour, grain=0.005)
    folded(0.46, 0.36, 5, 0.026, cloth, seed=3, slack=0.8)
    rng = np.random.default_rng(8)
    for layer in range(5):
        z = 0.013 + layer * 0.028
        for way in (1, -1):
            for k in range(34):
                y = -0.165 + 0.33 * k / 33 + rng.uniform(-0.002, 0.002)
                long = rng.uniform(0.045, 0.062)
                drop = min(z - 0.004, 0.05 + rng.uniform(-0.012, 0.012))
                sway = rng.uniform(-0.010, 0.010)
                path = curve([(way * 0.224, y, z), (way * (0.224 + long * 0.45), y + sway * 0.3, z - drop * 0.15),
                              (way * (0.224 + long * 0.8), y + sway, max(0.004, z - drop * 0.7)), (way * (0.224 + long), y + sway * 1.4, max(0.003, z - drop))], 4)  # fmt: skip
                rod(path, 0.0023, cloth, steps=7, scale=lambda t: 1.1 - 0.3 * t)


def bath_towels(colour):
    base = 0.0
    for i, (w, d, seed) in enumerate(((0.40, 0.30, 2), (0.39, 0.295, 5), (0.30, 0.24, 9))):
        _, base = folded(
            w,
            d,
            4,
            0.021,
            terry(colour),
            seed=seed,
            base=base,
            at=((0.0, 0.006, -0.01)[i], (0.0, 0.004, -0.014)[i]),
            turn=(0, 2, -3)[i],
            slack=0.55,
        )


def wool_rug(colour):
    cloth = rug(colour)
    flat = [(0, float(y), 0.007) for y in np.linspace(-1.15, 0.10, 60)]
    roll, radius = [], 0.145
    for i in range(1, 240):
        t = i / 240 * 2 * math.pi * 3.1
        r = radius - 0.0125 * t / (2 * math.pi) * 1.15
        roll.append((0, 0.10 + r * math.sin(t), 0.007 + radius - r * math.cos(t)))
    thing = sweep(flat + roll, round_rectangle(1.30, 0.0115, 0.005, 3), cloth, side=(1, 0, 0))
    soften(thing, 0.002, 0.3)
    rng = np.random.default_rng(3)
    for k in range(120):
        x = -0.643 + 1.286 * k / 119
        path = curve(
            [(x, -1.148, 0.007), (x + rng.uniform(-0.006, 0.006), -1.185, 0.006), (x + rng.uniform(-0.013, 0.013), -1.225, 0.004)], 4
        )
        rod(path, 0.0036, felt('chalk', grain=0.004), steps=8)


def tea_towel(colour):
    """Hung over a rail on the wall, its front longer than its back."""
    oak = wood('oak', 'x')
    rod([(-0.30, -0.05, 0.80), (0, -0.05, 0.80), (0.30, -0.05, 0.80)], 0.009, oak)
    for x in (-0.27, 0.27):
        rod([(x, -0.05, 0.80), (x, -0.03, 0.80), (x, 0.0, 0.80)], 0.0055, metal('brass', 0.3, 'none'))
        rod([(x, 0.0, 0.80), (x, -0.002, 0.80), (x, -0.004, 0.80)], 0.016, metal('brass', 0.3, 'none'))
    path = [(-0.062 + 0.0, z) for z in np.linspace(0.26, 0.80, 70)] + [
        (-0.05 + 0.0125 * math.cos(t), 0.80 + 0.0125 * math.sin(t)) for t in np.linspace(math.pi, 0, 14)
    ]
    path += [(-0.0375, z) for z in np.linspace(0.795, 0.36, 50)]
    rows = []
    for y, z in path:
        fall = min(1.0, max(0.0, (0.80 - z) / 0.5))
        row = []
        for k in range(121):
            u = k / 120 * 2 - 1
            wave = math.sin(7.5 * u + 0.6) * 0.55 + math.sin(13 * u - 1) * 0.3 + math.sin(3 * u) * 0.35
            out = 0.017 * wave * (0.28 + 0.72 * fall)
            limit = -0.008 if y > -0.05 else -0.056
            x = u * (0.215 - 0.016 * fall * (0.5 + 0.5 * math.cos(3 * u))) + 0.004 * math.sin(9 * z)
            row.append((x, min(limit, y - abs(out) * (1 if y < -0.05 else -0.5) - 0.004 * fall), z + 0.006 * math.sin(2 * u + 1) * fall))
        rows.append(row)
    cloth = grid(rows, linen('chalk', pitch=0.0022, stripe=colour))
    shell = cloth.modifiers.new('cloth', 'SOLIDIFY')
    shell.thickness = 0.0016
    hem = [rows[0][k] for k in range(121)]
    rod(hem, 0.0019, linen('chalk', pitch=0.002), steps=8)

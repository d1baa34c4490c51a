"""Renders the demo catalogue's pictures: python render.py [--only HANDLE …] [--samples N] [--width N] [--out FOLDER]

Only pictures whose parameters or code changed are rendered again; the scene and the light are the same for all.
"""

import argparse
import base64
import io
import json
import os
import tempfile
import time
import zlib
from pathlib import Path

import bpy
import numpy as np
from PIL import Image

import stage
from fingerprint import fingerprint
from models import MODELS, Model, alt
from palette import PAINT, WOOD
from scenes import SCENES, Scene

HERE = Path(__file__).parent
PUBLIC = HERE.parent.parent / 'public' / 'demo'
LIMIT = {'product': 90_000, 'scene': 250_000}


def shots():
    """Every picture as (file, model or scene, colour, view), lead colours first: what is cut short is still a whole shop."""
    found = [(1 if scene is SCENES[0] else 3.5, f'scene-{scene.name}.webp', scene, '', scene.view) for scene in SCENES]
    for model in MODELS:
        for turn, colour in enumerate(model.colours):
            found.append((turn * 2, f'{model.handle}-{colour}.webp', model, colour, model.view))
            if model.second and colour in (model.second_for or model.colours[:1]):
                found.append((3, f'{model.handle}-{colour}-2.webp', model, colour, model.second))
        if model.close:
            found.append((4, f'{model.handle}-{model.colours[0]}-3.webp', model, model.colours[0], model.close))
    return [tuple(shot) for _, *shot in sorted(found, key=lambda shot: shot[0])]


def print_of(thing, colour, view):
    """The hash of one picture."""
    if isinstance(thing, Scene):
        return fingerprint(
            [build_scene, thing.build, stage.clear, *(i[0] for i in thing.items)],
            thing.frame,
            thing.back,
            thing.dim,
            thing.wall,
            [i[1:] for i in thing.items],
            view,
        )
    tone = (PAINT.get(colour), WOOD.get(colour))
    return fingerprint([build_product, thing.build, stage.clear], colour, tone, view, thing.stage)


def build_product(model: Model, colour, view, width, height):
    """One product alone in the studio; returns the part of the frame it takes up."""
    model.build(colour)
    things = list(bpy.data.objects)
    view = dict(view)
    stage.spin(things, view.pop('spin', 0))
    points = stage.corners(things)
    low, high = points.min(axis=0), points.max(axis=0)
    options = dict(model.stage)
    size = float(max(high - low)) * options.pop('room', 1.0)
    centre = tuple(float(c) for c in (low + high) / 2)
    stage.backdrop(size, float(high[1]), wall=options.pop('wall', False))
    stage.light(size, centre, **options)
    stage.camera(things, width=width, height=height, **view)
    return stage.region(things)


def build_scene(scene: Scene, view, width, height):
    """Several products in one wide picture."""
    things = scene.build()
    stage.backdrop(scene.size, scene.back, wall=scene.wall)
    stage.light(scene.size, scene.centre, dim=scene.dim)
    stage.camera(things, width=width, height=height, **view)


def grain(image):
    """The faint grain of film: it keeps the even backdrop from breaking into bands."""
    noise = np.random.default_rng(1).normal(0, 0.8, (image.height, image.width, 1))
    return Image.fromarray(np.clip(np.asarray(image, np.float32) + noise + 0.5, 0, 255).astype(np.uint8))


def webp(image, limit):
    """The best quality that stays below the limit, in bytes."""
    for quality in (92, 88, 82, 76, 68, 58, 48):
        data = io.BytesIO()
        image.save(data, 'WEBP', quality=quality, method=6)
        if len(data.getvalue()) <= limit:
            break
    return data.getvalue()


def blur(image):
    """The placeholder shown while the picture loads: 16 pixels wide, at most 300 bytes as a data URI."""
    small = image.resize((16, round(16 * image.height / image.width)), Image.LANCZOS)
    for quality in (50, 30, 15, 5):
        data = io.BytesIO()
        small.save(data, 'WEBP', quality=quality, method=6)
        uri = 'data:image/webp;base64,' + base64.b64encode(data.getvalue()).decode()
        if len(uri) <= 300:
            break
    return uri


def develop(source, target, limit):
    with Image.open(source) as raw:
        image = raw.convert('RGB')
    target.write_bytes(webp(grain(image), limit))
    return {'width': image.width, 'height': image.height, 'blur': blur(image)}


def read(path):
    return json.loads(path.read_text('utf8')) if path.exists() else {}


def write(path, value):
    """In one step: a second process never reads half a file."""
    new = path.resolve().with_suffix(f'.{os.getpid()}')
    new.write_text(json.dumps(dict(sorted(value.items())), ensure_ascii=False, indent=1) + '\n', 'utf8')
    new.replace(path.resolve())


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument('--only', nargs='*', default=[], help='handles, scene names or beginnings of file names')
    asked.add_argument('--samples', type=int, default=4)
    asked.add_argument('--width', type=int, default=0, help='smaller previews; they go to --out and are not recorded')
    asked.add_argument('--out', type=Path, default=PUBLIC)
    options = asked.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    final = options.out == PUBLIC and not options.width
    made, pictures = read(HERE / 'made.json'), read(HERE / 'pictures.json')
    queue = [s for s in shots() if not options.only or any(s[0].startswith(o) for o in options.only)]
    for i, (file, thing, colour, view) in enumerate(queue):
        wide = isinstance(thing, Scene)
        width, height = (1600, 900) if wide else (800, 1000)
        if options.width:
            width, height = options.width, options.width * height // width
        samples = options.samples + (4 if wide else 0)
        mark = print_of(thing, colour, view)
        target = options.out / file
        if final and target.exists() and made.get(file) == mark and file in pictures:
            pictures[file] = {**pictures[file], 'alt': alt(thing, colour, view)}
            continue
        start = time.time()
        stage.clear()
        part = build_scene(thing, view, width, height) if wide else build_product(thing, colour, view, width, height)
        with tempfile.TemporaryDirectory() as folder:
            raw = Path(folder) / 'raw.png'
            stage.shoot(raw, samples, zlib.crc32(file.encode()) & 0x7FFFFFFF, part)
            shown = develop(raw, target, LIMIT['scene' if wide else 'product'])
        print(f'{i + 1}/{len(queue)} {file} {target.stat().st_size // 1000} kB {time.time() - start:.0f} s', flush=True)
        if final:
            # Read again: a second process may have written meanwhile.
            made, pictures = read(HERE / 'made.json'), read(HERE / 'pictures.json')
            made[file], pictures[file] = mark, {**shown, 'alt': alt(thing, colour, view)}
            write(HERE / 'made.json', made)
            write(HERE / 'pictures.json', pictures)
    if final and not options.only:
        known = {s[0] for s in queue}
        write(HERE / 'made.json', {k: v for k, v in made.items() if k in known})
        write(HERE / 'pictures.json', {k: v for k, v in pictures.items() if k in known})


if __name__ == '__main__':
    main()

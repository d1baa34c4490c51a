"""One studio for every picture: a seamless warm backdrop, a window-like key light from the left, soft fill, a long lens."""

import math

import bpy
import numpy as np
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Vector
from PIL import Image, ImageDraw, ImageFilter

import materials
from palette import linear

BACKDROP = '#f4ede1'


def clear():
    """An empty scene with the render settings of all pictures."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = 'CYCLES'
    scene.render.threads_mode, scene.render.threads = 'FIXED', 1
    scene.render.image_settings.file_format = 'PNG'
    scene.view_settings.view_transform = 'AgX'
    scene.view_settings.look = 'AgX - Medium High Contrast'
    scene.view_settings.exposure = 0.65
    cycles = scene.cycles
    cycles.device = 'CPU'
    cycles.use_adaptive_sampling, cycles.adaptive_threshold = True, 0.02
    cycles.use_denoising, cycles.denoiser = True, 'OPENIMAGEDENOISE'
    cycles.denoising_input_passes, cycles.denoising_prefilter = 'RGB_ALBEDO_NORMAL', 'FAST'
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 8, 2, 2
    cycles.transmission_bounces, cycles.transparent_max_bounces = 8, 12
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect, cycles.blur_glossy = 4.0, 0.6


def corners(things, cords=False):
    """World positions of all vertices; those of cords only if asked for, as they do not count for the framing."""
    bpy.context.view_layer.update()
    graph = bpy.context.evaluated_depsgraph_get()
    found = []
    for thing in things:
        if thing.type != 'MESH' or (thing.get('unframed') and not cords):
            continue
        mesh = thing.evaluated_get(graph).data
        flat = np.empty(len(mesh.vertices) * 3, np.float32)
        mesh.vertices.foreach_get('co', flat)
        world = np.array(thing.matrix_world)
        found.append(flat.reshape(-1, 3) @ world[:3, :3].T + world[:3, 3])
    return np.concatenate(found)


def spin(things, angle):
    """Turns the product, not the camera, to show its back: the backdrop stays behind it."""
    if not angle:
        return
    table = bpy.data.objects.new('table', None)
    bpy.context.scene.collection.objects.link(table)
    for thing in things:
        thing.parent = table
    table.rotation_euler = (0, 0, math.radians(angle))
    bpy.context.view_layer.update()


def area(at, aim, size, power, colour='#ffffff', tall=None):
    lamp = bpy.data.lights.new('area', 'AREA')
    lamp.size, lamp.energy, lamp.color = size, power, linear(colour)[:3]
    if tall:
        lamp.shape, lamp.size_y = 'RECTANGLE', tall
    thing = bpy.data.objects.new('area', lamp)
    thing.location = at
    thing.rotation_euler = (Vector(aim) - Vector(at)).to_track_quat('-Z', 'Y').to_euler()
    bpy.context.scene.collection.objects.link(thing)


def backdrop(size, back, wall=False):
    """Floor and wall in one sweep behind y = `back`; `wall` puts the wall right there."""
    depth, bend = (back, 0.001) if wall else (back + 1.6 * size, 1.6 * size)
    side = [(y, 0.0) for y in np.linspace(-14 * size, depth, 6)]
    side += [(depth + bend * math.sin(t), bend - bend * math.cos(t)) for t in np.linspace(0.06, math.pi / 2, 24)]
    side += [(depth + bend, 14 * size)]
    mesh = bpy.data.meshes.new('backdrop')
    points = [(x * 16 * size, y, z) for y, z in side for x in (-1, 1)]
    mesh.from_pydata(points, [], [(i, i + 1, i + 3, i + 2) for i in range(0, len(points) - 2, 2)])
    mesh.polygons.foreach_set('use_smooth', [True] * len(mesh.polygons))
    thing = bpy.data.objects.new('backdrop', mesh)
    mesh.materials.append(materials.plain(BACKDROP, rough=0.9))
    bpy.context.scene.collection.objects.link(thing)


def light(size, centre, dim=1.0):
    """The same light for a cup and for a sofa: distances grow with the size, power with its square."""
    at = lambda x, y, z: (centre[0] + x * size, centre[1] + y * size, z * size)
    area(at(-2.1, -1.5, 2.5), centre, 0.9 * size, 72 * dim * size * size, '#fff4e6')
    area(at(2.6, -1.6, 1.5), centre, 1.6 * size, 12 * dim * size * size, '#f4f6ff', tall=2.6 * size)
    area(at(0.7, 1.6, 2.9), centre, 1.8 * size, 26 * dim * size * size, '#fffaf2')
    world = bpy.data.worlds.new('room')
    bpy.context.scene.world = world
    world.use_nodes = True
    ground = world.node_tree.nodes['Background']
    ground.inputs[0].default_value, ground.inputs[1].default_value = linear('#f6f1ea'), 0.34 * dim


def camera(things, azimuth=18, elevation=14, fill=0.78, lens=85, shift=0.0, aim=(0.0, 0.0), sharp=None, width=800, height=1000):
    """A camera at the given angles, moved until the things fill that share of the frame; `sharp` is the aperture.

    `aim` is the spot in the middle of the picture: -1 to 1 across and up the outline of the things, for close-ups.
    """
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = width, height
    lens_data = bpy.data.cameras.new('camera')
    lens_data.lens, lens_data.sensor_width, lens_data.sensor_fit = lens, 36, 'AUTO'
    thing = bpy.data.objects.new('camera', lens_data)
    scene.collection.objects.link(thing)
    scene.camera = thing
    a, e = math.radians(azimuth), math.radians(elevation)
    back = Vector((math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)))
    thing.rotation_euler = back.to_track_quat('Z', 'Y').to_euler()
    turn = np.array(thing.rotation_euler.to_matrix())
    points = corners(things) @ turn  # in the camera's axes: right, up, towards the camera
    half = np.array([width, height]) / max(width, height) * 36 / lens / 2
    eye = points.mean(axis=0) + np.array([0, 0, 10 * np.ptp(points, axis=0).max()])
    for _ in range(30):
        depth = eye[2] - points[:, 2]
        seen = (points[:, :2] - eye[:2]) / depth[:, None] / half
        low, high = seen.min(axis=0), seen.max(axis=0)
        centre_depth = eye[2] - points[:, 2].mean()
        eye[:2] += (low + high) / 2 * half * centre_depth
        eye[2] = points[:, 2].mean() + centre_depth * ((high - low) / 2 / fill).max()
    eye[:2] += np.array(aim) * (high - low) / 2 * half * centre_depth
    eye[1] += shift * half[1] * (eye[2] - points[:, 2].mean())
    thing.location = turn @ eye
    lens_data.clip_start, lens_data.clip_end = 0.01, 500
    if sharp:
        lens_data.dof.use_dof = True
        seen = np.abs((points[:, :2] - eye[:2]) / (eye[2] - points[:, 2])[:, None] / half).max(axis=1)
        near = points[seen < 0.3, 2] if (seen < 0.3).any() else points[:, 2]
        lens_data.dof.focus_distance = float(eye[2] - np.percentile(near, 85))
        lens_data.dof.aperture_fstop = sharp


def region(things, margin=0.03):
    """The part of the frame that the things take up, as left, right, bottom, top between 0 and 1."""
    bpy.context.view_layer.update()
    scene = bpy.context.scene
    seen = np.array([world_to_camera_view(scene, scene.camera, Vector(spot)) for spot in corners(things, cords=True)[::7]])
    low, high = np.clip(seen.min(axis=0) - margin, 0, 1), np.clip(seen.max(axis=0) + margin, 0, 1)
    return low[0], high[0], low[1], high[1]


def shoot(path, samples, seed, part=None):
    """Renders to a PNG. Outside of `part` the backdrop is smooth: there a quarter of the resolution is enough."""
    scene = bpy.context.scene
    scene.cycles.samples, scene.cycles.seed = samples, seed
    scene.render.filepath = str(path)
    if not part:
        bpy.ops.render.render(write_still=True)
        return
    scene.render.resolution_percentage = 25
    scene.cycles.samples = samples * 2
    bpy.ops.render.render(write_still=True)
    size = (scene.render.resolution_x, scene.render.resolution_y)
    whole = Image.open(path).convert('RGB')
    whole = whole.crop((2, 2, whole.width - 2, whole.height - 2)).resize(size, Image.BICUBIC)  # the denoiser is unsure at the edges
    scene.render.resolution_percentage = 100
    scene.cycles.samples = samples
    scene.render.use_border = scene.render.use_crop_to_border = True
    scene.render.border_min_x, scene.render.border_max_x, scene.render.border_min_y, scene.render.border_max_y = map(float, part)
    bpy.ops.render.render(write_still=True)
    sharp = Image.open(path).convert('RGB')
    at = (round(part[0] * size[0]), size[1] - round(part[3] * size[1]))
    mask = Image.new('L', size, 0)
    inset = [at[0] + (6 if at[0] else -40), at[1] + (6 if at[1] else -40), at[0] + sharp.width, at[1] + sharp.height]
    inset[2] += -6 if inset[2] < size[0] - 1 else 40
    inset[3] += -6 if inset[3] < size[1] - 1 else 40
    ImageDraw.Draw(mask).rectangle(inset, fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(3))
    layer = whole.copy()
    layer.paste(sharp, at)
    Image.composite(layer, whole, mask).save(path)

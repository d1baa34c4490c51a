"""Solid forms. All lengths are metres, all angles degrees; every form lands in the scene and is returned.

Every form carries UVs in metres, so that one weave or grain has the same size on all of them.
"""

import math

import bmesh
import bpy
import numpy as np
from mathutils import Vector, noise


def fillet(points, radius, steps=6):
    """A polyline with its corners rounded; a point may carry its own radius as a third number."""
    out = [tuple(points[0][:2])]
    for before, corner, after in zip(points, points[1:], points[2:]):
        c = np.array(corner[:2], float)
        a, b = np.array(before[:2]) - c, np.array(after[:2]) - c
        la, lb = np.linalg.norm(a), np.linalg.norm(b)
        want = corner[2] if len(corner) > 2 else radius
        half = math.acos(float(np.clip(a @ b / (la * lb), -1, 1))) / 2
        if want <= 0 or half > math.radians(88):
            out.append(tuple(c))
            continue
        cut = min(want / math.tan(half), la * 0.48, lb * 0.48)
        p, q = c + a / la * cut, c + b / lb * cut
        for i in range(steps + 1):
            t = i / steps
            out.append(tuple((1 - t) ** 2 * p + 2 * t * (1 - t) * c + t * t * q))
    return out + [tuple(points[-1][:2])]


def curve(points, per=10, closed=False):
    """A soft line (Catmull-Rom) through the points, in two or three dimensions."""
    p = [np.array(x, float) for x in points]
    n = len(p)
    ends = (lambda i: p[i % n]) if closed else (lambda i: p[min(max(i, 0), n - 1)])
    out = []
    for i in range(n if closed else n - 1):
        a, b, c, d = ends(i - 1), ends(i), ends(i + 1), ends(i + 2)
        for k in range(per):
            t = k / per
            out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3))
    return [tuple(x) for x in out] + ([] if closed else [tuple(p[-1])])


def arc(radius, start, end, steps=24, centre=(0, 0)):
    """Points of a circle's part in the plane, anticlockwise from start to end."""
    turn = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(centre[0] + radius * math.cos(t), centre[1] + radius * math.sin(t)) for t in turn]


def round_rectangle(width, height, radius, steps=8):
    """A closed outline around the origin."""
    x, y, r = width / 2 - radius, height / 2 - radius, radius
    corners = ((x, y, 0), (-x, y, 90), (-x, -y, 180), (x, -y, 270))
    return [p for cx, cy, a in corners for p in arc(r, a, a + 90, steps, (cx, cy))]


def oval(width, height, power=2.0, steps=24):
    """A closed superellipse: power 2 is an ellipse, 4 a soft rectangle."""
    turn = [2 * math.pi * i / steps for i in range(steps)]
    bend = lambda v: math.copysign(abs(v) ** (2 / power), v)
    return [(bend(math.cos(t)) * width / 2, bend(math.sin(t)) * height / 2) for t in turn]


def place(thing, at=(0, 0, 0), turn=(0, 0, 0)):
    """Moves and turns an object."""
    thing.location = at
    thing.rotation_euler = [math.radians(a) for a in turn]
    return thing


def put(mesh, material, at=(0, 0, 0), turn=(0, 0, 0), sharp=42, name='form'):
    """Turns a mesh into a smooth-shaded object whose flat faces stay flat."""
    mesh.polygons.foreach_set('use_smooth', [True] * len(mesh.polygons))
    mesh.set_sharp_from_angle(angle=math.radians(sharp))
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    mesh.materials.append(material)
    normals = thing.modifiers.new('normals', 'WEIGHTED_NORMAL')
    normals.keep_sharp = True
    return place(thing, at, turn)


def grid(rows, material, closed_u=False, closed_v=False, caps=False, **where):
    """A skin over rows of points (an array rows × columns × 3)."""
    p = np.array(rows, float)
    n, m = p.shape[:2]
    faces, uvs = [], []
    v_len = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=2).mean(axis=1))])
    widest = int(np.argmax(np.linalg.norm(np.diff(p, axis=1), axis=2).sum(axis=1)))
    u_len = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p[widest], axis=0), axis=1))])
    u_end = u_len[-1] + np.linalg.norm(p[widest][0] - p[widest][-1])
    v_end = v_len[-1] + v_len[1]
    for i in range(n if closed_v else n - 1):
        for j in range(m if closed_u else m - 1):
            i2, j2 = (i + 1) % n, (j + 1) % m
            faces.append((i * m + j, i * m + j2, i2 * m + j2, i2 * m + j))
            u, v = (u_len[j], u_len[j2] if j2 else u_end), (v_len[i], v_len[i2] if i2 else v_end)
            uvs += [(u[0], v[0]), (u[1], v[0]), (u[1], v[1]), (u[0], v[1])]
    if caps:
        for ring in (list(range(m))[::-1], list(range((n - 1) * m, n * m))):
            faces.append(ring)
            uvs += [tuple(p.reshape(-1, 3)[i][:2]) for i in ring]
    mesh = bpy.data.meshes.new('grid')
    mesh.from_pydata(p.reshape(-1, 3).tolist(), [], faces)
    layer = mesh.uv_layers.new(name='metres')
    layer.data.foreach_set('uv', np.array(uvs, np.float32).ravel())
    tidy(mesh)
    return put(mesh, material, **where)


def tidy(mesh):
    """Joins what lies on one point (the poles of a lathe) and turns all faces outward."""
    bm = bmesh.new()
    bm.from_mesh(mesh)
    bmesh.ops.remove_doubles(bm, verts=bm.verts, dist=1e-6)
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
    bm.to_mesh(mesh)
    bm.free()


def lathe(profile, material, steps=112, shape=None, **where):
    """Turns a profile of (radius, height) around the z axis; shape(angle, height) may scale the radius."""
    rows = []
    for r, z in profile:
        ring = [2 * math.pi * j / steps for j in range(steps)]
        scale = [shape(a, z) if shape else 1 for a in ring]
        rows.append([(r * k * math.cos(a), r * k * math.sin(a), z) for a, k in zip(ring, scale)])
    return grid(rows, material, closed_u=True, **where)


def sweep(path, section, material, scale=None, side=None, closed=False, **where):
    """Draws a closed section along a path. `side` fixes the section's first axis, scale(t) its size along the way."""
    p = np.array(path, float)
    n = len(p)
    tangent = (np.roll(p, -1, 0) - np.roll(p, 1, 0)) if closed else np.gradient(p, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None]
    first = np.array(side if side is not None else (0, 1, 0) if abs(tangent[0][1]) < 0.9 else (1, 0, 0), float)
    rows, u = [], first
    for i in range(n):
        u = first if side is not None else u
        u = u - tangent[i] * (u @ tangent[i])
        u = u / np.linalg.norm(u)
        v = np.cross(tangent[i], u)
        k = scale(i / (n - 1)) if scale else 1
        rows.append([p[i] + (u * a + v * b) * k for a, b in section])
    return grid(rows, material, closed_u=True, closed_v=closed, caps=not closed, **where)


def rod(path, radius, material, steps=20, **more):
    """A round bar along a path."""
    return sweep(path, oval(radius * 2, radius * 2, steps=steps), material, **more)


def cylinder(radius, height, material, edge=0.002, **where):
    """A solid round with softened edges, standing on z = 0."""
    return lathe(fillet([(0, 0), (radius, 0), (radius, height), (0, height)], edge), material, **where)


def ball(radius, material, squash=1.0, **where):
    return lathe([(max(r, 0), z * squash) for r, z in arc(radius, -90, 90, 32)], material, steps=64, **where)


def box(size, material, edge=0.003, steps=4, **where):
    """A box around its own centre, edges rounded."""
    bm = bmesh.new()
    bmesh.ops.create_cube(bm, size=1)
    bmesh.ops.scale(bm, vec=size, verts=bm.verts)
    if edge:
        bmesh.ops.bevel(bm, geom=bm.edges[:], offset=min(edge, min(size) * 0.49), segments=steps, profile=0.5, affect='EDGES')
    mesh = bpy.data.meshes.new('box')
    bm.to_mesh(mesh)
    bm.free()
    project(mesh)
    return put(mesh, material, **where)


def project(mesh):
    """UVs in metres, each face seen along its main axis."""
    layer = mesh.uv_layers.new(name='metres')
    for face in mesh.polygons:
        flat = [i for i in range(3) if i != max(range(3), key=lambda k: abs(face.normal[k]))]
        for loop in face.loop_indices:
            at = mesh.vertices[mesh.loops[loop].vertex_index].co
            layer.data[loop].uv = (at[flat[0]], at[flat[1]])


def slab(outline, thickness, material, edge=0.002, holes=(), **where):
    """A plate cut from a closed outline, with holes if asked for, centred on z = 0."""
    line = bpy.data.curves.new('outline', 'CURVE')
    line.dimensions, line.fill_mode = '2D', 'BOTH'
    line.extrude, line.bevel_depth, line.bevel_resolution = thickness / 2 - edge, edge, 3
    line.offset = -edge
    for ring in (outline, *holes):
        spline = line.splines.new('POLY')
        spline.points.add(len(ring) - 1)
        for point, (x, y) in zip(spline.points, ring):
            point.co = (x, y, 0, 1)
        spline.use_cyclic_u = True
    drawn = bpy.data.objects.new('outline', line)
    mesh = bpy.data.meshes.new_from_object(drawn)
    bpy.data.objects.remove(drawn)
    tidy(mesh)
    for layer in list(mesh.uv_layers):
        mesh.uv_layers.remove(layer)
    project(mesh)
    return put(mesh, material, **where)


def cushion(size, material, power=4.0, rise=2.4, steps=48, **where):
    """A stuffed form around its centre: `power` squares its outline seen from above, `rise` its outline from the side."""
    w, d, h = (s / 2 for s in size)
    bend = lambda v, p: math.copysign(abs(v) ** (2 / p), v)
    rows = []
    for i in range(steps + 1):
        lat = math.pi * (i / steps - 0.5)
        row = []
        for j in range(steps * 2):
            lon = math.pi * j / steps
            x = bend(math.cos(lat), rise) * bend(math.cos(lon), power)
            y = bend(math.cos(lat), rise) * bend(math.sin(lon), power)
            row.append((x * w, y * d, bend(math.sin(lat), rise) * h))
        rows.append(row)
    return grid(rows, material, closed_u=True, **where)


def cord(start, end, radius, material, sag=0.0):
    """A hanging line between two points; it stays out of the framing of the picture."""
    a, b = Vector(start), Vector(end)
    path = [a.lerp(b, t / 16) - Vector((0, 0, sag * math.sin(math.pi * t / 16))) for t in range(17)]
    thing = rod([tuple(p) for p in path], radius, material, steps=12)
    thing['unframed'] = True
    return thing


def soften(thing, amount, size, seed=0):
    """Gives a soft thing the unevenness of use: waves of `amount` metres, about `size` metres long."""
    for vertex in thing.data.vertices:
        spot = (vertex.co + Vector((seed * 3.7, seed * 1.3, 0))) / size
        vertex.co += noise.noise_vector(spot) * amount + noise.noise_vector(spot * 2.7) * amount * 0.35
    return thing


def patch(radius, low, high, spread, material, **where):
    """A label around a round thing: a piece of a cylinder's skin, `spread` degrees wide, facing -y."""
    turns = [math.radians(-90 - spread / 2 + spread * i / 24) for i in range(25)]
    return grid([[(radius * math.cos(t), radius * math.sin(t), z) for t in turns] for z in np.linspace(low, high, 4)], material, **where)


def lettering(words, size, material, at, turn, bend=0.0):
    """Flat letters centred on `at`, `size` metres high; `bend` is the radius of the round thing they are printed on."""
    line = bpy.data.curves.new('letters', 'FONT')
    line.body, line.size, line.align_x, line.extrude, line.space_character = words, size * 1.35, 'CENTER', 0.00008, 1.12
    drawn = bpy.data.objects.new('letters', line)
    mesh = bpy.data.meshes.new_from_object(drawn)
    bpy.data.objects.remove(drawn)
    if bend:
        for vertex in mesh.vertices:
            angle = vertex.co.x / bend
            vertex.co.x, vertex.co.z = bend * math.sin(angle), vertex.co.z - bend * (1 - math.cos(angle))
    return put(mesh, material, at=at, turn=turn)

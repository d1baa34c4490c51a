"""Surfaces, each made once per scene. Textures count in metres, so they keep their size on any product."""

import bpy

from palette import WOOD, linear, paint


class Surface:
    """A material under construction: a principled shader and a short way to add nodes to it."""

    def __init__(self, name):
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.shader = self.tree.nodes['Principled BSDF']
        self.coordinates = self.tree.nodes.new('ShaderNodeTexCoord')

    def fill(self, node, values):
        for key, value in values.items():
            if isinstance(value, bpy.types.NodeSocket):
                self.tree.links.new(value, node.inputs[key])
            else:
                node.inputs[key].default_value = value
        return node

    def set(self, **values):
        """Inputs of the principled shader, underscores for blanks."""
        self.fill(self.shader, {key.replace('_', ' '): value for key, value in values.items()})
        return self

    def node(self, kind, values=None, **settings):
        node = self.tree.nodes.new('ShaderNode' + kind)
        for key, value in settings.items():
            setattr(node, key, value)
        return self.fill(node, values or {})

    def space(self, scale=(1, 1, 1), kind='Object', scatter=False):
        """Coordinates in metres; scatter moves each object to its own place in the texture."""
        source = self.coordinates.outputs[kind]
        if scatter:
            lot = self.node('ObjectInfo').outputs['Random']
            shift = self.node('VectorMath', {0: (3.1, 1.7, 2.3), 'Scale': lot}, operation='SCALE').outputs[0]
            source = self.node('VectorMath', {0: source, 1: shift}).outputs[0]
        return self.node('Mapping', {'Vector': source, 'Scale': scale}).outputs[0]

    def noise(self, scale, space=None, detail=3.0, rough=0.5):
        space = space or self.space()
        return self.node('TexNoise', {'Vector': space, 'Scale': scale, 'Detail': detail, 'Roughness': rough}).outputs['Fac']

    def ramp(self, value, *stops):
        """Maps a number to colours or numbers: pairs (position, colour or number)."""
        node = self.node('ValToRGB', {'Fac': value})
        stops = [(at, c if isinstance(c, tuple) else (c, c, c, 1)) for at, c in stops]
        while len(node.color_ramp.elements) < len(stops):
            node.color_ramp.elements.new(0.5)
        for element, (at, colour) in zip(node.color_ramp.elements, stops):
            element.position, element.color = at, colour
        return node.outputs['Color']

    def mix(self, share, a, b, blend='MIX'):
        node = self.node('Mix', data_type='RGBA', blend_type=blend)
        for socket, value in ((node.inputs[0], share), (node.inputs[6], a), (node.inputs[7], b)):
            if isinstance(value, bpy.types.NodeSocket):
                self.tree.links.new(value, socket)
            else:
                socket.default_value = value
        return node.outputs[2]

    def math(self, operation, a, b=0.0, c=0.0):
        return self.node('Math', {0: a, 1: b, 2: c}, operation=operation).outputs[0]

    def bump(self, height, depth, strength=1.0):
        """Relief: depth in metres."""
        out = self.node('Bump', {'Height': height, 'Distance': depth, 'Strength': strength}).outputs[0]
        return self.set(Normal=out)


def once(make):
    """Makes each surface once per scene, named after its arguments."""

    def cached(*args, **options):
        name = ' '.join([make.__name__, *map(str, args), *(f'{k}={v}' for k, v in options.items())])
        return bpy.data.materials.get(name) or make(Surface(name), *args, **options).material

    cached.__wrapped__ = make
    return cached


def shade(colour, factor):
    return (*(min(1.0, c * factor) for c in colour[:3]), 1.0)


@once
def glaze(s, colour, foot=0.0, speckle=True, gloss=0.24):
    """Stoneware glaze: cloudy, speckled, thinner on edges; below `foot` metres the bare clay shows."""
    base = paint(colour)
    cloud = s.noise(22, detail=4)
    tone = s.ramp(cloud, (0.3, shade(base, 0.84)), (0.7, shade(base, 1.1)))
    if speckle:
        dots = s.ramp(s.noise(620, detail=2, rough=0.4), (0.66, 0.0), (0.71, 1.0))
        dark = sum(base[:3]) > 0.45
        tone = s.mix(s.math('MULTIPLY', dots, 0.62 if dark else 0.35), tone, linear('#5b4030' if dark else '#a79a86'))
    rough = s.ramp(s.noise(60), (0.3, gloss), (0.75, gloss + 0.1))
    if foot:
        height = s.node('SeparateXYZ', {0: s.coordinates.outputs['Object']}).outputs[2]
        wobble = s.math('MULTIPLY_ADD', s.noise(45, detail=2), 0.004, foot - 0.002)
        bare = s.math('LESS_THAN', height, wobble)
        raw = s.ramp(s.noise(500, detail=4), (0.3, linear('#9f7f60')), (0.7, linear('#c2a484')))
        tone, rough = s.mix(bare, tone, raw), s.mix(bare, rough, (0.85, 0.85, 0.85, 1))
    s.set(Base_Color=tone, Roughness=rough)
    return s.bump(s.noise(90, detail=2), 0.00035)


@once
def clay(s, colour):
    """Unglazed earthenware: dry, fine-grained."""
    base = paint(colour)
    tone = s.ramp(s.noise(30, detail=6, rough=0.65), (0.3, shade(base, 0.82)), (0.72, shade(base, 1.14)))
    s.set(Base_Color=tone, Roughness=0.88)
    return s.bump(s.noise(700, detail=3), 0.0006)


@once
def enamel(s, colour, gloss=0.16):
    """Vitreous enamel on steel: hard gloss over a very slightly uneven ground."""
    s.set(Base_Color=paint(colour), Roughness=gloss, Coat_Weight=0.5, Coat_Roughness=0.05)
    return s.bump(s.noise(40, detail=1), 0.0006)


@once
def coating(s, colour, rough=0.48):
    """Powder-coated metal: matt with a fine orange skin."""
    s.set(Base_Color=paint(colour), Roughness=rough)
    return s.bump(s.noise(900, detail=1), 0.00012)


@once
def metal(s, colour, rough=0.26, grain='z'):
    """Bare metal, brushed across `grain`."""
    scale = {'x': (900, 900, 8), 'z': (8, 8, 1400), 'none': (60, 60, 60)}[grain]
    line = s.noise(1, s.space(scale), detail=2)
    s.set(Base_Color=paint(colour), Metallic=1.0, Roughness=s.ramp(line, (0.25, rough * 0.8), (0.75, rough * 1.35)))
    return s.bump(line, 0.00006) if grain != 'none' else s


@once
def wood(s, kind, grain='x', oil=0.42):
    """Oiled wood cut from a trunk that lies along `grain`: growth rings, rays and pores, another cut for each part."""
    light, dark, pore = (linear(c) for c in WOOD[kind])
    along = 'xyz'.index(grain)
    pick = lambda far, near: tuple(far if i == along else near for i in range(3))
    sway = s.node('TexNoise', {'Vector': s.space(pick(1.1, 4.5), scatter=True), 'Scale': 1.0, 'Detail': 2}).outputs['Color']
    bent = s.node('VectorMath', {0: sway, 'Scale': 0.11}, operation='SCALE').outputs[0]
    core = s.node('VectorMath', {0: s.space(pick(0.12, 1), scatter=True), 1: bent}).outputs[0]
    away = s.node('VectorMath', {0: core, 1: pick(0, 0.11)}).outputs[0]
    rings = s.node('TexWave', {'Vector': away, 'Scale': 21, 'Distortion': 5.0, 'Detail': 3, 'Detail Scale': 0.8},
                   wave_type='RINGS', rings_direction='XYZ'[along], wave_profile='SAW').outputs['Fac']  # fmt: skip
    broad = s.noise(1, s.space(pick(2.5, 16), scatter=True), detail=4)
    share = s.math('MULTIPLY', s.ramp(rings, (0.0, 0.0), (0.75, 1.0), (1.0, 0.1)), s.ramp(broad, (0.3, 0.25), (0.7, 0.85)))
    tone = s.mix(share, light, dark)
    tone = s.mix(s.ramp(broad, (0.35, 0.0), (0.75, 0.55)), tone, shade(dark, 0.92))
    streak = s.noise(1, s.space(pick(22, 950), scatter=True), detail=3, rough=0.6)
    tone = s.mix(s.ramp(streak, (0.54, 0.0), (0.72, 0.75)), tone, pore)
    s.set(Base_Color=tone, Roughness=s.ramp(streak, (0.3, oil), (0.8, oil + 0.16)))
    return s.bump(streak, 0.00022)


@once
def glass(s, colour):
    """Clear or tinted glass; light passes its shadow, as the renderer does not follow caustics."""
    tint = paint(colour)
    s.set(Base_Color=tint, Roughness=0.0, IOR=1.46, Transmission_Weight=1.0)
    ray = s.node('LightPath').outputs['Is Shadow Ray']
    through = s.node('BsdfTransparent', {'Color': shade(tint, 0.93)}).outputs[0]
    both = s.node('MixShader', {0: ray, 1: s.shader.outputs[0], 2: through}).outputs[0]
    s.tree.links.new(both, s.tree.nodes['Material Output'].inputs['Surface'])
    return s


def weave(s, pitch):
    """Height of a plain weave with threads `pitch` metres apart, uneven as hand-spun yarn is."""
    at = s.space(kind='UV')
    warp, weft = (
        s.node('TexWave', {'Vector': at, 'Scale': 0.314 / pitch, 'Distortion': 1.2, 'Detail': 1, 'Detail Scale': 0.6},
               wave_type='BANDS', bands_direction=way).outputs['Fac']
        for way in 'XY'
    )  # fmt: skip
    return s.math('MULTIPLY', warp, weft)


def slub(s, pitch):
    """Threads that are thicker here and there, along both directions."""
    a = s.noise(1, s.space((0.9 / pitch, 12, 1), kind='UV'), detail=2)
    b = s.noise(1, s.space((12, 0.9 / pitch, 1), kind='UV'), detail=2)
    return s.math('MULTIPLY', s.math('ADD', a, b), 0.5)


@once
def linen(s, colour, pitch=0.0028, stripe=None):
    """Linen or canvas, seen thread by thread; `stripe` is a second colour woven in lines across."""
    base = paint(colour)
    threads, uneven = weave(s, pitch), slub(s, pitch)
    if stripe:
        way = s.node('SeparateXYZ', {0: s.coordinates.outputs['UV']}).outputs[1]
        line = s.ramp(s.math('FRACT', s.math('MULTIPLY', way, 14.0)), (0.0, 0.0), (0.80, 0.0), (0.82, 1.0), (0.98, 1.0), (1.0, 0.0))
        base = s.mix(line, base, paint(stripe))
        tone = s.mix(s.ramp(uneven, (0.36, 0.35), (0.62, 0.0)), base, (0.12, 0.1, 0.08, 1))
    else:
        tone = s.ramp(uneven, (0.34, shade(base, 0.66)), (0.5, base), (0.66, shade(base, 1.28)))
    tone = s.mix(s.math('MULTIPLY_ADD', threads, -0.3, 0.3), tone, (0.02, 0.015, 0.01, 1))
    s.set(Base_Color=tone, Roughness=0.92, Sheen_Weight=0.15, Sheen_Roughness=0.5)
    return s.bump(s.math('ADD', threads, uneven), pitch * 0.35)


@once
def felt(s, colour, grain=0.004):
    """Pressed or brushed wool: mottled, soft at the edges."""
    base = paint(colour)
    fibre = s.noise(1 / grain, detail=6, rough=0.7)
    tone = s.ramp(fibre, (0.3, shade(base, 0.68)), (0.7, shade(base, 1.28)))
    s.set(Base_Color=tone, Roughness=0.95, Sheen_Weight=0.35, Sheen_Roughness=0.4, Sheen_Tint=shade(base, 1.6))
    return s.bump(fibre, grain * 0.4)


@once
def knit(s, colour, pitch=0.014):
    """Chunky rib knit, loops standing along v."""
    base = paint(colour)
    at = s.node('SeparateXYZ', {0: s.coordinates.outputs['UV']})
    across, along = at.outputs[0], at.outputs[1]
    rib = s.math('ABSOLUTE', s.math('SINE', s.math('MULTIPLY', across, 3.1416 / pitch)))
    slope = s.math('PINGPONG', across, pitch / 2)
    loop = s.math('ABSOLUTE', s.math('SINE', s.math('MULTIPLY', s.math('MULTIPLY_ADD', slope, 1.3, along), 3.1416 / pitch * 1.3)))
    height = s.math('MULTIPLY', s.math('POWER', rib, 0.6), s.math('MULTIPLY_ADD', loop, 0.6, 0.4))
    fibre = s.noise(380, detail=4, rough=0.7)
    tone = s.ramp(s.math('MULTIPLY_ADD', fibre, 0.35, s.math('MULTIPLY', height, 0.65)), (0.1, shade(base, 0.4)), (0.7, shade(base, 1.15)))
    s.set(Base_Color=tone, Roughness=0.95, Sheen_Weight=0.3, Sheen_Tint=shade(base, 1.5))
    return s.bump(s.math('MULTIPLY_ADD', fibre, 0.25, height), pitch * 0.55)


@once
def leather(s, code):
    """Vegetable-tanned leather, given as hex."""
    base = linear(code)
    cloud = s.ramp(s.noise(28, detail=5), (0.3, shade(base, 0.7)), (0.7, shade(base, 1.2)))
    s.set(Base_Color=cloud, Roughness=0.46)
    cell = s.node('TexVoronoi', {'Vector': s.space(), 'Scale': 620}).outputs['Distance']
    return s.bump(cell, 0.0005)


@once
def concrete(s):
    base = paint('concrete')
    tone = s.ramp(s.noise(26, detail=8, rough=0.7), (0.25, shade(base, 0.7)), (0.75, shade(base, 1.12)))
    holes = s.ramp(s.noise(210, detail=2), (0.70, 1.0), (0.76, 0.0))
    s.set(Base_Color=s.mix(1.0, tone, s.ramp(holes, (0.0, 0.55), (1.0, 1.0)), 'MULTIPLY'), Roughness=0.85)
    return s.bump(holes, 0.0012)


@once
def plain(s, code, rough=0.6):
    """One colour given as hex: paper, rubber, wax, thread."""
    s.set(Base_Color=linear(code), Roughness=rough)
    return s


@once
def wax(s, code='#efe6d2', lit=0.0):
    """Candle wax; `lit` is how much of its flame's light it passes on."""
    s.set(Emission_Color=linear(code), Emission_Strength=lit)
    s.set(Base_Color=linear(code), Roughness=0.45, Subsurface_Weight=0.4, Subsurface_Radius=(0.01, 0.007, 0.004))
    return s


@once
def glow(s, strength, warmth='#ffd9a6'):
    """Something that gives light: radiance, so it looks the same at any size."""
    s.set(Base_Color=linear(warmth), Emission_Color=linear(warmth), Emission_Strength=strength)
    return s


@once
def paper_shade(s, colour, strength, low=0.0, high=1.0):
    """Lit paper or opal glass: brightest towards the lamp inside, fading from `low` to `high` metres."""
    base = paint(colour)
    way = s.node('SeparateXYZ', {0: s.coordinates.outputs['Object']}).outputs[2]
    share = s.node('MapRange', {0: way, 1: low, 2: high}).outputs[0]
    tone = s.ramp(share, (0.0, shade(linear('#ffcf94'), 0.62)), (0.5, linear('#ffe2b8')), (1.0, shade(linear('#ffcf94'), 0.66)))
    fibre = s.ramp(s.noise(55, detail=6, rough=0.7), (0.3, 0.86), (0.7, 1.04))
    light = s.mix(1.0, s.mix(1.0, tone, fibre, 'MULTIPLY'), s.mix(0.6, (1, 1, 1, 1), base), 'MULTIPLY')
    s.set(Base_Color=base, Roughness=0.8, Emission_Color=light, Emission_Strength=strength)
    return s


@once
def leaf(s, code='#4c6a34'):
    base = linear(code)
    tone = s.ramp(s.noise(14, s.space(scatter=True), detail=3), (0.3, shade(base, 0.6)), (0.7, shade(base, 1.35)))
    s.set(Base_Color=tone, Roughness=0.42, Sheen_Weight=0.1)
    return s


@once
def grains(s, code, size=0.006):
    """Loose fill seen through glass: beans, oats, soil."""
    base = linear(code)
    cells = s.node('TexVoronoi', {'Vector': s.space(), 'Scale': 1 / size})
    tone = s.mix(
        0.5,
        shade(base, 1.1),
        s.ramp(s.node('SeparateColor', {0: cells.outputs['Color']}).outputs[0], (0, shade(base, 0.55)), (1, shade(base, 1.4))),
    )
    dark = s.ramp(cells.outputs['Distance'], (0.35, 1.0), (0.75, 0.25))
    s.set(Base_Color=s.mix(1.0, tone, dark, 'MULTIPLY'), Roughness=0.6)
    return s.bump(s.math('SUBTRACT', 1.0, cells.outputs['Distance']), size * 0.5)


@once
def terry(s, colour):
    """Looped cotton."""
    base = paint(colour)
    cell = s.node('TexVoronoi', {'Vector': s.space(kind='UV'), 'Scale': 330}).outputs['Distance']
    tone = s.ramp(cell, (0.1, shade(base, 1.15)), (0.85, shade(base, 0.6)))
    s.set(Base_Color=tone, Roughness=0.95, Sheen_Weight=0.3)
    return s.bump(s.math('SUBTRACT', 1.0, cell), 0.0026)


@once
def rug(s, colour):
    """Flat-woven wool with wide stripes and thin lines across, lengthwise along v."""
    ground, line = paint('chalk'), paint(colour)
    way = s.node('SeparateXYZ', {0: s.coordinates.outputs['Object']}).outputs[1]
    share = s.node('MapRange', {0: way, 1: -1.15, 2: 0.3}).outputs[0]
    stops = [(0, 1)]
    for start, end in ((0.06, 0.12), (0.16, 0.175), (0.205, 0.36), (0.39, 0.405), (0.45, 0.56), (0.6, 0.615), (0.66, 0.8)):
        stops += [(start, 0), (end, 1)]
    band = s.ramp(share, *[(at, 0.0 if tone else 1.0) for at, tone in stops])
    band.node.color_ramp.interpolation = 'CONSTANT'
    threads, uneven = weave(s, 0.009), slub(s, 0.009)
    tone = s.mix(s.ramp(uneven, (0.36, 0.4), (0.62, 0.0)), s.mix(band, ground, line), (0.1, 0.08, 0.06, 1))
    tone = s.mix(s.math('MULTIPLY_ADD', threads, -0.4, 0.4), tone, (0.03, 0.02, 0.015, 1))
    s.set(Base_Color=tone, Roughness=0.95, Sheen_Weight=0.2)
    return s.bump(threads, 0.004)

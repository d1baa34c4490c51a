"""The brand's colours: surface colour as sRGB hex, and their names for people."""

PAINT = {
    'chalk': '#dcd4c4', 'sand': '#cbb391', 'clay': '#a4613f', 'blush': '#dba797', 'ochre': '#c88a2b', 'brick': '#8c3222',
    'moss': '#555b40', 'slate': '#6d7b86', 'ink': '#26334d', 'black': '#1f1e1d', 'concrete': '#a5a19a', 'steel': '#b9bcbf',
    'brass': '#cbab78', 'clear': '#f4f8f6', 'smoke': '#aaa49c', 'amber': '#c9822f', 'leaf': '#4f6b35', 'soil': '#2e241c',
    'earth': '#b4694a', 'bright': '#d0462f', 'tan': '#9a6238', 'cork': '#b98f62',
}  # fmt: skip

# Light ring, dark ring, pores.
WOOD = {
    'oak': ('#d2aa77', '#b98a55', '#8f6437'),
    'walnut': ('#7d553a', '#573623', '#382215'),
    'black': ('#2a2725', '#1d1b1a', '#0f0e0e'),
    'brick': ('#8a3626', '#7c2f20', '#5c2015'),
}

NAMES = {
    'chalk': ('chalk', 'Kreide'), 'sand': ('sand', 'Sand'), 'clay': ('clay', 'Ton'), 'blush': ('blush', 'Rosé'),
    'ochre': ('ochre', 'Ocker'), 'brick': ('brick red', 'Ziegelrot'), 'moss': ('moss green', 'Moosgrün'), 'slate': ('slate', 'Schiefer'),
    'ink': ('ink blue', 'Tintenblau'), 'black': ('black', 'Schwarz'), 'oak': ('oak', 'Eiche'), 'walnut': ('walnut', 'Nussbaum'),
    'brass': ('brass', 'Messing'), 'concrete': ('concrete', 'Beton'), 'clear': ('clear glass', 'klarem Glas'),
    'smoke': ('smoked glass', 'Rauchglas'), 'amber': ('amber glass', 'Bernsteinglas'), 'earth': ('earth tones', 'Erdtönen'),
    'bright': ('bright colours', 'bunten Farben'), 'tan': ('tan leather', 'Cognac'), 'cork': ('cork', 'Kork'), 'steel': ('steel', 'Stahl'),
}  # fmt: skip


def linear(code):
    """Hex sRGB to the linear light a renderer counts in, with alpha 1."""
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return (*(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts), 1.0)


def paint(name):
    return linear(PAINT[name])


# Where the name on a swatch is shorter than in a sentence.
SWATCH = {
    'brick': ('Brick', 'Ziegel'), 'moss': ('Moss', 'Moos'), 'ink': ('Ink', 'Tinte'), 'clear': ('Clear', 'Klar'), 'smoke': ('Smoke', 'Rauch'),
    'amber': ('Amber', 'Bernstein'), 'earth': ('Earth', 'Erde'), 'bright': ('Bright', 'Bunt'), 'tan': ('Tan', 'Cognac'),
}  # fmt: skip


def swatch(colour):
    """A colour's name on its swatch and the swatch's own colour as hex."""
    name = SWATCH.get(colour) or tuple(n[0].upper() + n[1:] for n in NAMES[colour])
    return name, PAINT[colour] if colour in PAINT else WOOD[colour][0]

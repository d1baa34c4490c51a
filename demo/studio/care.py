"""How to look after a product, what the law wants said beside it, and who answers for it. Texts are pairs: English, German."""

MAKER = {'name': 'Kontor Waren GmbH', 'address': 'Speicherstraße 12, 04109 Leipzig, Germany', 'contact': 'sicherheit@kontor.example'}

# The first material of a product decides.
CARE = {
    'stoneware': ('Let it cool before it meets cold water. Grey marks of cutlery go with a drop of vinegar.', 'Vor kaltem Wasser abkühlen lassen. Graue Spuren von Besteck gehen mit etwas Essig weg.'),
    'enamelled-steel': ('Warm water and a soft brush. Soak what has burnt on, do not scratch it.', 'Warmes Wasser und weiche Bürste. Angebranntes einweichen, nicht kratzen.'),
    'cast-iron': ('Let it cool, rinse, dry at once. Oil the rim now and then.', 'Abkühlen lassen, ausspülen, gleich trocknen. Den Rand ab und zu ölen.'),
    'iron': ('Wipe with hot water, no soap. Dry on the hob and rub in a drop of oil.', 'Mit heißem Wasser auswischen, ohne Seife. Auf dem Herd trocknen und mit einem Tropfen Öl einreiben.'),
    'glass': ('Dishwasher at the glass setting, or by hand with warm water.', 'Spülmaschine im Glasprogramm oder von Hand mit warmem Wasser.'),
    'solid-wood': ('Wipe with a damp cloth, dry at once. Oil twice a year; a rag and linseed oil are enough.', 'Feucht abwischen, gleich trocknen. Zweimal im Jahr ölen; ein Lappen und Leinöl genügen.'),
    'oak': ('Wipe with a damp cloth, dry at once. Oil twice a year; a rag and linseed oil are enough.', 'Feucht abwischen, gleich trocknen. Zweimal im Jahr ölen; ein Lappen und Leinöl genügen.'),
    'steel': ('A dry or damp cloth, no scouring agent.', 'Ein trockenes oder feuchtes Tuch, kein Scheuermittel.'),
    'brass': ('Brass darkens with use. If you like it bright: lemon juice and salt, then dry.', 'Messing dunkelt mit der Zeit nach. Wer es blank mag: Zitronensaft und Salz, dann trocknen.'),
    'linen': ('Wash at 40 °C with colours, dry on the line, iron damp or not at all.', 'Bei 40 °C mit Buntem waschen, auf der Leine trocknen, feucht bügeln oder gar nicht.'),
    'cotton': ('Wash at 60 °C before first use, no softener: it keeps water out.', 'Vor dem ersten Gebrauch bei 60 °C waschen, ohne Weichspüler: Er hält das Wasser ab.'),
    'wool': ('Air it overnight instead of washing. Stains: cold water, wool soap, no rubbing.', 'Über Nacht lüften statt waschen. Flecken: kaltes Wasser, Wollseife, nicht reiben.'),
    'felt': ('Vacuum with the soft brush. Stains: cold water, no rubbing.', 'Mit weicher Düse absaugen. Flecken: kaltes Wasser, nicht reiben.'),
    'jute': ('Vacuum without the brush, turn twice a year, keep dry.', 'Ohne Bürste saugen, zweimal im Jahr wenden, trocken halten.'),
    'canvas': ('Brush off, then a damp cloth. Not in the machine: the wax would go.', 'Ausbürsten, dann ein feuchtes Tuch. Nicht in die Maschine: Das Wachs ginge heraus.'),
    'leather': ('Dust off, once a year a thin coat of leather fat. Dry wet leather away from the heater.', 'Abstauben, einmal im Jahr dünn fetten. Nasses Leder fern der Heizung trocknen.'),
    'palm': ('Brush out dry. When it gets brittle, spray with water and let it dry in the shade.', 'Trocken ausbürsten. Wird es spröde: mit Wasser besprühen und im Schatten trocknen lassen.'),
    'paper': ('Keep dry and out of the midday sun.', 'Trocken und fern der Mittagssonne aufbewahren.'),
    'terracotta': ('Lime on the outside is normal and comes off with vinegar.', 'Kalk außen ist normal und geht mit Essig ab.'),
    'concrete': ('Rinse with water, let it dry in the open. No dishwasher.', 'Mit Wasser ausspülen, offen trocknen lassen. Keine Spülmaschine.'),
    'wax': ('Store cool and dark. Trim the wick to one centimetre before lighting.', 'Kühl und dunkel lagern. Den Docht vor dem Anzünden auf einen Zentimeter kürzen.'),
}  # fmt: skip

DUST = (
    'Dust with a dry, soft cloth. Stains: a damp cloth, no cleaner.',
    'Mit einem trockenen, weichen Tuch abstauben. Flecken: ein feuchtes Tuch, kein Reiniger.',
)
SHADE = (
    'Switch it off, let it cool, dust with a dry cloth. Linen and paper: a soft brush.',
    'Ausschalten, abkühlen lassen, trocken abstauben. Leinen und Papier: ein weicher Pinsel.',
)
SOFT = (
    'Covers at 30 °C, no dryer. Shake it up and air it now and then.',
    'Bezüge bei 30 °C, kein Trockner. Ab und zu aufschütteln und lüften.',
)
KNIT = ('Machine at 30 °C in a net, dry it lying flat.', 'Maschine bei 30 °C im Netz, liegend trocknen.')
FRAME = (
    'Vacuum the covers with the soft brush. Wood: a damp cloth, oil once a year.',
    'Bezüge mit weicher Düse absaugen. Holz: ein feuchtes Tuch, einmal im Jahr ölen.',
)
OPEN_AIR = (
    'Rinse with water, no high pressure. Empty it before hard frost.',
    'Mit Wasser abspülen, kein Hochdruck. Vor starkem Frost leeren.',
)

# Where the shelf decides instead; wool and wax stay with their own.
SHELF = {
    'pendant-lamps': SHADE, 'table-lamps': SHADE, 'floor-lamps': SHADE, 'wall-lamps': SHADE, 'bulbs': SHADE, 'on-the-wall': DUST, 'desk-order': DUST, 'notebooks': DUST,
    'writing': DUST, 'lounge': FRAME, 'blankets': KNIT, 'cushions': SOFT, 'garden': OPEN_AIR, 'toys': DUST, 'games': DUST,
}  # fmt: skip

CANDLE = ('Never leave a burning candle alone. Keep 10 cm between candles, and children, pets and curtains away.',
          'Kerzen nie unbeaufsichtigt brennen lassen. 10 cm Abstand zwischen Kerzen, fern von Kindern, Tieren und Vorhängen.')  # fmt: skip
LAMP = ('For indoor use. Switch off and let it cool before you change the bulb. Replace with LED up to 12 W only.',
        'Für Innenräume. Vor dem Lampenwechsel ausschalten und abkühlen lassen. Nur durch LED bis 12 W ersetzen.')  # fmt: skip
BATTERY = ('Charge it indoors with a 5 V USB adapter. Do not open the battery; it goes to the recycling point, not in the bin.',
           'Im Haus mit einem 5-V-USB-Netzteil laden. Akku nicht öffnen; er gehört zur Sammelstelle, nicht in den Müll.')  # fmt: skip
WALL = ('Use plugs that suit your wall and keep clear of cables and pipes.', 'Dübel passend zur Wand verwenden und auf Leitungen achten.')
HOT = ('Handles get hot: use a cloth. Never heat it empty.', 'Griffe werden heiß: ein Tuch verwenden. Nie leer erhitzen.')
SMALL = (
    'Not suitable for children under 36 months: small parts, danger of choking.',
    'Nicht für Kinder unter 36 Monaten geeignet: Kleinteile, Erstickungsgefahr.',
)
TOY = (
    'Tested to EN 71. Use under the eyes of an adult and check it for damage now and then.',
    'Geprüft nach EN 71. Unter Aufsicht verwenden und ab und zu auf Schäden prüfen.',
)

# By category; what has a battery, a flame or an age is told apart in safety_of.
SAFETY = {
    'pots-and-kettles': HOT, 'pendant-lamps': LAMP, 'table-lamps': LAMP, 'floor-lamps': LAMP, 'wall-lamps': LAMP, 'on-the-wall': WALL,
    'bulbs': ('Switch the lamp off before you screw the bulb in. Not for closed fittings.', 'Leuchte vor dem Einschrauben ausschalten. Nicht für geschlossene Leuchten.'),
    'stools-and-benches': ('Check the screws once a year. Stand only on what is made as a step.', 'Schrauben einmal im Jahr nachziehen. Nur auf das steigen, was als Tritt gemacht ist.'),
}  # fmt: skip


def care_of(good):
    """How to look after it, or None: books need no care."""
    first = next(iter(good.facts.get('material', ())), None)
    if good.tax == 'reduced':
        return None
    return CARE[first] if first in ('wool', 'wax') else SHELF.get(good.leaf) or CARE.get(first, DUST)


def safety_of(good):
    """The warning for a product, or None."""
    age = good.facts.get('age-from')
    if age is not None:
        return None if good.tax == 'reduced' else SMALL if age >= 36 else TOY
    if 'wax' in good.facts.get('material', ()) or good.handle in ('candle-holder', 'storm-lantern'):
        return CANDLE
    return BATTERY if good.handle == 'carry-lamp' else SAFETY.get(good.leaf)

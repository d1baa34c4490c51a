"""Textiles."""

from goods.good import Good, Size

GOODS = (
    Good('linen-cushion', 'living', 4500, 780, ('Cushion Leinen', 'Kissen Leinen'),
         ('Coarse linen, soft from the first day.', 'Grobes Leinen, weich vom ersten Tag an.'),
         ('European flax, yarn-dyed and washed with stones. Feather filling from one source, hidden zip, cover washable at 40 °C.',
          'Europäischer Flachs, garngefärbt und mit Steinen gewaschen. Federfüllung aus einer Herkunft, verdeckter Reißverschluss, Bezug bei 40 °C waschbar.'),
         {'material': ('linen',), 'machine-washable': True, 'made-in': 'lithuania'},
         sizes=(Size('40-x-40-cm', ('40 × 40 cm', '40 × 40 cm'), 3900, 560), Size('50-x-50-cm', ('50 × 50 cm', '50 × 50 cm'), 4500, 780))),
    Good('wool-throw', 'living', 12900, 1150, ('Wool throw Heide', 'Wolldecke Heide'),
         ('One blanket for the sofa, the terrace and the train.', 'Eine Decke für Sofa, Terrasse und Zug.'),
         ('Lambswool, brushed on both sides, fringes twisted by hand. Air it instead of washing it. 130 × 190 cm.',
          'Lammwolle, beidseitig aufgeraut, die Fransen von Hand gedreht. Lüften statt waschen. 130 × 190 cm.'),
         {'material': ('wool',), 'machine-washable': False, 'made-in': 'lithuania'}, was=14900),
    Good('bath-towels', 'bath-and-kitchen', 5900, 1300, ('Towels Bucht, set of 3', 'Handtücher Bucht, 3er-Set'),
         ('Two for the bath, one for the hands.', 'Zwei fürs Bad, eins für die Hände.'),
         ('Looped organic cotton, 550 g/m², thirsty after the second wash. With a loop at the side, where it hangs best. 70 × 140 and 50 × 90 cm.',
          'Bio-Baumwolle in Schlingen, 550 g/m², durstig nach der zweiten Wäsche. Aufhänger an der Seite, wo es am besten hängt. 70 × 140 und 50 × 90 cm.'),
         {'material': ('cotton',), 'machine-washable': True, 'made-in': 'portugal'}),
    Good('wool-rug', 'living', 39900, 7200, ('Rug Flur', 'Teppich Flur'),
         ('Flat-woven in stripes that no two looms repeat.', 'Flach gewebt, in Streifen, die kein Webstuhl wiederholt.'),
         ('New wool on a cotton warp, the same on both sides: turn it every spring. Lies still on stone and wood with the felt pad that comes with it.',
          'Schurwolle auf Baumwollkette, auf beiden Seiten gleich: jedes Frühjahr wenden. Mit der Filzunterlage, die dabei ist, liegt er still auf Stein und Holz.'),
         {'material': ('wool', 'cotton'), 'machine-washable': False, 'made-in': 'india'},
         sizes=(Size('130-x-200-cm', ('130 × 200 cm', '130 × 200 cm'), 39900, 7200), Size('170-x-240-cm', ('170 × 240 cm', '170 × 240 cm'), 59900, 11300))),
    Good('tea-towel', 'bath-and-kitchen', 1600, 120, ('Tea towel Strich', 'Geschirrtuch Strich'),
         ('Half linen: the linen dries, the cotton polishes.', 'Halbleinen: Das Leinen trocknet, die Baumwolle poliert.'),
         ('Woven stripes, not printed, so they stay. Boil it if you like. 43 × 70 cm, with a loop.',
          'Die Streifen sind gewebt, nicht gedruckt, also bleiben sie. Darf in die Kochwäsche. 43 × 70 cm, mit Aufhänger.'),
         {'material': ('linen', 'cotton'), 'machine-washable': True, 'made-in': 'germany'}),
)  # fmt: skip

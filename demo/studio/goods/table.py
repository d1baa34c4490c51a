"""Table."""

from goods.good import Good, Size

GOODS = (
    Good('stoneware-mug', 'mugs-and-teapots', 1900, 340, ('Mug Kiesel', 'Becher Kiesel'),
         ('A quarter litre and a bit, with a handle for three fingers.', 'Ein guter Viertelliter, mit einem Henkel für drei Finger.'),
         ('Thrown stoneware with a speckled glaze; the foot stays bare and shows the clay. Each one is a little different, which is the point. '
          'Goes in the microwave and the dishwasher.',
          'Steinzeug, auf der Scheibe gedreht, mit gesprenkelter Glasur; der Fuß bleibt roh und zeigt den Ton. Jeder ist ein wenig anders, und das soll so sein. '
          'Für Mikrowelle und Spülmaschine.'),
         {'material': ('stoneware',), 'capacity': 320, 'dishwasher-safe': True, 'microwave-safe': True, 'made-in': 'portugal'}),
    Good('dinner-plate', 'plates-and-bowls', 8900, 3600, ('Plates Kiesel, set of 5', 'Teller Kiesel, 5er-Set'),
         ('Four dinner plates and one for bread, in the glaze of our mugs.', 'Vier Essteller und ein Brotteller, in der Glasur unserer Becher.'),
         ('A flat middle and a rim high enough for sauce. They stack close: four take 6 cm of shelf. Ø 27 and 19 cm.',
          'Flach in der Mitte, der Rand hoch genug für Soße. Sie stapeln eng: Vier brauchen 6 cm im Regal. Ø 27 und 19 cm.'),
         {'material': ('stoneware',), 'diameter': 27, 'dishwasher-safe': True, 'microwave-safe': True, 'made-in': 'portugal'}, was=9900),
    Good('serving-bowl', 'plates-and-bowls', 4600, 1150, ('Serving bowl Mulde', 'Schale Mulde'),
         ('Wide enough for a salad for six.', 'Weit genug für Salat zu sechst.'),
         ('A thin lip, a small foot and one long curve between them. The glaze is matt outside and silky inside, where the spoon goes.',
          'Ein dünner Rand, ein kleiner Fuß und dazwischen eine lange Linie. Außen matt glasiert, innen seidig, wo der Löffel hinkommt.'),
         {'material': ('stoneware',), 'dishwasher-safe': True, 'microwave-safe': True, 'made-in': 'portugal'},
         sizes=(Size('22-cm', ('Ø 22 cm', 'Ø 22 cm'), 3400, 760), Size('27-cm', ('Ø 27 cm', 'Ø 27 cm'), 4600, 1150))),
    Good('teapot', 'mugs-and-teapots', 6900, 820, ('Teapot Tau', 'Teekanne Tau'),
         ('Holds four cups and does not drip.', 'Fasst vier Tassen und tropft nicht.'),
         ('Round for the leaves to turn, with a spout cut sharp so that the last drop goes back. Brass bail, walnut grip. A steel sieve lies inside. 0.9 litres.',
          'Rund, damit die Blätter ziehen, mit scharf geschnittener Tülle, damit der letzte Tropfen zurückläuft. Bügel aus Messing, Griff aus Nussbaum. '
          'Ein Sieb aus Stahl liegt bei. 0,9 Liter.'),
         {'material': ('stoneware', 'brass', 'walnut'), 'capacity': 900, 'dishwasher-safe': False, 'made-in': 'germany'}),
    Good('carafe', 'glasses-and-carafes', 5400, 980, ('Carafe Quell with two glasses', 'Karaffe Quell mit zwei Gläsern'),
         ('Water looks better in it.', 'Wasser sieht darin besser aus.'),
         ('Mouth-blown, with an oak ball for a stopper that finds its seat by itself. The tumblers stack. 0.8 litres, glasses 0.2.',
          'Mundgeblasen, mit einer Eichenkugel als Stopfen, die ihren Platz von selbst findet. Die Becher sind stapelbar. 0,8 Liter, Gläser 0,2.'),
         {'material': ('glass', 'oak'), 'capacity': 800, 'dishwasher-safe': True, 'made-in': 'czechia'}),
    Good('ribbed-vase', 'vases-and-candles', 5900, 1400, ('Vase Riffel', 'Vase Riffel'),
         ('Ribs drawn by hand while the clay is still wet.', 'Rillen, von Hand gezogen, solange der Ton noch feucht ist.'),
         ('Broad in the body, narrow at the neck: three stems stand as well as thirty. Watertight, glazed inside. 29 cm tall.',
          'Breit im Bauch, schmal am Hals: Drei Stiele stehen so gut wie dreißig. Wasserdicht, innen glasiert. 29 cm hoch.'),
         {'material': ('stoneware',), 'height': 29, 'dishwasher-safe': False, 'made-in': 'portugal'}),
    Good('candle-holder', 'vases-and-candles', 3900, 560, ('Candle holders Docht, pair', 'Kerzenhalter Docht, Paar'),
         ('A tall one and a short one, for 22 mm candles.', 'Ein hoher und ein niedriger, für 22-mm-Kerzen.'),
         ('Turned from one piece, heavy at the foot. Felt underneath for the sake of the table. Two candles come along. 10 and 6 cm.',
          'Aus einem Stück gedreht, schwer im Fuß. Unten Filz, dem Tisch zuliebe. Zwei Kerzen liegen bei. 10 und 6 cm.'),
         {'height': 10, 'dishwasher-safe': False, 'made-in': 'germany'}),
)  # fmt: skip

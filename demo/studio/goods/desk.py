"""Desk."""

from goods.good import Good

GOODS = (
    Good('linen-notebook', 'notebooks', 1800, 320, ('Notebook Zeile', 'Notizbuch Zeile'),
         ('Lies flat from the first page.', 'Liegt flach ab der ersten Seite.'),
         ('192 pages of 100 g paper that takes a fountain pen without showing it overleaf. Thread-sewn, bound in linen, with a ribbon and an elastic. A5, dotted.',
          '192 Seiten aus 100-g-Papier, auf dem Füller nicht durchschlägt. Fadengeheftet, in Leinen gebunden, mit Leseband und Gummizug. A5, punktiert.'),
         {'material': ('linen', 'paper'), 'pages': 192, 'made-in': 'germany'}),
    Good('pencil-cup', 'desk-order', 2400, 430, ('Pencil cup Griffel', 'Stiftebecher Griffel'),
         ('Heavy enough not to follow the last pencil out.', 'Schwer genug, um stehen zu bleiben, wenn man zugreift.'),
         ('In cast concrete or turned oak, with a cork disc underneath. Pencils and brass ruler not included. Ø 8, 10 cm tall.',
          'Aus gegossenem Beton oder gedrechselter Eiche, unten eine Scheibe Kork. Stifte und Messinglineal sind nicht dabei. Ø 8, 10 cm hoch.'),
         {'height': 10, 'diameter': 8, 'made-in': 'germany'}),
    Good('desk-tray', 'desk-order', 4200, 620, ('Desk tray Ablage', 'Schreibtischschale Ablage'),
         ('Two compartments for what otherwise wanders.', 'Zwei Fächer für alles, was sonst wandert.'),
         ('Milled from one board, corners as round as the cutter. One side holds an A6 notebook, the other keys, clips and a pen. 30 × 20 cm.',
          'Aus einem Brett gefräst, die Ecken so rund wie der Fräser. Links passt ein A6-Heft, rechts Schlüssel, Klammern und ein Stift. 30 × 20 cm.'),
         {'material': ('solid-wood',), 'made-in': 'germany'}),
    Good('bookends', 'desk-order', 3400, 1100, ('Bookends Winkel, pair', 'Buchstützen Winkel, Paar'),
         ('A sheet of steel, bent once.', 'Ein Blech aus Stahl, einmal gebogen.'),
         ('3 mm thick, powder-coated, with a foot that slips under the books so that their own weight holds them. 17.5 cm tall.',
          '3 mm stark, pulverbeschichtet, mit einem Fuß, der unter die Bücher rutscht: Ihr eigenes Gewicht hält sie. 17,5 cm hoch.'),
         {'material': ('steel',), 'height': 18, 'made-in': 'germany'}, was=3900),
    Good('desk-clock', 'desk-order', 6400, 480, ('Clock Runde', 'Tischuhr Runde'),
         ('Tells the time and keeps quiet.', 'Zeigt die Zeit und schweigt.'),
         ('A sweeping movement without a tick, twelve marks, three hands. The oak legs unscrew, then it hangs on the wall. One AA battery lasts two years. Ø 14 cm.',
          'Schleichendes Werk ohne Ticken, zwölf Striche, drei Zeiger. Die Eichenbeine lassen sich abschrauben, dann hängt sie an der Wand. '
          'Eine AA-Batterie reicht zwei Jahre. Ø 14 cm.'),
         {'material': ('steel', 'oak'), 'diameter': 14, 'made-in': 'germany'}),
)  # fmt: skip

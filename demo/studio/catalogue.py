"""Writes demo/catalogue.ndjson: categories, rates, the products that have pictures, then reviews and editorial pages. Run: python catalogue.py"""

import datetime
import json
import zlib
from pathlib import Path

from care import MAKER, care_of, safety_of
from facts import ATTRIBUTES, CATEGORIES, COMPANIONS, DELIVERY, NO_FACET, WORDS
from goods import bags, desk, kitchen, lighting, outdoor, seating, table, textiles
from models import MODELS
from palette import swatch
from texts.editorial import articles, collections, pages
from texts.reviews import reviews

HERE = Path(__file__).parent
BRAND = 'Kontor'
GOODS = [good for part in (kitchen, table, lighting, seating, desk, textiles, bags, outdoor) for good in part.GOODS]
YES, NO = ('Yes', 'Ja'), ('No', 'Nein')


def text(pair):
    return {'en': pair[0], 'de': pair[1]}


def picture(pictures, file):
    shown = pictures[file]
    return {'src': f'/demo/{file}', 'alt': shown['alt'], 'width': shown['width'], 'height': shown['height'], 'blur': shown['blur']}


def branches(parent, below):
    """The categories below one, depth first; a branch is a name, or a name and what is below it."""
    for place, (id, branch) in enumerate(below.items()):
        label, leaves = branch if isinstance(branch[1], dict) else (branch, {})
        yield {'type': 'category', 'id': id, 'parent': parent, 'name': text(label), 'position': place}
        yield from branches(id, leaves)


def categories(pictures):
    for place, (id, (name, about, below)) in enumerate(CATEGORIES.items()):
        line = {'type': 'category', 'id': id, 'parent': None, 'name': text(name), 'description': text(about), 'position': place}
        scene = f'scene-{id}.webp'
        yield {**line, 'image': picture(pictures, scene)} if scene in pictures else line
        yield from branches(id, below)


DEPARTMENT = {line['id']: id for id, (_, _, below) in CATEGORIES.items() for line in branches(id, below)}


def rates():
    bands = lambda pairs: [{'upToGrams': grams, 'price': price} for grams, price in pairs]
    for countries, (standard, free, days), (express, fast) in DELIVERY:
        base = {'type': 'rate', 'countries': list(countries)}
        yield {**base, 'method': 'standard', 'name': text(('Standard delivery', 'Standardversand')), 'bands': bands(standard),
               'freeFrom': free, 'daysFrom': days[0], 'daysTo': days[1]}  # fmt: skip
        yield {**base, 'method': 'express', 'name': text(('Express delivery', 'Expressversand')), 'bands': bands(express),
               'freeFrom': None, 'daysFrom': fast[0], 'daysTo': fast[1]}  # fmt: skip


def attribute(id, value):
    """One fact; a number keeps its number, a yes or no becomes one of two values."""
    label, unit = ATTRIBUTES[id]
    if isinstance(value, bool):
        values = [{'id': 'yes' if value else 'no', 'label': text(YES if value else NO)}]
    elif isinstance(value, int):
        values = [{'id': str(value), 'label': text((str(value), str(value))), 'number': value}]
    else:
        words = (value,) if isinstance(value, str) else value
        values = [{'id': word.lower(), 'label': text(WORDS.get(word, (word, word)))} for word in words]
    return {'id': id, 'label': text(label), **({'unit': unit} if unit else {}), 'facet': id not in NO_FACET, 'values': values}


# What is sold although none is there.
LATER = {
    'KN-SOFA-MOSS': {'kind': 'back-order', 'weeks': 6, 'quota': 8},
    'KN-DOME-PENDANT-BRICK-45-CM': {'kind': 'back-order', 'weeks': 3, 'quota': 20},
    'KN-RIBBED-VASE-CHALK': {'kind': 'pre-order', 'shipsOn': '2027-02-01', 'quota': 40},
}


def stock(sku):
    """A made-up but steady amount: most are there, some are nearly gone, a few are sold out."""
    lot = zlib.crc32(sku.encode())
    if lot % 17 == 0:
        return {'berlin': 0, 'leipzig': 0}
    if lot % 9 == 0:
        return {'berlin': 1 + lot % 4, 'leipzig': 0}
    return {'berlin': 8 + lot % 61, 'leipzig': lot // 7 % 40}


def near(good, shown):
    """Four other products: those that go with it by choice, then its shelf, then its department, from its own place on."""
    chosen = list(COMPANIONS.get(good.handle, ()))
    after = GOODS[GOODS.index(good) + 1 :] + GOODS[: GOODS.index(good)]
    chosen += [g.handle for g in after if g.leaf == good.leaf][:2]
    chosen += [g.handle for g in after if DEPARTMENT[g.leaf] == DEPARTMENT[good.leaf]]
    return [handle for handle in dict.fromkeys(chosen) if handle in shown and handle != good.handle][:4]


def product(good, model, pictures, place, shown):
    colours = [c for c in model.colours if f'{good.handle}-{c}.webp' in pictures]
    images, seen = [], {}
    for colour in colours:
        files = [f for f in (f'{good.handle}-{colour}{view}.webp' for view in ('', '-2', '-3')) if f in pictures]
        seen[colour] = list(range(len(images), len(images) + len(files)))
        images += [picture(pictures, f) for f in files]
    options = [{'id': 'colour', 'label': text(('Colour', 'Farbe')), 'values': [
        {'id': c, 'label': text(swatch(c)[0]), 'swatch': swatch(c)[1]} for c in colours]}]  # fmt: skip
    if good.sizes:
        options.append(
            {'id': 'size', 'label': text(('Size', 'Größe')), 'values': [{'id': s.id, 'label': text(s.label)} for s in good.sizes]}
        )
    variants = []
    for colour in colours:
        for size in good.sizes or (None,):
            sku = '-'.join(['KN', good.handle, colour, *([size.id] if size else [])]).upper()
            price, grams = (size.price, size.grams) if size else (good.price, good.grams)
            was = {'compareAt': price + good.was - good.price} if good.was else {}
            choice = {'colour': colour, **({'size': size.id} if size else {})}
            variants.append({'sku': sku, 'choice': choice, 'price': price, **was, 'weightGrams': grams, 'images': seen[colour]})
    released = datetime.date(2026, 1, 12) + datetime.timedelta(days=place * 37 % 290)
    return {
        'type': 'product', 'id': f'P-{good.handle}', 'handle': good.handle, 'name': text(good.name), 'brand': BRAND,
        'summary': text(good.summary), 'description': text(good.text), 'categories': [good.leaf], 'taxClass': good.tax, 'options': options,
        'attributes': [attribute(id, value) for id, value in good.facts.items()], 'images': images, 'variants': variants,
        'related': [f'P-{handle}' for handle in near(good, shown)], **{key: text(pair) for key, pair in (('care', care_of(good)), ('safety', safety_of(good))) if pair},
        'maker': MAKER, 'published': True, 'releasedAt': f'{released}T08:00:00Z',
        'stock': {v['sku']: stock(v['sku']) for v in variants},
        **({'later': later} if (later := {v['sku']: LATER[v['sku']] for v in variants if v['sku'] in LATER}) else {}),
    }  # fmt: skip


def main():
    pictures = json.loads((HERE / 'pictures.json').read_text('utf8'))
    models = {model.handle: model for model in MODELS}
    goods = [g for g in GOODS if f'{g.handle}-{models[g.handle].colours[0]}.webp' in pictures]
    shown = {good.handle for good in goods}
    lines = [*categories(pictures), *rates()]
    lines += [product(good, models[good.handle], pictures, place, shown) for place, good in enumerate(goods)]
    lines += [*reviews(shown), *collections(pictures, shown), *pages(), *articles(pictures, shown)]
    target = HERE.parent / 'catalogue.ndjson'
    target.write_text(''.join(json.dumps(line, ensure_ascii=False) + '\n' for line in lines), 'utf8')
    variants = sum(len(line['variants']) for line in lines if line['type'] == 'product')
    print(f'{len(lines)} lines, {len(goods)} products, {variants} variants')


if __name__ == '__main__':
    main()

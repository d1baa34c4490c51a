"""The parts of a page, as short as they can be written. Texts are pairs: English, German."""


def both(en, de):
    return {'en': en, 'de': de}


def head(en, de):
    return {'kind': 'heading', 'text': both(en, de)}


def para(en, de):
    return {'kind': 'paragraph', 'text': both(en, de)}


def points(*items, ordered=False):
    return {'kind': 'list', 'ordered': ordered, 'items': [both(*item) for item in items]}


def table(heads, rows):
    return {'kind': 'table', 'head': [both(*cell) for cell in heads], 'rows': [[both(*cell) for cell in row] for row in rows]}


def shot(image, en='', de=''):
    return {'kind': 'image', 'image': image, **({'caption': both(en, de)} if en else {})}

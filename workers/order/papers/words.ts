import type { Locale } from '@kontor/contracts/ids';
import type { PaperKind } from '@kontor/contracts/paper';
import type { TaxTreatment } from '@kontor/contracts/receipt';

type Words = {
  title: Record<PaperKind, string>;
  number: string;
  date: string;
  order: string;
  ordered: string;
  supplied: string;
  corrects: (number: string, date: string) => string;
  yourVatId: string;
  item: string;
  pieces: string;
  price: string;
  rate: string;
  amount: string;
  promotion: string;
  shipping: string;
  relief: string;
  total: Record<PaperKind, string>;
  net: string;
  tax: string;
  gross: string;
  notes: Partial<Record<TaxTreatment, string>>;
  paid: string;
  inclusive: string;
  exclusive: string;
  paidBack: string;
  /** of a replacement, for goods of the order `of` */
  paidWithGoods: (of: string) => string;
  /** `rest`: what is paid back beyond it */
  setOff: (amount: string, rest: string | null) => string;
  vatId: string;
  page: (page: number, of: number) => string;
};

export const words: Record<Locale, Words> = {
  de: {
    title: { invoice: 'Rechnung', 'credit-note': 'Rechnungskorrektur' },
    number: 'Nummer',
    date: 'Datum',
    order: 'Bestellung',
    ordered: 'Bestellt am',
    supplied: 'Lieferdatum',
    corrects: (number, date) => `zur Rechnung ${number} vom ${date}`,
    yourVatId: 'Ihre USt-IdNr.',
    item: 'Artikel',
    pieces: 'Stück',
    price: 'Einzelpreis',
    rate: 'MwSt.',
    amount: 'Betrag',
    promotion: 'Rabatt',
    shipping: 'Versand',
    relief: 'Umsatzsteuer, die Sie selbst schulden',
    total: { invoice: 'Rechnungsbetrag', 'credit-note': 'Gutschriftsbetrag' },
    net: 'Netto',
    tax: 'Steuer',
    gross: 'Brutto',
    notes: {
      'reverse-charge': 'Steuerschuldnerschaft des Leistungsempfängers. Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1b, § 6a UStG).',
      export: 'Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1a, § 6 UStG).',
      oss: 'Die Umsatzsteuer ist die des Landes, in das geliefert wird (One-Stop-Shop, § 18j UStG).',
    },
    paid: 'Der Betrag ist bezahlt.',
    inclusive: 'Alle Preise in der Aufstellung enthalten die Umsatzsteuer.',
    exclusive: 'Die Preise in der Aufstellung sind ohne Umsatzsteuer; sie kommt am Ende dazu.',
    paidBack: 'Der Betrag wird auf dem Weg zurückgezahlt, auf dem Sie bezahlt haben.',
    paidWithGoods: (of) => `Der Betrag ist mit der Gutschrift für zurückgegebene Ware der Bestellung ${of} bezahlt.`,
    setOff: (amount, rest) =>
      `${amount} davon sind mit dem Ersatz verrechnet, den wir Ihnen schicken.${rest ? ` ${rest} werden auf dem Weg zurückgezahlt, auf dem Sie bezahlt haben.` : ''}`,
    vatId: 'USt-IdNr.',
    page: (page, of) => `Seite ${page} von ${of}`,
  },
  en: {
    title: { invoice: 'Invoice', 'credit-note': 'Credit note' },
    number: 'Number',
    date: 'Date',
    order: 'Order',
    ordered: 'Ordered on',
    supplied: 'Date of supply',
    corrects: (number, date) => `for invoice ${number} of ${date}`,
    yourVatId: 'Your VAT ID',
    item: 'Item',
    pieces: 'Qty',
    price: 'Unit price',
    rate: 'VAT',
    amount: 'Amount',
    promotion: 'Discount',
    shipping: 'Delivery',
    relief: 'VAT that you owe yourself',
    total: { invoice: 'Total', 'credit-note': 'Total credited' },
    net: 'Net',
    tax: 'VAT',
    gross: 'Gross',
    notes: {
      'reverse-charge': 'Reverse charge: the recipient owes the VAT. Exempt intra-Community supply (Directive 2006/112/EC art. 138).',
      export: 'Exempt export (Directive 2006/112/EC art. 146).',
      oss: 'VAT of the country of destination (One Stop Shop, Directive 2006/112/EC art. 369a–369k).',
    },
    paid: 'This amount is paid.',
    inclusive: 'All prices in the list include VAT.',
    exclusive: 'Prices in the list are without VAT; it is added at the end.',
    paidBack: 'The amount is paid back the same way you paid.',
    paidWithGoods: (of) => `This amount is paid with the credit for goods returned from order ${of}.`,
    setOff: (amount, rest) => `${amount} of it pays for the replacement that we send you.${rest ? ` ${rest} is paid back the same way you paid.` : ''}`,
    vatId: 'VAT ID',
    page: (page, of) => `Page ${page} of ${of}`,
  },
};

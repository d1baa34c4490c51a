import { z } from 'zod';

// What the Parcel DE Shipping API v2 takes, by its public description. Strict: a name that it does not have is a mistake of ours.

const text = (most: number, least = 1) => z.string().min(least).max(most);
const country = z.string().regex(/^[A-Z]{3}$/, 'three capital letters (ISO 3166-1 alpha-3), such as DEU');
const postcode = z
  .string()
  .min(3)
  .max(10)
  .regex(/^[0-9A-Za-z]+([ -]?[0-9A-Za-z]+)*$/, 'letters and digits, with single blanks or dashes between');

const address = {
  name1: text(50),
  name2: text(50).optional(),
  name3: text(50).optional(),
  addressStreet: text(50),
  addressHouse: text(10).optional(),
  postalCode: postcode.optional(),
  city: text(40),
  country,
  contactName: text(80, 3).optional(),
  email: z.email().max(80).optional(),
};
const shipper = z.strictObject(address);
const consignee = z.strictObject({
  ...address,
  dispatchingInformation: text(35).optional(),
  additionalAddressInformation1: text(60).optional(),
  additionalAddressInformation2: text(60).optional(),
  state: text(20).optional(),
  phone: text(20).optional(),
});
const weight = z.strictObject({ uom: z.enum(['g', 'kg']), value: z.number().positive() });
const dim = z.strictObject({ uom: z.enum(['cm', 'mm']), length: z.int().positive(), width: z.int().positive(), height: z.int().positive() });

/** The digits 11 and 12 of a billing number say which product it is for. */
const procedures = { V01PAK: '01', V53WPAK: '53', V54EPAK: '54', V62KP: '62', V66WPI: '66' } as const;
export type Product = keyof typeof procedures;
const MOST_GRAMS: Record<Product, number> = { V01PAK: 31_500, V53WPAK: 31_500, V54EPAK: 31_500, V62KP: 1_000, V66WPI: 1_000 };

export const gramsOf = ({ uom, value }: z.infer<typeof weight>): number => Math.round(uom === 'kg' ? value * 1_000 : value);

const value = z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), value: z.number().min(0).multipleOf(0.01) });
const customs = z
  .strictObject({
    invoiceNo: text(35).optional(),
    exportType: z.enum(['OTHER', 'PRESENT', 'COMMERCIAL_SAMPLE', 'DOCUMENT', 'RETURN_OF_GOODS', 'COMMERCIAL_GOODS']),
    exportDescription: text(80).optional(),
    shippingConditions: z.enum(['DDU', 'DAP', 'DDP', 'DDX', 'DXV']).optional(),
    permitNo: text(30).optional(),
    attestationNo: text(30).optional(),
    hasElectronicExportNotification: z.boolean().optional(),
    MRN: text(18).optional(),
    postalCharges: value,
    officeOfOrigin: text(35).optional(),
    shipperCustomsRef: text(35).optional(),
    consigneeCustomsRef: text(35).optional(),
    items: z
      .array(
        z.strictObject({
          itemDescription: text(256),
          countryOfOrigin: country.optional(),
          hsCode: text(11, 6).optional(),
          packagedQuantity: z.int().positive(),
          itemValue: value,
          itemWeight: weight,
        }),
      )
      .min(1)
      .max(99),
  })
  .refine(({ exportType, exportDescription }) => exportType !== 'OTHER' || exportDescription, {
    path: ['exportDescription'],
    message: 'mandatory for the export type OTHER',
  });

export const newOrder = z
  .strictObject({
    product: z.enum(['V01PAK', 'V53WPAK', 'V54EPAK', 'V62KP', 'V66WPI']),
    billingNumber: z.string().regex(/^\d{12}[0-9A-Za-z]{2}$/, 'fourteen characters: EKP, procedure and participation'),
    refNo: text(35, 8).optional(),
    costCenter: text(50).optional(),
    creationSoftware: text(50).optional(),
    shipDate: z.iso.date().optional(),
    shipper,
    consignee,
    details: z.strictObject({ weight, dim: dim.optional() }),
    customs: customs.optional(),
  })
  .superRefine(({ product, billingNumber, consignee: { country: to, postalCode }, details, customs: declared }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (billingNumber.slice(10, 12) !== procedures[product]) refuse(['billingNumber'], `the product ${product} cannot be booked on this billing number`);
    const inside = product === 'V01PAK' || product === 'V62KP';
    if (inside !== (to === 'DEU')) refuse(['consignee', 'country'], `the product ${product} does not go to ${to}`);
    if (to === 'DEU' && !/^\d{5}$/.test(postalCode ?? '')) refuse(['consignee', 'postalCode'], 'a postcode in Germany has five digits');
    if (/^0+$/.test(postalCode ?? '')) refuse(['consignee', 'postalCode'], 'the address cannot be coded for routing');
    if (['CHE', 'GBR', 'ISL', 'LIE', 'NOR', 'USA'].includes(to) && !declared)
      refuse(['customs'], 'details for customs are mandatory outside the customs union');
    if (gramsOf(details.weight) > MOST_GRAMS[product]) refuse(['details', 'weight'], `more than ${MOST_GRAMS[product]} g`);
  });
export type NewOrder = z.infer<typeof newOrder>;

const returnWeight = z.strictObject({ uom: z.enum(['g', 'kg']), value: z.number().min(0.001).max(31_500) });
const returnValue = z.strictObject({ currency: z.enum(['EUR', 'GBP', 'CHF']).default('EUR'), value: z.number().min(0).max(100_000).multipleOf(0.01) });

/** What the Parcel DE Returns API v1 takes. The country goes without saying: each receiver takes returns from one. */
export const newReturn = z.strictObject({
  receiverId: text(50),
  customerReference: text(50, 0).optional(),
  shipmentReference: text(50, 0).optional(),
  creationSoftware: text(35, 0).optional(),
  shipper: z.strictObject({
    name1: text(50),
    name2: text(50, 0).optional(),
    name3: text(50, 0).optional(),
    addressStreet: text(50),
    addressHouse: text(10),
    city: text(40),
    email: z.email().min(3).max(70).optional(),
    phone: text(20).optional(),
    postalCode: postcode,
    state: text(20, 0).optional(),
  }),
  itemWeight: returnWeight.optional(),
  itemValue: returnValue.optional(),
  customsDetails: z
    .strictObject({
      items: z
        .array(
          z.strictObject({
            itemDescription: text(50),
            packagedQuantity: z.int().positive(),
            countryOfOrigin: country.optional(),
            hsCode: text(11, 6).optional(),
            itemWeight: returnWeight,
            itemValue: returnValue,
          }),
        )
        .min(1)
        .max(20),
    })
    .optional(),
  services: z.strictObject({ goGreenPlus: z.boolean().optional() }).optional(),
});
export type NewReturn = z.infer<typeof newReturn>;
export const LabelType = z.enum(['SHIPMENT_LABEL', 'QR_LABEL', 'BOTH']);

export const newOrders = z.strictObject({ profile: text(35), shipments: z.array(z.unknown()).min(1).max(30) });

/** Who sells: stands on invoices and labels. A company that opens its own shop writes its own here. */
export const seller = {
  name: 'Kontor Waren GmbH',
  street: 'Speicherstraße 12',
  postcode: '04109',
  city: 'Leipzig',
  country: 'DE',
  vatId: 'DE000000000',
  register: 'Amtsgericht Leipzig, HRB 00000',
  email: 'hallo@kontor.example',
} as const;

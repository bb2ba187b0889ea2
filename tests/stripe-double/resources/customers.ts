import type { Books } from "../books.ts";
import { newId, type Wire } from "./objects.ts";
import { at, metadata, text, type Params } from "../params.ts";

export function createCustomer(books: Books, params: Params): Wire {
  return insertCustomer(books, {
    address: at(params, "address") ?? null,
    description: text(params, "description"),
    email: text(params, "email"),
    metadata: metadata(params, "metadata"),
    name: text(params, "name"),
    phone: text(params, "phone"),
    shipping: at(params, "shipping") ?? null,
  });
}

export function insertCustomer(books: Books, fields: Readonly<Record<string, unknown>>): Wire {
  const customer = books.insert({
    id: newId("cus"),
    object: "customer",
    address: null,
    balance: 0,
    created: books.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: "DOUBLE01",
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
    ...fields,
  });
  books.announce("customer.created", customer);
  return customer;
}

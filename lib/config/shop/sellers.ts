import { z } from "zod";
import type { SellerContact } from "../../checkout/seller-contact.ts";
import { name, withoutRepeats } from "./values.ts";

const line = z.string().trim().min(1).max(120);

const contact = z
  .strictObject({
    seller: name,
    legal_name: line.nullable().default(null),
    address: z.array(line).max(7).default([]),
    tax_number: line.nullable().default(null),
    email: z.email().nullable().default(null),
    phone: z
      .string()
      .regex(/^\+?[0-9][0-9 ()./-]{3,30}$/, "a phone number is written like +49 30 123456")
      .nullable()
      .default(null),
    url: z
      .url({ protocol: /^https$/ })
      .nullable()
      .default(null),
  })
  .transform(({ legal_name, tax_number, ...rest }): SellerContact => ({
    ...rest,
    legalName: legal_name,
    taxNumber: tax_number,
  }));

/** Who the sellers are on paper: their receipts bear it. */
export const sellers = withoutRepeats(z.array(contact), ({ seller }) => seller).default([]);

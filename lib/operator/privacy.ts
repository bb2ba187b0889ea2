import { z } from "zod";
import type { Operator } from "../purchase/operator.ts";
import type { BuyerData, Erasure, FoundPurchase } from "../purchase/privacy/buyer-data.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";

export const PRIVACY_EXPORT_VERB = "privacy-export";
export const PRIVACY_ERASE_VERB = "privacy-erase";

/** Longer than any address that is one: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 allows 64 + 1 + 255. */
const email = z.string().trim().min(3).max(400).includes("@");
const exportRequest = z.object({ email });
const eraseRequest = z.object({ email, isConfirmed: z.boolean() });
export type PrivacyExportRequest = z.infer<typeof exportRequest>;
export type PrivacyEraseRequest = z.infer<typeof eraseRequest>;

/** True for what both commands accept as `--email`. */
export const isEmail = (text: string): boolean => email.safeParse(text).success;

/** What `npm run privacy:export` writes. */
export type PrivacyExportLine = { readonly type: "exported"; readonly data: BuyerData };
/** What `npm run privacy:erase` prints: what would be erased, or what was. */
export type PrivacyEraseLine =
  { readonly type: "found"; readonly purchases: readonly FoundPurchase[] } | ({ readonly type: "erased" } & Erasure);

/** Writes out everything that is held of a buyer. */
export async function exportBuyer(operator: Operator, request: PrivacyExportRequest, emit: Emit): Promise<void> {
  await emit({ type: "exported", data: await operator.exportBuyer(request.email) } satisfies PrivacyExportLine);
}

/** Erases a buyer's details, or without the confirmation says what that would be. */
export async function eraseBuyer(operator: Operator, request: PrivacyEraseRequest, emit: Emit): Promise<void> {
  const line: PrivacyEraseLine = request.isConfirmed
    ? { type: "erased", ...(await operator.eraseBuyer(request.email)) }
    : { type: "found", purchases: await operator.findBuyer(request.email) };
  await emit(line);
}

/** The verbs for the control socket. */
export function privacyVerbs(operator: Operator): Readonly<Record<string, ControlVerb>> {
  const busy = "the server is busy";
  return {
    [PRIVACY_EXPORT_VERB]: {
      must: '{"email": "ada@example.com"}',
      busy,
      begin(body) {
        const read = exportRequest.safeParse(body);
        return read.success ? (emit) => exportBuyer(operator, read.data, emit) : "not_understood";
      },
    },
    [PRIVACY_ERASE_VERB]: {
      must: '{"email": "ada@example.com", "isConfirmed": true or false}',
      busy,
      begin(body) {
        const read = eraseRequest.safeParse(body);
        return read.success ? (emit) => eraseBuyer(operator, read.data, emit) : "not_understood";
      },
    },
  };
}

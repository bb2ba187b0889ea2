import type { Books } from "../../books.ts";
import { required, text, type Params } from "../../params.ts";
import { invalidRequest, missing } from "../../stripe-error.ts";
import { newId, type Wire } from "../objects.ts";

export type UploadedFile = Wire & { object: "file"; purpose: string; size: number; filename: string; type: string };

/** https://docs.stripe.com/file-upload: PDF, JPEG and PNG, by what is in the file, and 5 MB. */
const MAX_BYTES = 5_000_000;
const TYPES: readonly (readonly [string, string])[] = [
  ["pdf", "%PDF-"],
  ["jpg", "\u00ff\u00d8\u00ff"],
  ["png", "\u0089PNG"],
];
const FILE_FIELDS =
  /^(receipt|shipping_documentation|refund_policy|cancellation_policy|customer_communication|customer_signature|service_documentation|duplicate_charge_documentation|uncategorized_file)$/;
/** https://docs.stripe.com/disputes/responding: of all files of a dispute together. */
const MAX_BYTES_OF_DISPUTE = 4_500_000;

export function createFile(books: Books, params: Params): UploadedFile {
  const purpose = required(text(params, "purpose"), "purpose");
  const data = Buffer.from(required(text(params, "file", "data"), "file"), "base64");
  if (purpose !== "dispute_evidence")
    throw invalidRequest(`The double takes no files for ${purpose}.`, { param: "purpose" });
  const begin = data.subarray(0, 8).toString("latin1");
  const type = TYPES.find(([, first]) => begin.startsWith(first))?.[0];
  if (type === undefined)
    throw invalidRequest("The file for this purpose must be one of: pdf, jpeg, png.", { param: "file" });
  if (data.length > MAX_BYTES) throw invalidRequest("The file is larger than 5 MB.", { param: "file" });
  return books.insert<UploadedFile>({
    id: newId("file"),
    object: "file",
    created: books.now(),
    expires_at: null,
    filename: text(params, "file", "name") ?? "blob",
    links: null,
    livemode: false,
    purpose,
    size: data.length,
    title: null,
    type,
    url: null,
  });
}

/** Refuses what a field of evidence names that is no file of ours, and more than a bank takes. */
export function checkFiles(books: Books, evidence: Readonly<Record<string, unknown>>): void {
  let bytes = 0;
  for (const [field, id] of Object.entries(evidence).filter(([name]) => FILE_FIELDS.test(name))) {
    const file = books.get<UploadedFile>(String(id), "file");
    if (file === null) throw missing("file upload", String(id), `evidence[${field}]`);
    bytes += file.size;
  }
  if (bytes > MAX_BYTES_OF_DISPUTE)
    throw invalidRequest("The combined size of all evidence files is limited to 4.5 MB.", { param: "evidence" });
}

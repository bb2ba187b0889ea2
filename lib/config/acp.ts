export type AcpConfig = {
  /** The bearer token of the platform that may call /acp. */
  readonly apiKey: string;
  /** With it every request must be signed; null while requests are not. */
  readonly signatureSecret: string | null;
};

const SECRET_MIN = 16;

/** Reads ACP_API_KEY and ACP_SIGNATURE_SECRET. Null, so that nothing below /acp is served, without a key. */
export function readAcp(
  text: (name: string) => string | null,
  wrong: (name: string, message: string) => void,
): AcpConfig | null {
  const apiKey = text("ACP_API_KEY");
  const signatureSecret = text("ACP_SIGNATURE_SECRET");
  if (apiKey !== null && !/^[\x21-\x7e]{16,500}$/.test(apiKey))
    wrong("ACP_API_KEY", `it has at least ${SECRET_MIN} letters, digits or signs, and no space`);
  if (signatureSecret !== null && signatureSecret.length < SECRET_MIN)
    wrong("ACP_SIGNATURE_SECRET", `give at least ${SECRET_MIN} characters`);
  if (signatureSecret !== null && apiKey === null)
    wrong("ACP_SIGNATURE_SECRET", "without ACP_API_KEY nothing is served that could be signed; set both");
  return apiKey === null ? null : { apiKey, signatureSecret };
}

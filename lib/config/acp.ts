import { z } from "zod";
import { always, bearerKey, signingSecret } from "./setting.ts";

export type AcpConfig = {
  /** The bearer token of the platform that may call /acp. */
  readonly apiKey: string;
  /** With it every request must be signed; null while requests are not. */
  readonly signatureSecret: string | null;
};

/** Who may call /acp. Without a key nothing is served there. */
export const acpSettings = z
  .object({ ACP_API_KEY: bearerKey().optional(), ACP_SIGNATURE_SECRET: signingSecret().optional() })
  .refine((settings) => settings.ACP_SIGNATURE_SECRET === undefined || settings.ACP_API_KEY !== undefined, {
    path: ["ACP_SIGNATURE_SECRET"],
    error: "does nothing without ACP_API_KEY; set both",
    ...always,
  })
  .transform(({ ACP_API_KEY: apiKey, ACP_SIGNATURE_SECRET: signatureSecret }): AcpConfig | null =>
    apiKey === undefined ? null : { apiKey, signatureSecret: signatureSecret ?? null },
  );

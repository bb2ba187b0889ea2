/** The errors of the protocol itself, whichever server a client calls. Read by developers, and in logs. */
export const MCP_TEXTS = {
  notJsonRpc: "The body is not a JSON-RPC message.",
  noResponses: "Responses cannot be posted here: this server sends no requests.",
  unknownMethod: "Method not found",
  failed: "Internal error",
  malformedParams: (method: string, fields: readonly string[]) =>
    `The parameters of ${method} are malformed: ${fields.join(", ")}`,
  unsupportedVersion: (requested: string, supported: readonly string[]) =>
    `Unsupported protocol version: ${requested} (supported versions: ${supported.join(", ")})`,
  malformedEnvelope: (key: string) =>
    `The request's _meta is missing ${key}, or its value is malformed. Every request of protocol revision 2026-07-28 has it.`,
  headerMissing: (header: string) => `The header ${header} is missing. Every request of this kind has it.`,
  headerMismatch: (header: string, field: string) => `The header ${header} does not match ${field} of the body.`,
} as const;

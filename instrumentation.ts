/** Next calls this once before the first request. A server that cannot open its parts must not start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("./instrumentation.node.ts");
  await startServer();
}

// Ends with 0 while the server of this machine answers at /healthz, for the health check of a container.
const port = process.env["PORT"]?.trim() || "3000";
try {
  const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4000) });
  process.exitCode = response.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}

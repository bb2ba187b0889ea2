import { createMcpHandler } from "mcp-handler";
import { z } from "zod";

export const dynamic = "force-dynamic";

const handler = createMcpHandler((server) => {
  server.registerTool(
    "echo",
    { title: "Echo", description: "Answers what it is told.", inputSchema: z.object({ text: z.string() }) },
    async ({ text }) => ({ content: [{ type: "text", text }] }),
  );
});

export { handler as GET, handler as POST, handler as DELETE };

import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { INSTRUCTIONS } from "#mcp/instructions.ts";
import { widgetPages } from "#mcp/widget-resource.ts";
import { VERSION } from "#mcp/version.ts";
import { openTestShop } from "../fixtures/test-shop.ts";
import { PUBLIC_URL, testServer } from "./test-client.ts";

const shop = await openTestShop();
const client = await testServer(shop.verbs).connect();
const { tools } = await client.listTools();
afterAll(() => shop.close());

describe("the list of tools", () => {
  it("contains the ten tools under the names others rely on", () => {
    expect(tools.map((tool) => tool.name).sort()).toEqual([
      "cancel_checkout",
      "checkout_session",
      "choose_route",
      "complete_checkout",
      "find_order",
      "get_order_status",
      "get_product",
      "record_funnel_event",
      "search_products",
      "update_checkout",
    ]);
  });

  it.each(tools)("$name says what it does, with three explicit hints and both schemas", (tool) => {
    expect(tool.title?.trim().length).toBeGreaterThan(0);
    expect(tool.description?.trim().length).toBeGreaterThan(40);
    for (const hint of ["readOnlyHint", "destructiveHint", "openWorldHint"] as const)
      expect(typeof tool.annotations?.[hint], hint).toBe("boolean");
    expect(tool.inputSchema.type).toBe("object");
    expect(tool.outputSchema?.type).toBe("object");
  });

  it.each(tools)("$name gives the host what to show while it works, in at most 64 characters", (tool) => {
    for (const name of ["openai/toolInvocation/invoking", "openai/toolInvocation/invoked"]) {
      const text = tool._meta?.[name];
      expect(typeof text === "string" && text.length > 0 && text.length <= 64, name).toBe(true);
    }
  });

  it("the tools that render name their widget, by both names", () => {
    const rendering = tools.filter((tool) => "openai/outputTemplate" in (tool._meta ?? {}));
    expect(rendering.map((tool) => [tool.name, tool._meta?.["openai/outputTemplate"]])).toEqual([
      ["search_products", "ui://widget/products.html"],
      ["get_product", "ui://widget/products.html"],
      ["checkout_session", "ui://widget/checkout-session.html"],
      ["get_order_status", "ui://widget/checkout-session.html"],
    ]);
    for (const { _meta: meta } of rendering)
      expect(meta).toMatchObject({ ui: { resourceUri: meta?.["openai/outputTemplate"] } });
  });

  it("the widgets may call every tool but the host's own complete_checkout, and what only they call is not offered to the model", () => {
    expect(tools.filter((tool) => tool._meta?.["openai/widgetAccessible"] !== true).map((tool) => tool.name)).toEqual([
      "complete_checkout",
    ]);
    expect(
      tools.filter((tool) => JSON.stringify(tool._meta?.["ui"]).includes('["app"]')).map((tool) => tool.name),
    ).toEqual(["choose_route", "record_funnel_event"]);
  });

  it("paying and canceling are marked destructive, looking is marked read-only", () => {
    expect(tools.filter((tool) => tool.annotations?.destructiveHint === true).map((tool) => tool.name)).toEqual([
      "complete_checkout",
      "cancel_checkout",
    ]);
    expect(tools.filter((tool) => tool.annotations?.readOnlyHint === true).map((tool) => tool.name)).toEqual([
      "search_products",
      "get_product",
      "get_order_status",
      "find_order",
    ]);
  });

  it("complete_checkout takes the host's three flat arguments", () => {
    expect(Object.keys(tools.find((tool) => tool.name === "complete_checkout")?.inputSchema.properties ?? {})).toEqual([
      "checkout_session_id",
      "buyer",
      "payment_data",
    ]);
  });
});

describe("the server", () => {
  it("introduces itself with its version and with instructions whose first 512 characters stand alone", () => {
    expect(client.getServerVersion()).toMatchObject({ name: "tillswitch" });
    expect(client.getInstructions()).toBe(INSTRUCTIONS);
    const head = INSTRUCTIONS.slice(0, 512);
    for (const word of ["search_products", "checkout_session", "continue_url", "never ask for card data"])
      expect(head).toContain(word);
  });

  it("has the version of the package", () => {
    expect(VERSION).toBe((JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version);
  });

  it("refuses a tool it does not have in the protocol's words", async () => {
    await expect(client.callTool({ name: "pay_everything", arguments: {} })).rejects.toThrow(/no tool pay_everything/);
  });
});

describe("the widgets' resources", () => {
  it.each([
    ["ui://widget/checkout-session.html", "Checkout"],
    ["ui://widget/products.html", "Products"],
  ])("%s is listed and read as an MCP app with what the host must know", async (uri, title) => {
    const { resources } = await client.listResources();
    expect(resources.find((one) => one.uri === uri)).toMatchObject({ title, mimeType: "text/html;profile=mcp-app" });
    expect(resources).toHaveLength(2);
    expect((await client.listResourceTemplates()).resourceTemplates).toEqual([]);
    const { contents } = await client.readResource({ uri });
    expect(contents).toMatchObject([
      {
        uri,
        mimeType: "text/html;profile=mcp-app",
        text: expect.stringContaining(`<title>${title}`),
        _meta: {
          ui: { csp: { connectDomains: [], resourceDomains: [PUBLIC_URL] }, prefersBorder: true },
          "openai/widgetCSP": { connect_domains: [], resource_domains: [PUBLIC_URL], redirect_domains: [PUBLIC_URL] },
          "openai/widgetDescription": expect.any(String),
        },
      },
    ]);
  });

  it("has the same _meta in the list as on the page, and names its own domain only where one is set", async () => {
    const metas = async (to: typeof client) => {
      const { resources } = await to.listResources();
      const { contents } = await to.readResource({ uri: "ui://widget/checkout-session.html" });
      return [resources[0]?._meta, contents[0]?._meta];
    };
    const [listed, read] = await metas(client);
    expect(listed).toEqual(read);
    expect(JSON.stringify(read)).not.toMatch(/domain"/i);
    const domain = "https://widget.example.com";
    const withDomain = await metas(await testServer(shop.verbs, { widgetDomain: domain }).connect());
    const expected = { ui: { ...Object(read?.["ui"]), domain }, "openai/widgetDomain": domain };
    expect(withDomain).toEqual([
      { ...read, ...expected },
      { ...read, ...expected },
    ]);
  });

  it("says how to build the widget when it is not built, and that no other resource exists", async () => {
    const bare = await testServer(shop.verbs, { page: widgetPages("build/nowhere") }).connect();
    await expect(bare.readResource({ uri: "ui://widget/checkout-session.html" })).rejects.toThrow(/npm start/);
    await expect(client.readResource({ uri: "ui://widget/other.html" })).rejects.toThrow(/no resource/);
  });
});

// A chat host for tests: calls one tool of the server at /mcp over HTTP and shows its app with the official bridge.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { AppBridge, getToolUiResourceUri, PostMessageTransport, type McpUiResourceMeta } from "@modelcontextprotocol/ext-apps/app-bridge";

const INFO = { name: "Test host", version: "1" };
const MIME = "text/html;profile=mcp-app";

/** What a test looks at. */
interface Seen {
  /** Tools that a model of this host would see. */
  forModel: string[];
  opened: string[];
  told: string[];
  csp: string;
}

declare global {
  interface Window {
    seen: Seen;
    /** The host changes its look. */
    dress(theme: "light" | "dark"): void;
  }
}

const query = new URLSearchParams(location.search);
const tool = query.get("tool") ?? "get_agenda";
const given = JSON.parse(query.get("arguments") ?? "{}") as Record<string, unknown>;
const theme = query.get("theme") === "dark" ? "dark" : "light";
const seen: Seen = { forModel: [], opened: [], told: [], csp: "" };
window.seen = seen;
document.documentElement.dataset.theme = theme;
text("asked", query.get("asked") ?? "what’s on today?");
text("answered", query.get("answered") ?? "");

function text(id: string, words: string): void {
  const element = document.getElementById(id);
  if (element) element.textContent = words;
}

/** What the resource declares, and nothing beyond it. */
function policy({ csp = {} }: McpUiResourceMeta): string {
  const { resourceDomains = [], connectDomains = [] } = csp;
  const from = (domains: readonly string[], inline = "") => [inline, ...domains].filter(Boolean).join(" ") || "'none'";
  return [
    "default-src 'none'",
    `script-src ${from(resourceDomains, "'unsafe-inline'")}`,
    `style-src ${from(resourceDomains, "'unsafe-inline'")}`,
    `font-src ${from(resourceDomains)}`,
    `img-src ${from(resourceDomains)}`,
    `connect-src ${from(connectDomains)}`,
  ].join("; ");
}

async function show(): Promise<void> {
  const client = new Client(INFO, { capabilities: { extensions: { "io.modelcontextprotocol/ui": { mimeTypes: [MIME] } } } });
  await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", location.href)));
  const { tools } = await client.listTools();
  const called = tools.find((one) => one.name === tool);
  const uri = called && getToolUiResourceUri(called);
  if (!called || !uri) throw new Error(`${tool} has no app`);
  seen.forModel = tools.filter((one) => !isForApp(one._meta)).map((one) => one.name);
  const [content] = (await client.readResource({ uri })).contents;
  if (!content || !("text" in content) || content.mimeType !== MIME) throw new Error("That is no app.");
  seen.csp = policy((content._meta?.ui as McpUiResourceMeta | undefined) ?? {});
  const frame = document.createElement("iframe");
  frame.sandbox.add("allow-scripts");
  frame.title = "Tasklark";
  document.getElementById("app")?.append(frame);
  const bridge = new AppBridge(client, INFO, { openLinks: {}, serverTools: {}, updateModelContext: { text: {} } }, { hostContext: { theme, styles: { variables: { "--font-sans": "system-ui, sans-serif" } as never }, toolInfo: { tool: called as never }, displayMode: "inline" } });
  bridge.onopenlink = async ({ url }) => (seen.opened.push(url), {});
  bridge.onupdatemodelcontext = async ({ content: blocks = [] }) => (seen.told.push(...blocks.map((block) => (block.type === "text" ? block.text : ""))), {});
  bridge.onsizechange = ({ height }) => void (height && (frame.style.height = `${height}px`));
  bridge.oninitialized = () => void tell(bridge, client);
  window.dress = (next) => {
    document.documentElement.dataset.theme = next;
    void bridge.sendHostContextChange({ theme: next });
  };
  if (frame.contentWindow) await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.srcdoc = content.text.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${seen.csp}">`);
}

const isForApp = (meta: Record<string, unknown> | undefined) => {
  const visibility = (meta?.ui as { visibility?: string[] } | undefined)?.visibility;
  return visibility !== undefined && !visibility.includes("model");
};

async function tell(bridge: AppBridge, client: Client): Promise<void> {
  await bridge.sendToolInput({ arguments: given });
  await bridge.sendToolResult((await client.callTool({ name: tool, arguments: given })) as never);
}

void show();

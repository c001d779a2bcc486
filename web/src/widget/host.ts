// The chat host around the board: JSON-RPC over postMessage as MCP Apps lays it down (protocol 2026-01-26).

const PROTOCOL = "2026-01-26";
const UNKNOWN_METHOD = -32601;

type Params = Record<string, unknown>;

interface Message {
  jsonrpc: "2.0";
  id?: number | string;
  method?: string;
  params?: Params;
  result?: unknown;
  error?: { code: number; message: string };
}

/** How the host looks, and which call the board stands under. */
export interface Surroundings {
  theme?: "light" | "dark";
  styles?: { variables?: Record<string, string | undefined>; css?: { fonts?: string } };
  toolInfo?: { tool?: { name?: string } };
}

/** What a tool answered. */
export interface ToolResult {
  content?: { type: string; text?: string }[];
  structuredContent?: Params;
  isError?: boolean;
  _meta?: Params;
}

/** What the host tells by itself. */
export interface Listener {
  given(asked: Params): void;
  answered(result: ToolResult): void;
  cancelled(): void;
  surrounded(by: Surroundings): void;
}

interface Welcome {
  hostContext?: Surroundings;
  hostCapabilities?: Record<string, unknown>;
}

const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
let last = 0;
let able: Record<string, unknown> = {};

// The host's origin is not known to a sandboxed frame; only its window is listened to.
const post = (message: Message) => window.parent.postMessage(message, "*");

function request<T>(method: string, params: Params): Promise<T> {
  last += 1;
  post({ jsonrpc: "2.0", id: last, method, params });
  return new Promise<unknown>((resolve, reject) => waiting.set(last, { resolve, reject })) as Promise<T>;
}

const notify = (method: string, params: Params) => post({ jsonrpc: "2.0", method, params });

/** Says hello and listens from then on; the board follows the host's look and tells its own height. */
export async function meet(listener: Listener): Promise<void> {
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.source === window.parent && isMessage(event.data)) take(event.data, listener);
  });
  const welcome = await request<Welcome>("ui/initialize", {
    appInfo: { name: "tasklark-board", version: "1" },
    appCapabilities: {},
    protocolVersion: PROTOCOL,
  });
  able = welcome.hostCapabilities ?? {};
  listener.surrounded(welcome.hostContext ?? {});
  notify("ui/notifications/initialized", {});
}

const isMessage = (data: unknown): data is Message => typeof data === "object" && data !== null && (data as Message).jsonrpc === "2.0";

function take(message: Message, listener: Listener): void {
  const { id, method, params = {} } = message;
  if (method === undefined) return settle(message);
  if (id !== undefined) return answer(id, method);
  if (method === "ui/notifications/tool-input") listener.given((params.arguments as Params | undefined) ?? {});
  if (method === "ui/notifications/tool-result") listener.answered(params as ToolResult);
  if (method === "ui/notifications/tool-cancelled") listener.cancelled();
  if (method === "ui/notifications/host-context-changed") listener.surrounded(params as Surroundings);
}

function settle({ id, result, error }: Message): void {
  const caller = waiting.get(Number(id));
  waiting.delete(Number(id));
  if (error) caller?.reject(new Error(error.message));
  else caller?.resolve(result);
}

/** The host may ask whether the board is alive, and tells it before it goes. */
function answer(id: number | string, method: string): void {
  const known = method === "ping" || method === "ui/resource-teardown";
  post(known ? { jsonrpc: "2.0", id, result: {} } : { jsonrpc: "2.0", id, error: { code: UNKNOWN_METHOD, message: `Unknown method ${method}` } });
}

export const callTool = (name: string, asked: object) => request<ToolResult>("tools/call", { name, arguments: asked });

/** Opens an address in the person's browser. */
export const openLink = (url: string) => request("ui/open-link", { url });

/** Tells the model, with the person's next message, what was done here. */
export function tellModel(lines: readonly string[]): void {
  if (!("updateModelContext" in able)) return;
  void request("ui/update-model-context", { content: [{ type: "text", text: lines.join("\n") }] }).catch(() => undefined);
}

/** The host gives the frame the height that the board has. */
export function followSize(element: HTMLElement): void {
  const tell = () => notify("ui/notifications/size-changed", { width: Math.ceil(element.clientWidth), height: Math.ceil(element.getBoundingClientRect().height) });
  new ResizeObserver(tell).observe(element);
}

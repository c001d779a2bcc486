// One call of a tool; what it refuses is a problem in its own words, as from the page's server.
import { Problem } from "../model/api";
import { callTool, type ToolResult } from "./host";

export async function ask(tool: string, asked: object): Promise<ToolResult> {
  const result = await callTool(tool, asked).catch((error: Error) => {
    throw new Problem(400, { detail: error.message });
  });
  if (!result.isError) return result;
  const [detail = "", hint = ""] = (result.content?.[0]?.text ?? "").split("\n");
  throw new Problem(422, { detail, hint });
}

import { asyncApi } from "@elsewhere/protocol/describe/asyncapi";
import { webParts } from "@elsewhere/protocol/describe/markdown";
import { openApi } from "@elsewhere/protocol/describe/openapi";
import type { Tree } from "../check/tree.ts";
import type { Generated } from "./document.ts";

const web = "docs/protocol/web.md";
const corpus = "packages/protocol/corpus/valid";

/** What in docs/protocol/ follows from the schemas and the golden examples. */
export const protocolDocuments: readonly Generated[] = [
  { file: "docs/protocol/openapi.json", make: () => json(openApi("http://localhost:8080")) },
  { file: "docs/protocol/asyncapi.json", make: () => json(asyncApi("localhost:8080")) },
  ...Object.entries(webParts).map(([part, make]) => ({ file: web, part, make: () => `\n${make()}\n` })),
  { file: web, part: "session", make: (tree) => `\n${session(tree)}\n` },
];

function json(document: object): string {
  return JSON.stringify(document, undefined, 2);
}

/** A short session, made of examples that are tested. `>` is sent by the client. */
function session(tree: Tree): string {
  const line = (sign: string, name: string) => {
    const { value } = JSON.parse(tree.read(`${corpus}/${name}.json`)) as { readonly value: object };
    return `${sign} ${JSON.stringify(value)}`;
  };
  return [
    "```json",
    line(">", "request-hello"),
    line("<", "answer-hello"),
    line("<", "notice-message"),
    line("<", "notice-presence"),
    line("<", "notice-caught-up"),
    line(">", "request-ack"),
    line(">", "request-send-message"),
    line("<", "answer-send-message"),
    line("<", "notice-closing"),
    "```",
  ].join("\n");
}

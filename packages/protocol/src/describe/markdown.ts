import { rejectionCodes, type RejectionCode } from "@elsewhere/core";
import { closeCodes, mayComeBack } from "../codes.ts";
import { httpStatus } from "../http-status.ts";
import { limits } from "../limits.ts";
import { durableNotices, liveNotices } from "../notices.ts";
import { requests, type RequestName } from "../requests.ts";
import { resources } from "./resources.ts";
import { namedSchemas, plain, type Json } from "./schema.ts";
import { fieldsOf, schemaText } from "./schema-text.ts";

/** Parts of docs/protocol/web.md that follow from the schemas; the rest of it is written by hand. */
export const webParts = {
  requests: requestsText,
  notices: noticesText,
  values: valuesText,
  errors: errorsText,
  "close codes": closeCodesText,
  limits: limitsText,
  resources: resourcesText,
} as const satisfies Record<string, () => string>;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function fieldList(schema: Json): string {
  const fields = fieldsOf(schema);
  if (fields.length === 0) return "nothing";
  return fields.map(({ name, optional, text }) => `\`${name}\`${optional ? "?" : ""}: ${text}`).join("<br>");
}

const audiences = {
  socket: "Of a connection only",
  device: "Of every signed-in device",
  admin: "Of administrators",
} as const;

function requestsText(): string {
  const names = Object.keys(requests) as RequestName[];
  return Object.entries(audiences)
    .map(([who, title]) => {
      const rows = names
        .filter((name) => requests[name].who === who)
        .map((name) => {
          const { about, args, answer } = requests[name];
          return [`\`${name}\``, about, fieldList(plain(args)), fieldList(plain(answer))];
        });
      return `### ${title}\n\n${table(["request", "what it does", "takes", "answers"], rows)}`;
    })
    .join("\n\n");
}

function noticesText(): string {
  const rows = (notices: Readonly<Record<string, object>>) =>
    Object.entries(notices).map(([name, schema]) => [`\`${name}\``, fieldList(withoutName(schema as Json))]);
  return [
    "### Durable: with a place in a topic, sent again to whoever missed them",
    table(["on", "fields"], rows(durableNotices)),
    "### Live: not kept",
    table(["on", "fields"], rows(liveNotices)),
  ].join("\n\n");
}

/** `on` is the name in the first column. */
function withoutName(schema: Json): Json {
  const all = JSON.parse(JSON.stringify(schema)) as { properties: Record<string, unknown> };
  delete all.properties["on"];
  return all;
}

function valuesText(): string {
  return Object.entries(namedSchemas)
    .map(([name, schema]) => {
      const rows = fieldsOf(plain(schema)).map((field) => [
        `\`${field.name}\`${field.optional ? "?" : ""}`,
        field.text,
        field.about,
      ]);
      return `### ${name}\n\n${table(["field", "value", "meaning"], rows)}`;
    })
    .join("\n\n");
}

function errorsText(): string {
  const rows = (Object.keys(rejectionCodes) as RejectionCode[]).map((code) => {
    const { temporary, text } = rejectionCodes[code];
    return [`\`${code}\``, String(httpStatus[code]), temporary ? "yes" : "", text];
  });
  return table(["code", "HTTP", "may pass", "text"], rows);
}

function closeCodesText(): string {
  const rows = Object.entries(closeCodes).map(([reason, { code, text }]) => [
    String(code),
    `\`${reason}\``,
    mayComeBack(code) ? "yes" : "no",
    text,
  ]);
  return table(["code", "reason", "come back", "meaning"], rows);
}

function limitsText(): string {
  return table(
    ["limit", "value"],
    Object.entries(limits).map(([name, value]) => [`\`${name}\``, String(value)]),
  );
}

function resourcesText(): string {
  const rows = resources.map(({ method, path, about, signedIn, body, answer }) => [
    `\`${method.toUpperCase()} ${path}\``,
    about,
    signedIn ? "yes" : "",
    body === undefined ? "" : typeof body === "string" ? body : schemaText(plain(body)),
    typeof answer === "string" ? answer : schemaText(plain(answer)),
  ]);
  return table(["resource", "what it does", "token", "takes", "answers"], rows);
}

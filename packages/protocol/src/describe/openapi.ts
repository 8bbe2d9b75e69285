import type { TSchema } from "typebox";
import { rejectionCodes, type RejectionCode } from "@elsewhere/core";
import { httpStatus } from "../http-status.ts";
import { requests, type RequestName } from "../requests.ts";
import { resources, type Resource } from "./resources.ts";
import { schemaComponents, withReferences, type Json } from "./schema.ts";

const base = "#/components/schemas/";

/** The HTTP interface as an OpenAPI 3.1 document, from the schemas it is checked with. `url`: of the server. */
export function openApi(url: string): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Elsewhere",
      version: "1",
      description: "One identity, many points of presence. Errors are `{ error }` with a word from one list.",
    },
    servers: [{ url }],
    security: [{ token: [] }, { cookie: [] }],
    tags: [{ name: "requests" }, { name: "resources" }],
    paths: pathsOf([...resources.map(resourceEntry), ...requestEntries()]),
    components: {
      schemas: schemaComponents(base),
      responses: responseComponents(),
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "The token of a device." },
        cookie: { type: "apiKey", in: "cookie", name: "elsewhere", description: "For pages of this server." },
      },
    },
  };
}

type Entry = readonly [path: string, method: string, operation: Json];

function pathsOf(entries: readonly Entry[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [path, method, operation] of entries) (paths[path] ??= {})[method] = operation;
  return paths;
}

function requestEntries(): Entry[] {
  return (Object.keys(requests) as RequestName[])
    .filter((name) => requests[name].who !== "socket")
    .map((name) => [`/api/v1/do/${name}`, "post", requestOperation(name)]);
}

function requestOperation(name: RequestName): Json {
  const { who, about, args, answer } = requests[name];
  const refusals: RejectionCode[] = [
    "invalid-request",
    "not-signed-in",
    "not-allowed",
    "too-fast",
    "unavailable",
    "internal-error",
  ];
  return {
    operationId: name,
    tags: ["requests"],
    summary: who === "admin" ? `${about} For administrators.` : about,
    parameters: [
      {
        name: "Idempotency-Key",
        in: "header",
        description: "Names the command: repeated, it is answered as the first time.",
        schema: { type: "string", maxLength: 64 },
      },
    ],
    requestBody: { required: false, content: jsonContent(args) },
    responses: {
      "200": { description: "Done.", content: jsonContent(answer) },
      ...refusalsOf(refusals),
      default: { description: "Refused with another word of the list.", content: errorContent },
    },
  };
}

function resourceEntry(resource: Resource): Entry {
  return [resource.path, resource.method, resourceOperation(resource)];
}

function resourceOperation(resource: Resource): Json {
  const { name, about, signedIn, body, refusals } = resource;
  return {
    operationId: name,
    tags: ["resources"],
    summary: about,
    ...(signedIn ? {} : { security: [] }),
    parameters: parametersOf(resource),
    ...(body === undefined ? {} : { requestBody: { required: true, content: bodyContent(body) } }),
    responses: {
      ...successOf(resource),
      ...refusalsOf(signedIn ? ["not-signed-in", ...refusals] : refusals),
    },
  };
}

function parametersOf({ path, query = {}, headers = {} }: Resource): Json[] {
  const string = { type: "string" };
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: string,
  }));
  const listed = (place: string, those: Readonly<Record<string, string>>) =>
    Object.entries(those).map(([name, description]) => ({ name, in: place, description, schema: string }));
  return [...inPath, ...listed("query", query), ...listed("header", headers)];
}

function jsonContent(schema: TSchema): Json {
  return { "application/json": { schema: withReferences(schema, base) } };
}

const errorContent: Json = {
  "application/json": {
    schema: { type: "object", required: ["error"], properties: { error: { $ref: `${base}Error` } } },
  },
};

function bodyContent(body: TSchema | "bytes" | "frames"): Json {
  if (body === "bytes") return { "*/*": { schema: { type: "string", format: "binary" } } };
  if (body !== "frames") return jsonContent(body);
  const frame = { type: "object", required: ["do"], properties: { id: {}, do: { type: "string" } } };
  return { "application/json": { schema: { anyOf: [frame, { type: "array", items: frame }] } } };
}

function successOf({ answer, name }: Resource): Json {
  if (answer === "nothing") return { "204": { description: "Done." } };
  if (answer === "bytes") {
    const content = { "*/*": { schema: { type: "string", format: "binary" } } };
    return {
      "200": { description: "All bytes.", content },
      "206": { description: "The part that was asked for.", content },
      "304": { description: "The bytes are those that are known." },
      "416": { description: "There is no such part." },
    };
  }
  if (typeof answer === "string") return { "200": { description: "Text.", content: { "*/*": {} } } };
  const content = jsonContent(answer);
  if (name !== "fetch") return { "200": { description: "Done.", content } };
  const events = { "text/event-stream": { schema: { type: "string" } } };
  return { "200": { description: "Frames.", content: { ...content, ...events } } };
}

const responses = "#/components/responses/";

/** Statuses of refusals; the words of each are told once for all operations. */
function refusalsOf(codes: readonly RejectionCode[]): Json {
  const statuses = new Set(codes.map((code) => httpStatus[code]));
  return Object.fromEntries([...statuses].map((status) => [status, { $ref: `${responses}${status}` }]));
}

function responseComponents(): Json {
  const byStatus = new Map<number, RejectionCode[]>();
  for (const [code, status] of Object.entries(httpStatus) as [RejectionCode, number][]) {
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${rejectionCodes[code].text}`).join(" "),
        content: errorContent,
      },
    ]),
  );
}

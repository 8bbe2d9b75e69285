import { AnswerError, AnswerOk } from "../frames.ts";
import { durableNotices, liveNotices } from "../notices.ts";
import { requests, type RequestName } from "../requests.ts";
import { subprotocol } from "../subprotocol.ts";
import { schemaComponents, withReferences, type Json } from "./schema.ts";

const schemas = "#/components/schemas/";
const messages = "#/components/messages/";

/** The session of `/connect` as an AsyncAPI 3.0 document. `host`: of the server, with its port. */
export function asyncApi(host: string): Json {
  const asked = Object.keys(requests) as RequestName[];
  const told = [...Object.keys(durableNotices), ...Object.keys(liveNotices)];
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Elsewhere",
      version: "1",
      description:
        `JSON over WebSocket, subprotocol \`${subprotocol}\`. A WebSocket message is one frame or an array of frames. ` +
        "The same frames go over `/events` where no WebSocket gets through.",
    },
    defaultContentType: "application/json",
    servers: { server: { host, protocol: "wss", pathname: "/connect" } },
    channels: {
      session: {
        address: "/connect",
        servers: [{ $ref: "#/servers/server" }],
        messages: Object.fromEntries(
          [...asked.map(requestKey), ...told.map(noticeKey), "answer", "error"].map((key) => [
            key,
            { $ref: messages + key },
          ]),
        ),
        bindings: { ws: { method: "GET", bindingVersion: "0.1.0" } },
      },
    },
    operations: operationsOf(asked, told),
    components: { schemas: schemaComponents(schemas), messages: allMessages(asked) },
  };
}

const requestKey = (name: string) => `request-${name}`;
const noticeKey = (name: string) => `notice-${name}`;
const inSession = (key: string) => ({ $ref: `#/channels/session/messages/${key}` });

/** Seen from the server: it receives requests and sends notices. */
function operationsOf(asked: readonly string[], told: readonly string[]): Json {
  const channel = { $ref: "#/channels/session" };
  return {
    ask: {
      action: "receive",
      channel,
      summary: "A request, and its answer under the same id.",
      messages: asked.map((name) => inSession(requestKey(name))),
      reply: { channel, messages: ["answer", "error"].map(inSession) },
    },
    tell: {
      action: "send",
      channel,
      summary: "What a point is told unasked.",
      messages: told.map((name) => inSession(noticeKey(name))),
    },
  };
}

function allMessages(asked: readonly RequestName[]): Json {
  const found: Record<string, Json> = {};
  for (const name of asked) found[requestKey(name)] = requestMessage(name);
  for (const [name, schema] of Object.entries({ ...durableNotices, ...liveNotices })) {
    found[noticeKey(name)] = { name, payload: withReferences(schema, schemas) };
  }
  found["answer"] = { name: "answer", payload: withReferences(AnswerOk, schemas) };
  found["error"] = { name: "error", payload: withReferences(AnswerError, schemas) };
  return found;
}

function requestMessage(name: RequestName): Json {
  const { about, args, answer, who } = requests[name];
  const payload = withReferences(args, schemas) as {
    readonly required?: readonly string[];
    readonly properties?: Json;
  };
  return {
    name,
    summary: who === "admin" ? `${about} For administrators.` : about,
    payload: {
      ...payload,
      required: ["do", ...(payload.required ?? [])],
      properties: { id: { type: "string", maxLength: 64 }, do: { const: name }, ...payload.properties },
    },
    "x-answer": withReferences(answer, schemas),
  };
}

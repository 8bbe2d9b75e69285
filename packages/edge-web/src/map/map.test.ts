import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  isRejection,
  type AnswerOf,
  type AskName,
  type Body,
  type ConversationId,
  type Entry,
  type Told,
  type TopicId,
} from "@elsewhere/core";
import { durableNotices, liveNotices, requests, type RequestName } from "@elsewhere/protocol";
import { strict } from "@elsewhere/protocol/testing/strict";
import { createValidators } from "@elsewhere/protocol/validate";
import { createEncoder } from "./encode.ts";
import { readAddress } from "./names.ts";
import { translationOf } from "./requests.ts";
import type { Place } from "./translation.ts";
import { asked } from "../testing/asked.ts";
import { answers, bodies, point, settings, snapshot } from "../testing/samples.ts";

const validators = createValidators();
const conversation = "g:abcdefgh" as ConversationId;
const topic = conversation as TopicId;
const place: Place = {
  domain: "example.org",
  publicUrl: "https://example.org",
  cleanSettings: (value) =>
    (validators.clean(requests["set-settings"].args, { settings: value }) as { settings: object }).settings,
};
const entryOf = (body: Body): Entry => ({ offset: 7, at: 1000, body });
const decode = (told: Told) => JSON.parse(createEncoder().encode(told)) as Record<string, unknown>;

describe("words of the domain on the wire", () => {
  it.each(Object.values(bodies).map((body) => [body.type, body] as const))(
    "[MAP1] %s is told as its schema says",
    (type, body) => {
      const notice = decode({ type: "entry", topic, entry: entryOf(body), how: "alert", why: "in-use" });
      expect(validators.wrong(strict(durableNotices[type]), notice)).toBeUndefined();
      expect(notice).toMatchObject({ on: type, topic, offset: 7, at: 1000 });
      expect("how" in notice).toBe(type === "message");
    },
  );

  it.each<Exclude<Told, { type: "entry" }>>([
    { type: "snapshot", snapshot },
    { type: "caught-up" },
    { type: "people", people: [{ account: "bob" as never, displayName: "Bob", kind: "person" }] },
    { type: "presence", presence: answers.presence.presence },
    { type: "points", points: [point] },
    { type: "typing", conversation, account: "bob" as never },
    { type: "alert", conversation, message: "g:abcdefgh.7" as never, why: "no-reaction" },
    { type: "clear", conversation, upTo: 7 },
    { type: "rotate" },
  ])("[MAP2] $type is told as its schema says", (told) => {
    const notice = decode(told);
    expect(validators.wrong(strict(liveNotices[told.type]), notice)).toBeUndefined();
    if (told.type !== "snapshot") return;
    for (const entry of notice["entries"] as { on: keyof typeof durableNotices }[]) {
      expect(validators.wrong(strict(durableNotices[entry.on]), entry)).toBeUndefined();
    }
  });

  it("[MAP3] an entry is encoded once, however many points are told of it with whatever reason", () => {
    const encoder = createEncoder();
    let reads = 0;
    const body = {
      ...bodies.message,
      get text() {
        reads++;
        return "hi";
      },
    };
    const entry = entryOf(body);
    const texts = [undefined, "alert", "silent", "silent", "alert"].map((how) =>
      encoder.encode({
        type: "entry",
        topic,
        entry,
        ...(how === undefined ? undefined : { how: how as "alert", why: "in-use" }),
      }),
    );
    expect(reads).toBe(1);
    expect(texts[2]).toBe(texts[3]);
    expect(texts.map((text) => (JSON.parse(text) as { how?: string }).how)).toEqual([
      undefined,
      "alert",
      "silent",
      "silent",
      "alert",
    ]);
    const push = JSON.parse(encoder.encode({ type: "entry", topic, entry, how: "show" })) as object;
    expect(push).toMatchObject({ on: "message", how: "show" });
    expect(push).not.toHaveProperty("why");
  });

  it("[MAP4] name and name@domain are the same account; another domain is nobody here", () => {
    expect(readAddress("Alice", "example.org")).toBe("alice");
    expect(readAddress("alice@Example.org", "example.org")).toBe("alice");
    expect(readAddress("sip:alice@example.org", "example.org")).toBe("alice");
    for (const text of ["alice@other.net", "a b", "", "@example.org", "al:ice"]) {
      expect(readAddress(text, "example.org")).toMatchObject({ rejected: "no-such-account" });
    }
  });

  const names = (Object.keys(requests) as RequestName[]).filter((name) => requests[name].who !== "socket");
  it.each(names)("[MAP5] %s becomes its ask, and the answer is as the schema says", (name) => {
    const sample = asked[name as keyof typeof asked];
    expect(validators.wrong(strict(requests[name].args), sample.args)).toBeUndefined();
    const translation = translationOf(name);
    expect(translation?.ask(sample.args, place)).toEqual(sample.ask);
    const given: AnswerOf<AskName> = answers[sample.ask.type as keyof typeof answers] ?? {};
    const answer = translation?.answer(given, place, sample.args);
    const schema = strict(requests[name].answer);
    expect(validators.wrong(schema, JSON.parse(JSON.stringify(answer)))).toBeUndefined();
  });

  it.each([
    ["send-message", { to: "alice@other.net", text: "hi" }, "no-such-account"],
    ["send-message", { to: "g:x", text: "hi" }, "no-such-conversation"],
    ["edit-message", { message: "g:abcdefgh", text: "hi" }, "no-such-message"],
    ["history", { conversation: "abc" }, "no-such-conversation"],
    ["resume", { topic: "a:A B", after: 0 }, "no-such-conversation"],
    ["create-group", { title: "x", members: ["bob", "b b"] }, "no-such-account"],
    ["admin-add-account", { account: "no way" }, "invalid-request"],
    ["sign-out", {}, "invalid-request"],
    ["group-link", { link: "d:alice:bob.secret" }, "no-such-invitation"],
    ["join-group", { link: "no link at all" }, "no-such-invitation"],
    ["deliveries", { messages: ["g:abcdefgh"] }, "no-such-message"],
  ] as const)("[MAP6] %s of %j is %s", (name, args, code) => {
    const ask = translationOf(name)?.ask(args, place);
    expect(ask !== undefined && isRejection(ask) && ask.rejected).toBe(code);
  });

  it("[MAP7] settings are taken without undeclared fields, at any depth", () => {
    const rule = { id: "r1", data: "messages", how: "never" };
    const dirty = { ...settings, evil: 1, rules: [{ ...rule, evil: { deep: 1 } }] };
    const ask = translationOf("set-settings")?.ask({ settings: dirty }, place);
    expect(ask).toEqual({ type: "set-settings", settings: { ...settings, rules: [rule] } });
    const some = translationOf("set-settings")?.ask({ settings: { watchers: "nobody" } }, place);
    expect(some).toEqual({ type: "set-settings", settings: { watchers: "nobody" } });
    expect(defaultSettings.watchers).toBe("contacts");
  });

  it("[MAP8] a plan is told with the label of each device and the reason as a sentence", () => {
    const answer = translationOf("why")?.answer(answers.why, place, { datum: "g:abcdefgh.7" });
    expect(answer).toMatchObject({
      plans: [
        {
          entries: [
            {
              device: "alice-phone",
              label: "Phone",
              how: "silent",
              reason: "active-elsewhere",
              rule: "message/elsewhere",
              text: "delivered silently: you were active on Laptop 4 s ago",
            },
          ],
        },
      ],
    });
  });
});

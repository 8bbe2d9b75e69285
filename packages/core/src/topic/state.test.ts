import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accountName,
  accountOfTopic,
  accountTopic,
  conversationId,
  directConversation,
  messageId,
  messagePlace,
  partiesOf,
  type DeviceId,
} from "../names.ts";
import { defaultSettings } from "../people/settings.ts";
import { alice, bob, carol, team, withBob } from "../testing/desk.ts";
import { keyOf, type Body, type Entry } from "./entry.ts";
import { applyEntry, emptyTopic, entriesOf, entryAt } from "./state.ts";

const message = (text: string): Body => ({
  type: "message",
  by: alice,
  device: "laptop" as DeviceId,
  command: text,
  text,
});
const member = (account = bob, role: "member" | "gone" = "member"): Body => ({
  type: "member",
  account,
  role,
  by: alice,
});
const all = (...bodies: Body[]): Entry[] => bodies.map((body, index) => ({ offset: index + 1, at: 1, body }));
const stateOf = (entries: readonly Entry[]) => entries.reduce(applyEntry, emptyTopic(withBob));

describe("names", () => {
  it("[TOPIC1] accounts are lower case, begin and end with a letter or digit, and have at most 64 characters", () => {
    expect(accountName("Alice.B-1_x")).toBe("alice.b-1_x");
    for (const wrong of ["", "-a", "a-", ".a", "a b", "a:b", "é", "a".repeat(65), "a/b"])
      expect(accountName(wrong)).toBeUndefined();
    expect(accountName("a".repeat(64))).toHaveLength(64);
    expect(accountOfTopic(accountTopic(alice))).toBe(alice);
    expect(accountOfTopic(withBob)).toBeUndefined();
  });

  it("[TOPIC1] conversations and messages are read back as they were named", () => {
    expect(messagePlace(messageId(team, 12))).toEqual({ conversation: team, offset: 12 });
    expect(messagePlace(messageId(directConversation("a.7" as typeof alice, bob), 3))?.offset).toBe(3);
    for (const wrong of [
      "g:short",
      "g:UPPERCASE1",
      "d:alice",
      "d:alice:bob:x",
      "d::bob",
      "x:abcdefgh",
      "",
      "a:alice",
    ])
      expect(conversationId(wrong)).toBeUndefined();
    for (const wrong of [team, `${team}.`, `${team}.0`, `${team}.01`, `${team}.-1`, `${team}.1e3`, ".5"])
      expect(messagePlace(wrong)).toBeUndefined();
  });

  it("[TOPIC2] a direct conversation has one name", () => {
    expect(directConversation(alice, bob)).toBe(directConversation(bob, alice));
    expect(partiesOf(directConversation(bob, alice))).toEqual([alice, bob]);
    expect(partiesOf(team)).toBeUndefined();
    expect(conversationId("d:bob:alice")).toBeUndefined();
    expect(conversationId(directConversation(alice, alice))).toBe("d:alice:alice");
  });
});

describe("topics", () => {
  it("[TOPIC3] an entry replaces the one with its key", () => {
    const state = stateOf(all(member(bob), member(carol), member(bob, "gone")));
    expect(entryAt(state, "member", bob)).toMatchObject({ offset: 3, body: { role: "gone" } });
    expect(state.keys.size).toBe(2);
    expect(keyOf(message("a"))).toBeUndefined();
  });

  it("[TOPIC4] applying again changes nothing", () => {
    const entries = all(member(bob), message("a"), member(bob, "gone"));
    const state = stateOf(entries);
    expect(entries.reduce(applyEntry, state)).toBe(state);
  });

  it("[TOPIC5] messages and revisions move only the head", () => {
    const revised: Body = {
      type: "revised",
      of: 2,
      by: alice,
      change: "edited",
      sentAt: 1,
      message: message("b") as Extract<Body, { type: "message" }>,
    };
    const state = stateOf(all(member(carol), message("a"), revised, member(bob)));
    expect(state.head).toBe(4);
    expect(entriesOf(state, "member").map((entry) => entry.body.account)).toEqual([carol, bob]);
    expect(entriesOf(state, "receipt")).toEqual([]);
    expect([...state.keys.keys()]).toEqual(["member:carol", "member:bob"]);
  });

  it("[TOPIC5] any order of keyed entries ends with the newest of each key", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(alice, bob, carol)), (accounts) => {
        const state = stateOf(all(...accounts.map((account) => member(account))));
        for (const account of accounts)
          expect(entryAt(state, "member", account)?.offset).toBe(accounts.lastIndexOf(account) + 1);
      }),
    );
  });

  it("[TOPIC6] every keyed body is found by its type and name", () => {
    const device = "laptop" as DeviceId;
    const bodies: readonly [Body, string | undefined][] = [
      [{ type: "info", kind: "direct", createdBy: alice, createdAt: 1 }, undefined],
      [member(bob), bob],
      [{ type: "receipt", account: bob, delivered: 1, read: 1 }, bob],
      [{ type: "profile", kind: "person", displayName: "A" }, undefined],
      [{ type: "settings", settings: defaultSettings }, undefined],
      [{ type: "status", status: { state: "auto" } }, undefined],
      [{ type: "contact", account: bob, state: "mutual", blocked: false }, bob],
      [{ type: "joined", conversation: team, gone: false }, team],
      [{ type: "read", conversation: team, upTo: 1 }, team],
      [{ type: "draft", conversation: team, text: "", device }, team],
      [{ type: "kept", conversation: team, alerts: "all", pinned: false, archived: false }, team],
      [
        { type: "device", device, label: "L", kind: "app", capabilities: [], createdAt: 1, gone: false },
        device,
      ],
    ];
    const state = stateOf(all(...bodies.map(([body]) => body)));
    for (const [body, name] of bodies) expect(entryAt(state, body.type as "member", name)?.body).toBe(body);
  });
});

import { describe, expect, it } from "vitest";
import { accountTopic, type AccountName, type ConversationId, type DeviceId } from "../names.ts";
import { isRejection } from "../rejection.ts";
import { alice, bob, carol, Desk, team } from "../testing/desk.ts";
import { noon } from "../testing/points.ts";
import { contactOf, conversationsOf, keptOf, settingsOf, statusOf } from "./account-state.ts";
import { answerContact, askContact, blockContact, removeContact } from "./contacts.ts";
import { renameDevice, setProfile, setSettings, setStatus } from "./own.ts";
import { defaultSettings } from "./settings.ts";

const both = (desk: Desk) => [contactOf(desk.own(alice), bob).state, contactOf(desk.own(bob), alice).state];

function asked(): Desk {
  const desk = new Desk(alice, bob);
  desk.does(askContact, alice, { account: bob });
  return desk;
}

describe("contacts", () => {
  it("[CONT1] two people are contacts when one asked and the other agreed", () => {
    const desk = asked();
    expect(both(desk)).toEqual(["asked", "asking"]);
    desk.does(answerContact, bob, { account: alice, agree: true });
    expect(both(desk)).toEqual(["mutual", "mutual"]);
    expect(desk.does(askContact, alice, { account: bob })).toEqual([]);
  });

  it("[CONT2] asking back is agreeing; asking twice is asking once", () => {
    const desk = asked();
    expect(desk.does(askContact, alice, { account: bob })).toEqual([]);
    desk.does(askContact, bob, { account: alice });
    expect(both(desk)).toEqual(["mutual", "mutual"]);
  });

  it("[CONT3] only who was asked can answer; a no ends it for both", () => {
    const desk = asked();
    expect(desk.does(answerContact, alice, { account: bob, agree: true })).toBe("no-such-contact");
    desk.does(answerContact, bob, { account: alice, agree: false });
    expect(both(desk)).toEqual(["gone", "gone"]);
    expect(desk.does(removeContact, alice, { account: bob })).toBe("no-such-contact");
  });

  it("[CONT4] either side ends it for both", () => {
    const desk = asked();
    desk.does(askContact, bob, { account: alice });
    desk.does(removeContact, bob, { account: alice });
    expect(both(desk)).toEqual(["gone", "gone"]);
  });

  it("[CONT5] blocking ends the relation, and the blocked learn nothing from asking", () => {
    const desk = asked();
    desk.does(askContact, bob, { account: alice });
    desk.does(blockContact, bob, { account: alice, blocked: true });
    expect(both(desk)).toEqual(["gone", "gone"]);
    desk.does(askContact, alice, { account: bob });
    expect(both(desk)).toEqual(["asked", "gone"]);
    expect(contactOf(desk.own(bob), alice).blocked).toBe(true);
    expect(contactOf(desk.own(alice), bob).blocked).toBe(false);
    expect(desk.does(blockContact, bob, { account: alice, blocked: true })).toEqual([]);
  });

  it("[CONT5] a question that was open when it was blocked stays open for who asked", () => {
    const desk = asked();
    desk.does(blockContact, bob, { account: alice, blocked: true });
    expect(both(desk)).toEqual(["asked", "gone"]);
    desk.does(blockContact, bob, { account: alice, blocked: false });
    expect(contactOf(desk.own(bob), alice)).toMatchObject({ state: "gone", blocked: false });
  });

  it("[CONT6] nobody asks or blocks themselves, or somebody who is not there", () => {
    const desk = new Desk(alice, bob);
    expect(desk.does(askContact, alice, { account: alice })).toBe("not-allowed");
    expect(desk.does(blockContact, alice, { account: alice, blocked: true })).toBe("not-allowed");
    expect(desk.does(askContact, alice, { account: carol })).toBe("no-such-account");
    desk.know(carol, { disabled: true });
    expect(desk.does(askContact, alice, { account: carol })).toBe("no-such-account");
    expect(desk.does(blockContact, alice, { account: "x" as AccountName, blocked: true })).toBe(
      "no-such-account",
    );
  });

  it("[CONT7] both sides are as they were when it was decided, or it is decided again", () => {
    const desk = asked();
    const decision = desk.decide(answerContact, bob, { account: alice, agree: true });
    expect(!isRejection(decision) && decision.expect).toEqual([
      { topic: "a:bob", key: "contact:alice", offset: 1 },
      { topic: "a:alice", key: "contact:bob", offset: 1 },
    ]);
  });
});

describe("what people say of themselves", () => {
  const own = (desk: Desk) => desk.own(alice);

  it("[OWN1] what was never said is as usual", () => {
    const desk = new Desk(alice);
    expect(settingsOf(own(desk))).toBe(defaultSettings);
    expect(statusOf(own(desk), noon)).toEqual({ state: "auto" });
    expect(keptOf(own(desk), team)).toMatchObject({ alerts: "all", pinned: false, archived: false });
    expect(conversationsOf(own(desk))).toEqual([]);
  });

  it("[OWN2] settings change one by one; two rules of one id are refused", () => {
    const desk = new Desk(alice);
    desk.does(setSettings, alice, { settings: { watchers: "nobody" } });
    desk.does(setSettings, alice, { settings: { typingSent: false } });
    expect(settingsOf(own(desk))).toEqual({ ...defaultSettings, watchers: "nobody", typingSent: false });
    const rule = { id: "r", data: "messages", how: "silent" } as const;
    expect(desk.does(setSettings, alice, { settings: { rules: [rule, rule] } })).toBe("invalid-request");
  });

  it("[OWN3] a status holds until its end, which lies ahead", () => {
    const desk = new Desk(alice);
    expect(desk.does(setStatus, alice, { status: { state: "busy", until: noon } })).toBe("invalid-request");
    desk.does(setStatus, alice, { status: { state: "busy", until: noon + 60_000 } });
    expect(statusOf(own(desk), noon + 59_999).state).toBe("busy");
    expect(statusOf(own(desk), noon + 60_000)).toEqual({ state: "auto" });
  });

  it("[OWN4] a profile has a name, and keeps its kind", () => {
    const desk = new Desk(alice);
    expect(desk.does(setProfile, alice, { displayName: "  " })).toBe("invalid-request");
    desk.write(accountTopic(alice), { type: "profile", kind: "bot", displayName: "Old" });
    expect(desk.does(setProfile, alice, { displayName: " New " })).toEqual([
      { type: "profile", kind: "bot", displayName: "New" },
    ]);
    expect(desk.does(setProfile, alice, { displayName: "New" })).toEqual([]);
  });

  it("[OWN5] only one's own devices that are there are renamed", () => {
    const desk = new Desk(alice);
    const device = "d1" as DeviceId;
    const rename = (label: string) => desk.does(renameDevice, alice, { device, label });
    expect(rename("Phone")).toBe("no-such-device");
    const body = {
      type: "device",
      device,
      label: "Old",
      kind: "app",
      capabilities: [],
      createdAt: 1,
    } as const;
    desk.write(accountTopic(alice), { ...body, gone: false });
    expect(rename("Phone")).toMatchObject([{ label: "Phone", gone: false }]);
    expect(rename("Phone")).toEqual([]);
    desk.write(accountTopic(alice), { ...body, gone: true });
    expect(rename("Phone")).toBe("no-such-device");
  });

  it("[OWN6] conversations are those joined and not left", () => {
    const desk = new Desk(alice);
    const joined = (conversation: string, gone: boolean) =>
      desk.write(accountTopic(alice), {
        type: "joined",
        conversation: conversation as ConversationId,
        gone,
      });
    joined("g:first000", false);
    joined("g:second00", false);
    joined("g:first000", true);
    expect(conversationsOf(own(desk))).toEqual(["g:second00"]);
  });
});

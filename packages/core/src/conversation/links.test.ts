import { describe, expect, it } from "vitest";
import type { AccountName, ConversationId } from "../names.ts";
import { isRejection } from "../rejection.ts";
import { alice, bob, carol, Desk } from "../testing/desk.ts";
import { noon } from "../testing/points.ts";
import type { Asker } from "../exchange/ask.ts";
import { addMembers, createGroup, removeMember, setRole } from "./group.ts";
import { decideLink, joinGroup, linkOf, linksAtMost, revokeLink } from "./links.ts";
import { membersOf, roleOf } from "./membership.ts";

const dave = "dave" as AccountName;
const asAsker = (account: AccountName): Asker => ({ account, device: "d" as Asker["device"], admin: false });

function house(): {
  desk: Desk;
  conversation: ConversationId;
  made: (secret: string, more?: object) => number;
} {
  const desk = new Desk(alice, bob, carol, dave);
  const decision = desk.decide(createGroup, alice, { title: "Choir", members: [bob] });
  if (isRejection(decision)) throw new Error(decision.rejected);
  for (const { topic, body } of decision.entries) desk.write(topic, body);
  const { conversation } = decision.answer as { conversation: ConversationId };
  const made = (secret: string, more: object = {}): number => {
    const wish = { note: "for the choir", uses: 2, expiresIn: 60_000, ...more };
    const moment = { asker: asAsker(alice), at: noon };
    const link = decideLink(desk.topic(conversation), wish, `hash of ${secret}`, moment);
    if (isRejection(link)) throw new Error(link.rejected);
    for (const { topic, body } of link.entries) desk.write(topic, body);
    return link.slot;
  };
  return { desk, conversation, made };
}

describe("links into groups", () => {
  it("[LINK1] only owners make and take back links, and nobody for a direct conversation", () => {
    const { desk, conversation, made } = house();
    const slot = made("s");
    const wish = { note: undefined, uses: 1, expiresIn: 1 };
    const by = (account: AccountName, where: ConversationId) =>
      decideLink(desk.topic(where), wish, "h", { asker: asAsker(account), at: noon });
    expect(by(bob, conversation)).toMatchObject({ rejected: "not-an-owner" });
    expect(by(carol, conversation)).toMatchObject({ rejected: "not-a-member" });
    expect(by(alice, "d:alice:bob" as ConversationId)).toMatchObject({ rejected: "no-such-conversation" });
    expect(desk.does(revokeLink, bob, { conversation, slot })).toBe("not-an-owner");
  });

  it("[LINK2] whoever holds a link joins as a member, once, and is counted; the group and they are told", () => {
    const { desk, conversation, made } = house();
    made("s");
    expect(desk.does(joinGroup, carol, { conversation, secret: "s" })).toMatchObject([
      { type: "member", account: carol, role: "member", by: carol },
      { type: "joined", conversation, gone: false },
      { type: "link", usesLeft: 1, used: 1 },
    ]);
    expect(desk.does(joinGroup, carol, { conversation, secret: "s" })).toEqual([]);
    expect(desk.does(joinGroup, bob, { conversation, secret: "s" })).toEqual([]);
    expect(membersOf(desk.topic(conversation))).toEqual([alice, bob, carol]);
    const decision = desk.decide(joinGroup, dave, { conversation, secret: "s" });
    expect(!isRejection(decision) && decision.expect.map(({ key }) => key)).toEqual([
      "link:1",
      "member:dave",
      "member:alice",
    ]);
  });

  it("[LINK3] a link that is wrong, ended, used up or taken back lets nobody in", () => {
    const { desk, conversation, made } = house();
    const join = (secret: string, where = conversation) =>
      desk.does(joinGroup, carol, { conversation: where, secret });
    expect(join("guess")).toBe("no-such-invitation");
    expect(join("guess", "g:nothere00" as ConversationId)).toBe("no-such-invitation");
    made("short", { expiresIn: 1 });
    expect(join("short")).toBe("expired");
    made("once", { uses: 1 });
    desk.does(joinGroup, dave, { conversation, secret: "once" });
    expect(join("once")).toBe("used-up");
    const slot = made("back");
    desk.does(revokeLink, alice, { conversation, slot });
    expect(join("back")).toBe("no-such-invitation");
    expect(desk.does(revokeLink, alice, { conversation, slot })).toEqual([]);
    expect(desk.does(revokeLink, alice, { conversation, slot: 19 })).toBe("no-such-invitation");
  });

  it("[LINK4] who was shown out does not come back by a link; who left may", () => {
    const { desk, conversation, made } = house();
    made("s", { uses: 9 });
    desk.does(joinGroup, carol, { conversation, secret: "s" });
    desk.does(removeMember, carol, { conversation, account: carol });
    expect(desk.does(joinGroup, carol, { conversation, secret: "s" })).toHaveLength(3);
    desk.does(removeMember, alice, { conversation, account: carol });
    expect(desk.does(joinGroup, carol, { conversation, secret: "s" })).toBe("not-allowed");
    desk.does(addMembers, alice, { conversation, members: [carol] });
    expect(roleOf(desk.topic(conversation), carol)).toBe("member");
  });

  it("[LINK5] a link goes with its maker's right to bring people in", () => {
    const { desk, conversation, made } = house();
    made("s");
    desk.does(setRole, alice, { conversation, account: bob, role: "owner" });
    desk.does(setRole, bob, { conversation, account: alice, role: "member" });
    expect(desk.does(joinGroup, carol, { conversation, secret: "s" })).toBe("expired");
  });

  it("[LINK6] a group has a few links at a time, and the place of a dead one is given again", () => {
    const { desk, conversation, made } = house();
    for (let count = 1; count <= linksAtMost; count += 1) expect(made(`s${count}`)).toBe(count);
    expect(() => made("more")).toThrow("too-many");
    desk.does(revokeLink, alice, { conversation, slot: 7 });
    expect(made("again")).toBe(7);
    expect(linkOf(desk.topic(conversation), "hash of s7", noon)).toMatchObject({
      rejected: "no-such-invitation",
    });
  });
});

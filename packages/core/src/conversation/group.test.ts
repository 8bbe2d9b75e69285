import { describe, expect, it } from "vitest";
import type { AccountName, ConversationId } from "../names.ts";
import { blockContact } from "../people/contacts.ts";
import { isRejection } from "../rejection.ts";
import type { Body } from "../topic/entry.ts";
import { alice, bob, carol, Desk, withBob } from "../testing/desk.ts";
import {
  addMembers,
  createGroup,
  describeGroup,
  membersAtMost,
  removeMember,
  renameGroup,
  setRole,
} from "./group.ts";
import { exists, membersOf, ownersOf, roleOf } from "./membership.ts";
import { sendMessage } from "./message.ts";

const dave = "dave" as AccountName;

function team(...members: readonly AccountName[]): { desk: Desk; conversation: ConversationId } {
  const desk = new Desk(alice, bob, carol, dave);
  const decision = desk.decide(createGroup, alice, { title: " Team ", members });
  if (isRejection(decision)) throw new Error(decision.rejected);
  for (const { topic, body } of decision.entries) desk.write(topic, body);
  return { desk, conversation: (decision.answer as { conversation: ConversationId }).conversation };
}

describe("groups", () => {
  it("[GROUP1] who makes a group owns it, and everybody named is in it, once", () => {
    const { desk, conversation } = team(bob, bob, alice);
    const state = desk.topic(conversation);
    expect(membersOf(state)).toEqual([alice, bob]);
    expect(ownersOf(state)).toEqual([alice]);
    expect(state.keys.get("info")?.body).toMatchObject({ kind: "group", title: "Team" });
    expect(desk.own(bob).keys.get(`joined:${conversation}`)?.body).toMatchObject({ gone: false });
    expect(desk.does(createGroup, alice, { title: " ", members: [] })).toBe("invalid-request");
  });

  it("[GROUP2] nobody is brought in who would not take a message from the one who does it", () => {
    const { desk, conversation } = team(bob);
    desk.does(blockContact, carol, { account: alice, blocked: true });
    expect(desk.decide(addMembers, alice, { conversation, members: [carol] })).toEqual({
      rejected: "blocked",
      detail: carol,
    });
    const stranger = "stranger" as AccountName;
    expect(desk.does(createGroup, alice, { title: "T", members: [stranger] })).toBe("no-such-account");
    const decision = desk.decide(addMembers, alice, { conversation, members: [dave] });
    const expected = isRejection(decision) ? [] : decision.expect.map(({ topic, key }) => `${topic} ${key}`);
    expect(expected).toEqual(expect.arrayContaining(["a:dave contact:alice", "a:dave settings"]));
  });

  it("[GROUP3] only owners add, remove, rename, describe and give roles; to others the group may as well not exist", () => {
    const { desk, conversation } = team(bob);
    const tries = (by: AccountName) => [
      desk.does(addMembers, by, { conversation, members: [carol] }),
      desk.does(removeMember, by, { conversation, account: alice }),
      desk.does(renameGroup, by, { conversation, title: "x" }),
      desk.does(setRole, by, { conversation, account: bob, role: "owner" }),
      desk.does(describeGroup, by, { conversation, about: "x" }),
    ];
    expect(tries(bob)).toEqual(Array(5).fill("not-an-owner"));
    expect(tries(carol)).toEqual(Array(5).fill("not-a-member"));
    expect(desk.does(renameGroup, alice, { conversation: "g:nothere00" as ConversationId, title: "x" })).toBe(
      "no-such-conversation",
    );
    expect(exists(desk.topic("g:nothere00" as ConversationId))).toBe(false);
  });

  it("[GROUP4] a direct conversation is not a group", () => {
    const desk = new Desk(alice, bob, carol);
    desk.does(sendMessage, alice, { to: { account: bob }, text: "x" });
    expect(desk.does(addMembers, alice, { conversation: withBob, members: [carol] })).toBe("not-allowed");
    expect(desk.does(removeMember, alice, { conversation: withBob, account: alice })).toBe("not-allowed");
  });

  it("[GROUP9] what a group is for stays when it is renamed, and can be taken away", () => {
    const { desk, conversation } = team(bob);
    const describe = (about: string) => desk.does(describeGroup, alice, { conversation, about });
    expect(describe(" Thursdays ")).toMatchObject([{ type: "info", title: "Team", about: "Thursdays" }]);
    expect(describe("Thursdays")).toEqual([]);
    expect(desk.does(renameGroup, alice, { conversation, title: "Choir" })).toMatchObject([
      { title: "Choir", about: "Thursdays" },
    ]);
    const [info] = describe(" ");
    expect(info).not.toHaveProperty("about");
  });

  it("[GROUP5] whoever goes leaves a sign, for the group and for their own devices", () => {
    const { desk, conversation } = team(bob, carol);
    expect(desk.does(removeMember, bob, { conversation, account: bob })).toMatchObject([
      { type: "member", account: bob, role: "gone", by: bob },
      { type: "joined", conversation, gone: true },
    ]);
    expect(roleOf(desk.topic(conversation), bob)).toBeUndefined();
    expect(desk.does(removeMember, alice, { conversation, account: bob })).toEqual([]);
    expect(desk.does(addMembers, alice, { conversation, members: [bob, carol] })).toMatchObject([
      { type: "member", account: bob, role: "member" },
      { type: "joined", gone: false },
    ]);
  });

  it("[GROUP6] a group with members has an owner", () => {
    const { desk, conversation } = team(bob);
    expect(desk.does(removeMember, alice, { conversation, account: alice })).toBe("last-owner");
    expect(desk.does(setRole, alice, { conversation, account: alice, role: "member" })).toBe("last-owner");
    expect(desk.does(setRole, alice, { conversation, account: bob, role: "owner" })).toHaveLength(1);
    expect(desk.does(setRole, alice, { conversation, account: bob, role: "owner" })).toEqual([]);
    expect(desk.does(removeMember, alice, { conversation, account: alice })).toHaveLength(2);
    expect(desk.does(removeMember, bob, { conversation, account: bob })).toHaveLength(2);
    expect(membersOf(desk.topic(conversation))).toEqual([]);
  });

  it("[GROUP6] two owners who go at once: the second is decided again", () => {
    const { desk, conversation } = team(bob, carol);
    desk.does(setRole, alice, { conversation, account: bob, role: "owner" });
    const decision = desk.decide(removeMember, bob, { conversation, account: bob });
    const keys = isRejection(decision) ? [] : decision.expect.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(["member:alice", "member:bob"]));
  });

  it("[GROUP7] a group has at most a thousand members", () => {
    const many = Array.from({ length: membersAtMost }, (_, index) => `p${index}` as AccountName);
    const desk = new Desk(alice, bob, ...many);
    expect(desk.does(createGroup, alice, { title: "T", members: many })).toBe("too-many");
    const bodies = desk.does(createGroup, alice, { title: "T", members: many.slice(1) }) as readonly Body[];
    expect(bodies.filter((body) => body.type === "member")).toHaveLength(membersAtMost);
    const [joined] = [...desk.own(alice).keys.keys()].filter((key) => key.startsWith("joined:"));
    const conversation = joined?.slice(7) as ConversationId;
    expect(desk.does(addMembers, alice, { conversation, members: [bob] })).toBe("too-many");
  });

  it("[GROUP8] the same title again is no change", () => {
    const { desk, conversation } = team();
    expect(desk.does(renameGroup, alice, { conversation, title: "Team" })).toEqual([]);
    expect(desk.does(renameGroup, alice, { conversation, title: "Crew" })).toMatchObject([
      { title: "Crew", createdBy: alice },
    ]);
    expect(desk.does(renameGroup, alice, { conversation, title: "" })).toBe("invalid-request");
  });
});

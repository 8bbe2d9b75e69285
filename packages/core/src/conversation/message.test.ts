import { describe, expect, it } from "vitest";
import { accountTopic, directConversation, type ConversationId, type FileId } from "../names.ts";
import { blockContact } from "../people/contacts.ts";
import { setSettings } from "../people/own.ts";
import { isRejection } from "../rejection.ts";
import { alice, bob, carol, Desk, team, withBob } from "../testing/desk.ts";
import { createGroup } from "./group.ts";
import { setDraft } from "./keeping.ts";
import { deleteMessage, editMessage, react, sendMessage, withReaction } from "./message.ts";

const toBob = { to: { account: bob }, text: "hello" };
const at = (offset: number, conversation = withBob) => ({ place: { conversation, offset } });

/** A direct conversation: its beginning, and the message at 4. */
function talked(): Desk {
  const desk = new Desk(alice, bob, carol);
  desk.does(sendMessage, alice, toBob);
  return desk;
}

describe("sending", () => {
  it("[MSG1] the first message of two people begins their conversation, for both", () => {
    const desk = talked();
    expect(desk.message(withBob, 4)).toMatchObject({ text: "hello", by: alice, device: "alice-1" });
    expect([...desk.topic(withBob).keys.keys()]).toEqual(["info", "member:alice", "member:bob"]);
    for (const name of [alice, bob]) expect(desk.own(name).keys.has(`joined:${withBob}`)).toBe(true);
    expect(desk.does(sendMessage, bob, { to: { conversation: withBob }, text: "yes" })).toHaveLength(1);
  });

  it("[MSG1] two first messages at once: the second is decided again", () => {
    const desk = new Desk(alice, bob);
    const decision = desk.decide(sendMessage, bob, { to: { account: alice }, text: "hi" });
    desk.does(sendMessage, alice, toBob);
    expect(!isRejection(decision) && decision.expect).toContainEqual({
      topic: withBob,
      key: "info",
      offset: 0,
    });
    expect(desk.does(sendMessage, bob, { to: { account: alice }, text: "hi" })).toHaveLength(1);
  });

  it("[MSG2] notes to oneself are a conversation of one", () => {
    const desk = new Desk(alice);
    desk.does(sendMessage, alice, { to: { account: alice }, text: "milk" });
    const notes = directConversation(alice, alice);
    expect([...desk.topic(notes).keys.keys()]).toEqual(["info", "member:alice"]);
    expect(desk.message(notes, 3)?.text).toBe("milk");
  });

  it("[MSG3] nobody writes where they do not belong", () => {
    const desk = talked();
    const write = (by: typeof alice, conversation: string) =>
      desk.does(sendMessage, by, { to: { conversation: conversation as ConversationId }, text: "x" });
    expect(write(carol, withBob)).toBe("no-such-conversation");
    expect(write(carol, team)).toBe("no-such-conversation");
    desk.does(createGroup, alice, { title: "Team", members: [bob] });
    const [group] = [...desk.own(alice).keys.keys()].filter((key) => key.startsWith("joined:g:"));
    expect(write(carol, group?.slice("joined:".length) ?? "")).toBe("not-a-member");
  });

  it("[MSG4] who does not exist, is disabled, blocks the sender or wants contacts only takes nothing", () => {
    const desk = new Desk(alice, bob);
    const send = () => desk.does(sendMessage, alice, toBob);
    expect(desk.does(sendMessage, alice, { to: { account: carol }, text: "x" })).toBe("no-such-account");
    desk.know(bob, { disabled: true });
    expect(send()).toBe("account-disabled");
    desk.know(bob);
    desk.does(setSettings, bob, { settings: { messagesFrom: "contacts" } });
    expect(send()).toBe("blocked");
    desk.write(accountTopic(bob), { type: "contact", account: alice, state: "mutual", blocked: false });
    expect(send()).toHaveLength(6);
    desk.does(blockContact, bob, { account: alice, blocked: true });
    expect(send()).toBe("blocked");
  });

  it("[MSG4] a change of their mind meanwhile is seen", () => {
    const desk = talked();
    const decision = desk.decide(sendMessage, alice, toBob);
    const keys = isRejection(decision) ? [] : decision.expect.map(({ topic, key }) => `${topic} ${key}`);
    expect(keys).toEqual(expect.arrayContaining(["a:bob contact:alice", "a:bob settings"]));
  });

  it("[MSG5] a message says something, and answers only what is there", () => {
    const desk = talked();
    expect(desk.does(sendMessage, alice, { ...toBob, text: " \n" })).toBe("invalid-request");
    expect(desk.does(sendMessage, alice, { ...toBob, reply: 9 })).toBe("no-such-message");
    expect(desk.does(sendMessage, alice, { ...toBob, reply: 0 })).toBe("no-such-message");
    expect(desk.does(sendMessage, alice, { ...toBob, reply: 4 })).toMatchObject([{ reply: 4 }]);
  });

  it("[MSG6] only own files can be sent, as the server knows them", () => {
    const desk = talked();
    const id = "f1" as FileId;
    const send = () => desk.does(sendMessage, alice, { ...toBob, text: "", files: [id] });
    expect(send()).toBe("no-such-file");
    const file = { id, name: "a.png", type: "image/png", size: 3, hash: "x", createdAt: 1 };
    desk.files.push({ ...file, by: bob });
    expect(send()).toBe("no-such-file");
    desk.files.splice(0, 1, { ...file, by: alice, width: 2, height: 1 });
    expect(send()).toMatchObject([
      { text: "", files: [{ file: id, name: "a.png", type: "image/png", size: 3, width: 2, height: 1 }] },
    ]);
  });

  it("[MSG11] only who is in the conversation is mentioned, and each once", () => {
    const desk = talked();
    const text = "@bob @carol";
    expect(desk.does(sendMessage, alice, { ...toBob, text, mentions: [bob, carol, bob] })).toMatchObject([
      { mentions: [bob] },
    ]);
    const [nobody] = desk.does(sendMessage, alice, { ...toBob, mentions: [carol] }) as readonly object[];
    expect(nobody).not.toHaveProperty("mentions");
    desk.does(createGroup, alice, { title: "Team", members: [bob] });
    const group = [...desk.own(bob).keys.keys()].find((key) => key.startsWith("joined:g:"))?.slice(7) ?? "";
    const to = { conversation: group as ConversationId };
    expect(desk.does(sendMessage, alice, { to, text, mentions: [carol, bob] })).toMatchObject([
      { mentions: [bob] },
    ]);
  });

  it("[MSG12] a voice message is one own file of sound", () => {
    const desk = talked();
    const voice = { duration: 1200, waveform: [0, 255] };
    const send = (files: readonly string[]) =>
      desk.does(sendMessage, alice, { ...toBob, text: "", files: files as FileId[], voice });
    const file = { name: "voice.webm", size: 3, hash: "x", createdAt: 1, by: alice };
    desk.files.push(
      { ...file, id: "sound" as FileId, type: "audio/ogg" },
      { ...file, id: "film" as FileId, type: "video/webm" },
      { ...file, id: "picture" as FileId, type: "image/png" },
    );
    expect(send(["sound"])).toMatchObject([{ files: [{ file: "sound", type: "audio/ogg", voice }] }]);
    expect(send(["film"])).toMatchObject([{ files: [{ type: "audio/webm", voice }] }]);
    for (const files of [[], ["picture"], ["sound", "film"]]) expect(send(files)).toBe("invalid-request");
  });

  it("[MSG7] sending takes the draft away", () => {
    const desk = talked();
    desk.does(setDraft, alice, { conversation: withBob, text: "hel" });
    expect(desk.does(sendMessage, alice, toBob)).toMatchObject([
      { type: "draft", text: "" },
      { text: "hello" },
    ]);
  });
});

describe("changing", () => {
  it("[MSG8] only the author edits, and the message keeps its time", () => {
    const desk = talked();
    expect(desk.does(editMessage, bob, { ...at(4), text: "x" })).toBe("not-yours");
    expect(desk.does(editMessage, alice, { ...at(4), text: " " })).toBe("invalid-request");
    expect(desk.does(editMessage, alice, { ...at(4), text: "hello" })).toEqual([]);
    const [revised] = desk.does(editMessage, alice, { ...at(4), text: "hi" });
    expect(revised).toMatchObject({ change: "edited", of: 4, sentAt: expect.any(Number) as number });
    expect(desk.message(withBob, 4)).toMatchObject({ text: "hi", editedAt: expect.any(Number) as number });
    expect(desk.does(editMessage, alice, { ...at(9), text: "hi" })).toBe("no-such-message");
  });

  it("[MSG11] an edit mentions whom its text names", () => {
    const desk = talked();
    desk.does(sendMessage, alice, { ...toBob, text: "@bob", mentions: [bob] });
    const edit = (text: string) => {
      desk.does(editMessage, alice, { ...at(5), text });
      return desk.message(withBob, 5)?.mentions;
    };
    expect(edit("nobody")).toBeUndefined();
    expect(edit("*now @bob*, @carol, a@alice and `@alice`")).toEqual([bob]);
  });

  it("[MSG8] two changes decided at once: the second is decided again", () => {
    const desk = talked();
    const decision = desk.decide(editMessage, alice, { ...at(4), text: "a" });
    expect(!isRejection(decision) && decision.expect).toContainEqual({
      topic: withBob,
      key: "revised:4",
      offset: 0,
    });
    desk.does(editMessage, alice, { ...at(4), text: "b" });
    expect(desk.does(editMessage, alice, { ...at(4), text: "c" })).toHaveLength(1);
  });

  it("[MSG9] a deleted message leaves nothing of what it said; author and owners may delete", () => {
    const desk = talked();
    expect(desk.does(deleteMessage, bob, at(4))).toBe("not-yours");
    desk.does(react, bob, { ...at(4), emoji: "👍", on: true });
    desk.does(deleteMessage, alice, at(4));
    expect(desk.message(withBob, 4)).toEqual({
      type: "message",
      by: alice,
      device: "alice-1",
      command: expect.any(String) as string,
      text: "",
      deletedAt: expect.any(Number) as number,
    });
    for (const change of [
      () => desk.does(deleteMessage, alice, at(4)),
      () => desk.does(react, bob, { ...at(4), emoji: "👍", on: true }),
    ])
      expect(change()).toBe("no-such-message");
    desk.does(createGroup, alice, { title: "Team", members: [bob] });
    const group = [...desk.own(bob).keys.keys()].find((key) => key.startsWith("joined:g:"))?.slice(7) ?? "";
    const conversation = group as ConversationId;
    desk.does(sendMessage, bob, { to: { conversation }, text: "x" });
    expect(desk.does(deleteMessage, alice, at(4, conversation))).toMatchObject([{ change: "deleted" }]);
  });

  it("[MSG10] a reaction is there once for each person and goes when it is taken back", () => {
    const desk = talked();
    const thumb = { ...at(4), emoji: "👍" };
    desk.does(react, bob, { ...thumb, on: true });
    expect(desk.does(react, bob, { ...thumb, on: true })).toEqual([]);
    desk.does(react, alice, { ...thumb, on: true });
    expect(desk.message(withBob, 4)?.reactions).toEqual({ "👍": [bob, alice] });
    desk.does(react, bob, { ...thumb, on: false });
    desk.does(react, alice, { ...thumb, on: false });
    expect(desk.message(withBob, 4)?.reactions).toEqual({});
    expect(desk.does(react, carol, { ...thumb, on: true })).toBe("not-a-member");
  });

  it("[MSG10] at most fifty different ones, of whatever name", () => {
    const desk = talked();
    for (let index = 0; index < 50; index += 1)
      desk.does(react, bob, { ...at(4), emoji: `e${index}`, on: true });
    expect(desk.does(react, bob, { ...at(4), emoji: "one more", on: true })).toBe("too-many");
    expect(desk.does(react, alice, { ...at(4), emoji: "e1", on: true })).toHaveLength(1);
    const strange = withReaction({}, "__proto__", bob, true);
    expect(Object.keys(strange)).toEqual(["__proto__"]);
    expect(withReaction({}, "constructor", bob, false)).toEqual({});
  });
});

import type { AccountName, CardId, DeviceId, FileId, PassRecord } from "@elsewhere/core";
import {
  account,
  alice,
  aliceTopic,
  attachment,
  bob,
  carol,
  chat,
  commitOf,
  device,
  file,
  inChat,
  message,
  noon,
  other,
  plan,
  revised,
  say,
  textsOf,
  type Fresh,
  type Runner,
} from "./store-subject.ts";

/** Accounts, devices, passes and values. */
export function recordContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  describe("records", () => {
    it(
      "[STORE15] an account is kept, changed and listed by name",
      fresh(async (store) => {
        const admin = { ...account(bob, "Bob"), admin: true, passwordHash: "$argon2id$x" };
        await Promise.all([store.putAccount(admin), store.putAccount(account(alice))]);
        await store.putAccount({ ...account(alice, "Alice A."), disabled: true });
        expect(await store.readAccount(alice)).toEqual({ ...account(alice, "Alice A."), disabled: true });
        expect(await store.listAccounts()).toEqual([
          { ...account(alice, "Alice A."), disabled: true },
          admin,
        ]);
        expect(await store.readAccount(carol)).toBeUndefined();
      }),
    );

    it(
      "[STORE16] accounts are found by the beginning of name or display name, in any case",
      fresh(async (store) => {
        await store.putAccount(account(alice, "Zoë Quinn"));
        await store.putAccount(account(bob, "Äbel"));
        await store.putAccount(account("zoe.b" as AccountName, "Bea_%"));
        const find = async (text: string, limit = 10) =>
          (await store.findAccounts(text, limit)).map(({ name }) => name);
        expect(await find("zo")).toEqual(["alice", "zoe.b"]);
        expect(await find("ZOË")).toEqual(["alice"]);
        expect(await find("äB")).toEqual(["bob"]);
        expect(await find("quinn")).toEqual([]);
        expect(await find("%")).toEqual([]);
        expect(await find("", 2)).toEqual(["alice", "bob"]);
      }),
    );

    it(
      "[STORE17] a device is found by each of its tokens and is not after it is removed",
      fresh(async (store) => {
        const push = { endpoint: "https://push.example/1", p256dh: "key", auth: "secret" };
        const phone = { ...device("phone"), nextTokenHash: "next", retiredTokenHash: "retired", push };
        await Promise.all([
          store.putDevice(phone),
          store.putDevice(device("laptop")),
          store.putDevice(device("x", bob)),
        ]);
        for (const hash of ["token-of-phone", "next", "retired"]) {
          expect(await store.deviceByToken(hash)).toEqual(phone);
        }
        expect(await store.deviceByToken("unknown")).toBeUndefined();
        expect((await store.listDevices(alice)).map(({ id }) => id)).toEqual(["laptop", "phone"]);
        await store.putDevice(device("phone"));
        expect(await store.deviceByToken("next")).toBeUndefined();
        await store.removeDevice(phone.id);
        expect([await store.readDevice(phone.id), await store.deviceByToken("token-of-phone")]).toEqual([
          undefined,
          undefined,
        ]);
      }),
    );

    it(
      "[STORE39] passing devices that were not seen for long are found, longest unseen first",
      fresh(async (store) => {
        const passing = (id: string, lastSeenAt: number) =>
          store.putDevice({ ...device(id), tenure: "passing", lastSeenAt });
        await Promise.all([passing("late", noon + 2), passing("early", noon + 1), passing("now", noon + 9)]);
        await store.putDevice(device("phone"));
        const found = await store.passedDevices(noon + 5, 10);
        expect(found.map(({ id }) => id)).toEqual(["early", "late"]);
        expect((await store.passedDevices(noon + 5, 1)).map(({ id }) => id)).toEqual(["early"]);
      }),
    );

    it(
      "[STORE17] touching a device changes only when it was last seen",
      fresh(async (store) => {
        await store.putDevice(device("phone"));
        await store.touchDevice("phone" as DeviceId, noon + 9);
        await store.touchDevice("unknown" as DeviceId, noon + 9);
        expect(await store.readDevice("phone" as DeviceId)).toEqual({
          ...device("phone"),
          lastSeenAt: noon + 9,
        });
        expect(await store.readDevice("unknown" as DeviceId)).toBeUndefined();
      }),
    );

    it(
      "[STORE18] with an account go its devices, its topic and its plans; messages stay, offsets are not given twice",
      fresh(async (store) => {
        await store.putAccount(account(alice));
        await store.putDevice(device("laptop"));
        await say(store, chat, "stays");
        const profile = { type: "profile", kind: "person", displayName: "Alice" } as const;
        await store.commit(commitOf({ topic: aliceTopic, body: profile }));
        store.keepPlans([plan("m:1", alice), plan("m:1", bob)]);
        await store.removeAccount(alice);
        expect(await store.readAccount(alice)).toBeUndefined();
        expect(await store.listDevices(alice)).toEqual([]);
        expect(await store.readTopic(aliceTopic)).toEqual({ head: 1, entries: [] });
        expect(await store.readPlans("m:1")).toEqual([plan("m:1", bob)]);
        expect(await store.readHistory(chat, 100, 10)).toHaveLength(1);
        expect(await store.commit(commitOf({ topic: aliceTopic, body: profile }))).toEqual({
          outcome: "committed",
          offsets: [2],
        });
      }),
    );

    it(
      "[STORE19] a pass is used at most as often as it allows, also at once, and not when it expired",
      fresh(async (store) => {
        const pass: PassRecord = { hash: "h", kind: "sign-up", expiresAt: noon + 10, usesLeft: 2 };
        await store.putPass(pass);
        await store.putPass({ ...pass, hash: "i", by: alice, note: "for carol" });
        expect(await store.usePass("h", noon + 10)).toBeUndefined();
        const uses = await Promise.all([1, 2, 3].map(() => store.usePass("h", noon)));
        expect(uses.map((used) => used?.usesLeft)).toEqual([1, 0, undefined]);
        expect(await store.usePass("unknown", noon)).toBeUndefined();
        expect(await store.listPasses()).toEqual([
          { ...pass, usesLeft: 0 },
          { ...pass, hash: "i", by: alice, note: "for carol" },
        ]);
        await store.removePass("i");
        expect(await store.readPass("i")).toBeUndefined();
      }),
    );

    it(
      "[STORE20] a value is kept until it is put again",
      fresh(async (store, { reopen }) => {
        await store.putValue("key", "1");
        await store.putValue("key", "2");
        const again = reopen === undefined ? store : await reopen();
        expect([await again.readValue("key"), await again.readValue("none")]).toEqual(["2", undefined]);
      }),
    );
  });
}

/** Files and who refers to them. */
export function fileUseContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  const id = (name: string) => name as FileId;

  describe("files of messages", () => {
    it(
      "[STORE21] a file is in the conversations whose messages hold it",
      fresh(async (store) => {
        const picture = { ...file("one"), width: 640, height: 480 };
        await store.putFile(picture);
        expect(await store.readFile(id("one"))).toEqual(picture);
        expect(await store.fileInConversation(id("one"), chat)).toBe(false);
        await store.commit(commitOf(inChat(message("look", alice, [attachment("one")]))));
        expect(await store.fileInConversation(id("one"), chat)).toBe(true);
        expect(await store.fileInConversation(id("one"), other)).toBe(false);
        expect(await store.fileInConversation(id("two"), chat)).toBe(false);
      }),
    );

    it(
      "[STORE44] messages with pictures and messages with other files are found, newest first, page by page",
      fresh(async (store) => {
        for (const name of ["one", "two", "three"]) await store.putFile(file(name));
        await store.putFile({ ...file("list"), type: "application/pdf" });
        const list = { ...attachment("list"), type: "application/pdf" };
        await store.commit(commitOf(inChat(message("1", alice, [attachment("one"), attachment("two")]))));
        await store.commit(commitOf(inChat(message("2"))));
        await store.commit(commitOf(inChat(message("3", bob, [list, attachment("three")]))));
        await store.commit(commitOf({ topic: other, body: message("4", alice, [attachment("one")]) }));
        const found = async (...[kind, before, limit]: ["media" | "files", number, number]) =>
          textsOf(await store.readAttachments(chat, kind, before, limit));
        expect(await found("media", 100, 10)).toEqual(["3", "1"]);
        expect(await found("media", 100, 1)).toEqual(["3"]);
        expect(await found("media", 3, 10)).toEqual(["1"]);
        expect(await found("files", 100, 10)).toEqual(["3"]);
        await store.commit(commitOf(inChat(revised(3, "deleted", { ...message(""), deletedAt: noon }))));
        expect(await found("files", 100, 10)).toEqual([]);
      }),
    );

    it(
      "[STORE45] a card is kept for its time, and its picture is used by the message it went with, as no attachment",
      fresh(async (store) => {
        await store.putFile(file("shot"));
        const card = { url: "https://example.org/", title: "A page", image: attachment("shot") };
        const record = { id: "card1" as CardId, by: alice, at: noon, card };
        await store.putCard(record);
        expect(await store.readCard(record.id)).toEqual(record);
        await store.commit(commitOf(inChat({ ...message("see"), cards: [card] })));
        expect(await store.fileInConversation(id("shot"), chat)).toBe(true);
        expect(await store.unusedFiles(noon + 1, 10)).toEqual([]);
        expect(await store.readAttachments(chat, "media", 100, 10)).toEqual([]);
        await store.prune(noon + 1000, { commands: 0, plans: 0, cards: 1000 });
        expect(await store.readCard(record.id)).toEqual(record);
        await store.prune(noon + 1001, { commands: 0, plans: 0, cards: 1000 });
        expect(await store.readCard(record.id)).toBeUndefined();
        await store.commit(commitOf(inChat(revised(1, "edited", message("no link")))));
        expect(await store.unusedFiles(noon + 1, 10)).toHaveLength(1);
      }),
    );

    it(
      "[STORE22] files nobody refers to are found, oldest first, if they are old enough",
      fresh(async (store) => {
        await store.putFile(file("used", noon));
        await store.putFile(file("second", noon + 2));
        await store.putFile(file("first", noon + 1));
        await store.putFile(file("new", noon + 3));
        await store.commit(commitOf(inChat(message("look", alice, [attachment("used")]))));
        const unused = async (before: number, limit: number) =>
          (await store.unusedFiles(before, limit)).map((found) => found.id);
        expect(await unused(noon + 3, 10)).toEqual(["first", "second"]);
        expect(await unused(noon + 3, 1)).toEqual(["first"]);
        await store.removeFile(id("first"));
        expect(await unused(noon + 3, 10)).toEqual(["second"]);
      }),
    );

    it(
      "[STORE22] a deleted message lets go of its files, another message still holds them",
      fresh(async (store) => {
        await store.putFile(file("one"));
        await store.commit(commitOf(inChat(message("look", alice, [attachment("one")]))));
        await store.commit(
          commitOf({ topic: other, body: message("again", alice, [attachment("one"), attachment("one")]) }),
        );
        await store.commit(commitOf(inChat(revised(1, "deleted", { ...message(""), deletedAt: noon }))));
        expect(await store.fileInConversation(id("one"), chat)).toBe(false);
        expect(await store.unusedFiles(noon + 1, 10)).toEqual([]);
        const liked = { ...message("again", alice, [attachment("one")]), reactions: { "👍": [bob] } };
        await store.commit(commitOf({ topic: other, body: revised(1, "reacted", liked) }));
        expect(await store.fileInConversation(id("one"), other)).toBe(true);
        await store.commit(
          commitOf({ topic: other, body: revised(1, "deleted", { ...message(""), deletedAt: noon }) }),
        );
        expect(await store.unusedFiles(noon + 1, 10)).toEqual([file("one")]);
      }),
    );
  });
}

/** Plans, counts and the end. */
export function keepingContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  describe("keeping", () => {
    it(
      "[STORE23] kept plans are read by datum and account, oldest first, as they were given",
      fresh(async (store) => {
        const strange = { ...plan("m:1", carol), entries: '[ {"reason": "\\u001f \\n"} ]' };
        store.keepPlans([plan("m:1", alice), plan("m:1", bob), plan("m:2", alice)]);
        store.keepPlans([strange]);
        expect(await store.readPlans("m:1")).toEqual([plan("m:1", alice), plan("m:1", bob), strange]);
        expect(await store.readPlans("m:1", bob)).toEqual([plan("m:1", bob)]);
        expect(await store.readPlans("m:3")).toEqual([]);
      }),
    );

    it(
      "[STORE23] plans kept just before the end are there after opening again",
      fresh(async (store, { reopen }) => {
        store.keepPlans([plan("m:1", alice)]);
        const again = reopen === undefined ? store : await reopen();
        expect(await again.readPlans("m:1")).toEqual([plan("m:1", alice)]);
      }),
    );

    it(
      "[STORE6] plans are forgotten when they are older than their age, and not before",
      fresh(async (store) => {
        const many = Array.from({ length: 1200 }, (_, i) => plan(`m:${i}`, alice, noon));
        store.keepPlans([...many, plan("m:young", alice, noon + 1000)]);
        await store.readPlans("m:1");
        await store.prune(noon + 2000, { commands: 1500, plans: 1500, cards: 1500 });
        expect([await store.readPlans("m:1"), await store.readPlans("m:1199")]).toEqual([[], []]);
        expect(await store.readPlans("m:young")).toHaveLength(1);
      }),
    );

    it(
      "[STORE24] it counts what it holds and what it did",
      fresh(async (store) => {
        await store.putAccount(account(alice));
        await store.putDevice(device("laptop"));
        await say(store, chat, "one", "two", "three");
        const stats = await store.stats();
        expect(stats).toMatchObject({
          accounts: 1,
          devices: 1,
          topics: 1,
          entries: 3,
          commits: 3,
          queued: 0,
        });
        expect(stats.bytes).toBeGreaterThan(0);
        expect(stats.groups).toBeGreaterThan(0);
      }),
    );

    it(
      "[STORE25] after it is closed every call is refused as unavailable, what was asked before is done",
      fresh(async (store) => {
        const last = store.commit(commitOf(inChat(message("last"))));
        await store.close();
        expect((await last).outcome).toBe("committed");
        await expect(store.readHeads([chat])).rejects.toMatchObject({
          name: "Unavailable",
          dependency: "store",
        });
        await expect(store.commit(commitOf())).rejects.toMatchObject({ name: "Unavailable" });
      }),
    );
  });
}

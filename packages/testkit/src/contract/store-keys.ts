import { alice, bob, file, noon, type Fresh, type Runner } from "./store-subject.ts";

/** Passkeys, and what files take. */
export function keyContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  describe("passkeys and sums", () => {
    it(
      "[STORE48] a passkey is found by its id and by its account, and a use is noted once for each counter",
      fresh(async (store) => {
        const key = { id: "k1", account: alice, handle: "h", label: "Key", publicKey: "p", counter: 4 };
        const passkey = { ...key, transports: ["usb", "nfc"], createdAt: noon };
        await store.putPasskey(passkey);
        await store.putPasskey({ ...passkey, id: "k2", createdAt: noon + 1 });
        await store.putPasskey({ ...passkey, id: "k3", account: bob });
        expect(await store.readPasskey("k1")).toEqual(passkey);
        expect((await store.listPasskeys(alice)).map(({ id }) => id)).toEqual(["k1", "k2"]);
        const uses = [
          store.usePasskey("k1", { from: 4, to: 5 }, noon + 5),
          store.usePasskey("k1", { from: 4, to: 6 }, noon + 6),
          store.usePasskey("k9", { from: 4, to: 5 }, noon),
        ];
        expect(await Promise.all(uses)).toEqual([true, false, false]);
        expect(await store.readPasskey("k1")).toEqual({ ...passkey, counter: 5, lastUsedAt: noon + 5 });
        await store.removePasskey("k1");
        expect(await store.readPasskey("k1")).toBeUndefined();
        await store.removeAccount(alice);
        expect([await store.listPasskeys(alice), await store.readPasskey("k3")]).toMatchObject([
          [],
          { id: "k3" },
        ]);
      }),
    );

    it(
      "[STORE49] what files take is summed, in all and by account, those with the most first",
      fresh(async (store) => {
        expect(await store.fileTotals(5)).toEqual({ files: 0, bytes: 0, accounts: [] });
        await Promise.all([
          store.putFile(file("f1")),
          store.putFile({ ...file("f2"), size: 4 }),
          store.putFile({ ...file("f3"), by: bob, size: 9 }),
        ]);
        const first = { account: bob, files: 1, bytes: 9 };
        const both = { files: 3, bytes: 16, accounts: [first, { account: alice, files: 2, bytes: 7 }] };
        expect(await store.fileTotals(5)).toEqual(both);
        expect((await store.fileTotals(1)).accounts).toEqual([first]);
      }),
    );
  });
}

import type { AccountName, CounterStep, PasskeyRecord } from "@elsewhere/core";
import type { Disk } from "./disk.ts";

/** The passkeys of a disk, as a store gives and takes them. */
export function passkeysOn(call: <T>(work: (disk: Disk) => T) => Promise<T>) {
  return {
    read: (id: string) => call((disk) => disk.passkeys.get(id)),
    list: (account: AccountName) =>
      call((disk) => {
        const own = [...disk.passkeys.values()].filter((passkey) => passkey.account === account);
        return own.sort((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1));
      }),
    put: (passkey: PasskeyRecord) => call((disk) => void disk.passkeys.set(passkey.id, passkey)),
    use: (id: string, { from, to }: CounterStep, at: number) =>
      call((disk) => {
        const passkey = disk.passkeys.get(id);
        if (passkey === undefined || passkey.counter !== from) return false;
        disk.passkeys.set(id, { ...passkey, counter: to, lastUsedAt: at });
        return true;
      }),
    remove: (id: string) => call((disk) => void disk.passkeys.delete(id)),
  };
}

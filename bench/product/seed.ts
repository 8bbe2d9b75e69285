import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import {
  accountTopic,
  type AccountName,
  type Body,
  type DeviceId,
  type DeviceRecord,
  type NewEntry,
  type Store,
} from "@elsewhere/core";
import { openSqliteStore } from "@elsewhere/store";

/** A device that can connect. */
export interface SeededDevice {
  readonly account: AccountName;
  readonly device: DeviceId;
  readonly token: string;
}

export interface Seed {
  readonly accounts: number;
  readonly devicesEach: number;
  /** Contacts of each account on either side of it, in a ring. */
  readonly contactsEachSide: number;
}

const capabilities = ["text", "rich-text", "image", "file"] as const;

/** The name of the account with a number. */
export function nameOf(account: number): AccountName {
  return `person${account}` as AccountName;
}

/** Opens the store of a data directory whose server does not run. Whoever opens it closes it. */
export function openStore(dataDir: string): Promise<Store> {
  return openSqliteStore({ path: join(dataDir, "elsewhere.db"), now: () => Date.now() });
}

/** Writes accounts, devices and mutual contacts as the server would have; one list of devices for each account. */
export async function seed(
  dataDir: string,
  { accounts, devicesEach, contactsEachSide }: Seed,
): Promise<SeededDevice[][]> {
  const store = await openStore(dataDir);
  try {
    const numbers = Array.from({ length: accounts }, (_, number) => number);
    return await Promise.all(
      numbers.map(async (number) => {
        const devices = Array.from({ length: devicesEach }, (_, index) => newDevice(number, index));
        const contacts = ringAround(number, contactsEachSide, accounts).map(nameOf);
        await addAccount(
          store,
          nameOf(number),
          devices.map(({ record }) => record),
          contacts,
        );
        return devices.map(({ seeded }) => seeded);
      }),
    );
  } finally {
    await store.close();
  }
}

/** The neighbours of a number in a ring. */
export function ringAround(number: number, eachSide: number, size: number): number[] {
  const steps = Array.from({ length: eachSide }, (_, index) => index + 1);
  return steps.flatMap((step) => [(number + step) % size, (number - step + size) % size]);
}

function newDevice(number: number, index: number): { seeded: SeededDevice; record: DeviceRecord } {
  const at = Date.now();
  const token = randomBytes(32).toString("base64url");
  const seeded = { account: nameOf(number), device: `device-${number}-${index}` as DeviceId, token };
  const record: DeviceRecord = {
    id: seeded.device,
    account: seeded.account,
    label: `Browser ${index}`,
    kind: "browser",
    capabilities,
    createdAt: at,
    lastSeenAt: at,
    tokenHash: createHash("sha256").update(token).digest("hex"),
    tokenAt: at,
    tenure: "lasting",
  };
  return { seeded, record };
}

async function addAccount(
  store: Store,
  name: AccountName,
  devices: readonly DeviceRecord[],
  contacts: readonly AccountName[],
): Promise<void> {
  const at = Date.now();
  const bodies: Body[] = [
    { type: "profile", kind: "person", displayName: name },
    ...devices.map(({ id, label, kind, createdAt }): Body => {
      return { type: "device", device: id, label, kind, capabilities, createdAt, gone: false };
    }),
    ...contacts.map((account): Body => ({ type: "contact", account, state: "mutual", blocked: false })),
  ];
  const entries = bodies.map((body): NewEntry => ({ topic: accountTopic(name), body }));
  await Promise.all([
    store.putAccount({
      name,
      kind: "person",
      displayName: name,
      admin: false,
      disabled: false,
      createdAt: at,
    }),
    ...devices.map((device) => store.putDevice(device)),
    store.commit({ at, expect: [], entries }),
  ]);
}

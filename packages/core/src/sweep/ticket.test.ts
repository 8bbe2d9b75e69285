import { generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { laptop, mallory, phone, session, start, tablet, ticketFor } from "../testing/sweep-devices.ts";
import { sweepTimes } from "./schedule.ts";
import {
  refuseTicket,
  ticketBytes,
  type Signatures,
  type SweepDevice,
  type Ticket,
  type TicketClaims,
} from "./ticket.ts";

/** The signing port as surroundings make it: Ed25519, keys and signatures in base64url. */
function signatures(privateKey: KeyObject): Signatures {
  return {
    sign: (bytes) => Promise.resolve(sign(null, bytes, privateKey).toString("base64url")),
    verify: (key, bytes, signature) => {
      const publicKey = { key: Buffer.from(key, "base64url"), format: "der", type: "spki" } as const;
      return Promise.resolve(verify(null, bytes, publicKey, Buffer.from(signature, "base64url")));
    },
  };
}

function withKeys(device: SweepDevice): { readonly device: SweepDevice; readonly port: Signatures } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ format: "der", type: "spki" }).toString("base64url");
  return { device: { ...device, key }, port: signatures(privateKey) };
}

const incumbent = withKeys(laptop);
const newcomer = withKeys(phone);
const thief = withKeys(mallory);

async function signed(claims: TicketClaims, by = incumbent): Promise<Ticket> {
  return { ...claims, signature: await by.port.sign(ticketBytes(claims) ?? new Uint8Array()) };
}

/** What the remote, at epoch 1 with the laptop, says to a ticket: verified with the laptop's key, as the surroundings do. */
async function judge(ticket: Ticket, changes: Partial<Parameters<typeof refuseTicket>[1]> = {}) {
  const bytes = ticketBytes(ticket);
  const { key } = incumbent.device;
  const right = bytes !== undefined && (await incumbent.port.verify(key, bytes, ticket.signature));
  return refuseTicket(ticket, {
    session,
    incumbent: incumbent.device,
    epoch: 1,
    from: newcomer.device,
    signedBy: right ? key : undefined,
    at: start,
    ...changes,
  });
}

const claims = ticketFor(newcomer.device);

describe("a ticket", () => {
  it("[TICKET1] signed by the incumbent, for this device, at the next epoch, in time: it counts", async () => {
    expect(await judge(await signed(claims))).toBeUndefined();
    expect(await judge(await signed({ ...claims, epoch: 7 }))).toBeUndefined();
  });

  it("[TICKET1] its bytes are a line for each claim", () => {
    const bytes = ticketBytes(ticketFor(phone)) ?? new Uint8Array();
    expect(new TextDecoder().decode(bytes)).toBe(
      "elsewhere sweep ticket 1\ncall1\nlaptop\nphone\nkey-of-phone\nsha-256:phone\n2\n1060000\n",
    );
  });

  it.each([
    { session: "two\nlines" },
    { session: "" },
    { session: "ö" },
    { session: "x".repeat(129) },
    { epoch: 0 },
    { epoch: 1.5 },
    { expires: Number.NaN },
  ])("[TICKET1] claims that could look like others have no bytes: %j", (changes) => {
    expect(ticketBytes(ticketFor(phone, changes))).toBeUndefined();
  });

  it("[TICKET1] the bytes of different claims differ", () => {
    const all = [
      ticketFor(phone),
      ticketFor(tablet),
      ticketFor(phone, { session: "call2" }),
      ticketFor(phone, { epoch: 3 }),
      ticketFor(phone, { by: tablet.device }),
      ticketFor(phone, { expires: start }),
      ticketFor({ ...phone, key: "another" }),
      ticketFor({ ...phone, fingerprint: "another" }),
    ].map((one) => (ticketBytes(one) ?? new Uint8Array()).join());
    expect(new Set(all).size).toBe(all.length);
  });

  it("[TICKET2] signed with another key it is forged", async () => {
    expect(await judge(await signed(claims, thief))).toBe("forged");
    expect(await judge(await signed(claims, newcomer))).toBe("forged");
  });

  it.each([{ epoch: 9 }, { expires: start + 9_000_000 }, { newcomer: ticketFor(tablet).newcomer }])(
    "[TICKET2] changed after it was signed it is forged: %j",
    async (changes) => {
      expect(await judge({ ...(await signed(claims)), ...changes })).toBe("forged");
    },
  );

  it("[TICKET2] signed by the right key in the name of another device it is forged", async () => {
    expect(await judge(await signed({ ...claims, by: tablet.device }))).toBe("forged");
  });

  it("[TICKET2] a signature that is none is forged", async () => {
    expect(await judge({ ...(await signed(claims)), signature: "" })).toBe("forged");
  });

  it("[TICKET3] for another session it is refused", async () => {
    expect(await judge(await signed({ ...claims, session: "call2" }))).toBe("wrong-call");
  });

  it("[TICKET4] presented by another device, key, transport or account it is refused", async () => {
    const ticket = await signed(claims);
    const { device } = newcomer;
    for (const from of [
      { ...tablet, key: device.key, fingerprint: device.fingerprint },
      { ...device, key: thief.device.key },
      { ...device, fingerprint: "sha-256:another" },
      { ...device, account: mallory.account },
    ])
      expect(await judge(ticket, { from })).toBe("wrong-key");
  });

  it("[TICKET4] a device cannot vouch for itself", async () => {
    const ticket = await signed({ ...claims, newcomer: incumbent.device });
    expect(await judge(ticket, { from: incumbent.device })).toBe("wrong-key");
  });

  it("[TICKET5] expired it is refused; clocks may differ by a minute", async () => {
    const ticket = await signed(claims);
    const last = claims.expires + sweepTimes.clockSkew;
    expect(await judge(ticket, { at: last })).toBeUndefined();
    expect(await judge(ticket, { at: last + 1 })).toBe("expired");
  });

  it("[TICKET6] [TICKET7] stale, or replayed after the session moved on, it is refused", async () => {
    const ticket = await signed(claims);
    expect(await judge(ticket, { epoch: 2 })).toBe("stale");
    expect(await judge(ticket, { epoch: 3, incumbent: newcomer.device })).toBe("stale");
  });
});

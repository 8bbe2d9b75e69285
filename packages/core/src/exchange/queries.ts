import {
  accountOfTopic,
  accountTopic,
  messageId,
  messagePlace,
  type AccountName,
  type CardId,
  type DeviceId,
  type TopicId,
} from "../names.ts";
import type { PlanEntry } from "../delivery/plan.ts";
import { refusesMember } from "../conversation/membership.ts";
import { conversationsOf } from "../people/account-state.ts";
import { rejection, type Rejection } from "../rejection.ts";
import type { DeviceRecord, PlanRecord } from "../ports/store.ts";
import { shownPoint } from "./account-here.ts";
import { administrationQueries } from "./administration-queries.ts";
import type { Ask, Asker, AskName, DeviceDetail } from "./ask.ts";
import { readSnapshot } from "./catch-up.ts";
import type { CommandAsk, CommandName } from "./commands.ts";
import { lookAtGroupLink, makeGroupLink } from "./group-links.ts";
import type { Offices, Query } from "./offices.ts";
import { ownAccountQueries } from "./own-account-queries.ts";
import type { Entry } from "../topic/entry.ts";
import type { Snapshot } from "./told.ts";
import type { House } from "./house.ts";
import { personOf } from "./people.ts";
import { loadSure } from "./trust.ts";

/** Asks that are not decided on topics: questions, and changes of accounts, devices and passes. */
const queries = {
  history: async ({ house }, asker, ask) => {
    const state = await loadSure(house, ask.conversation);
    const refused = refusesMember(state, asker.account);
    if (refused !== undefined) return refused;
    const before = ask.before ?? state.head + 1;
    const found = await house.store.readHistory(ask.conversation, before, ask.limit + 1);
    const messages = found.slice(0, ask.limit).map((entry) => formFor(house, asker, entry));
    return { messages, more: found.length > ask.limit };
  },

  attachments: async ({ house }, asker, ask) => {
    const state = await loadSure(house, ask.conversation);
    const refused = refusesMember(state, asker.account);
    if (refused !== undefined) return refused;
    const before = ask.before ?? state.head + 1;
    const found = await house.store.readAttachments(ask.conversation, ask.kind, before, ask.limit + 1);
    return { messages: found.slice(0, ask.limit), more: found.length > ask.limit };
  },

  "preview-link": async ({ house }, asker, ask) => {
    const { pages, store, secrets, clock } = house;
    const look = await pages.look(ask.url, asker.account);
    if (look.found === "too-fast") return rejection("too-fast");
    if (look.found === "nothing") return { preview: undefined };
    const id = secrets.id() as CardId;
    await store.putCard({ id, by: asker.account, at: clock.now(), card: look.card });
    return { preview: { id, card: look.card } };
  },

  resume: async ({ house }, asker, ask) => {
    const refused = await refusesReader(house, asker, ask.topic);
    if (refused !== undefined) return refused;
    const [head = 0] = await house.store.readHeads([ask.topic]);
    if (ask.after === 0 || head - ask.after > house.limits.resumeEntries)
      return { snapshot: adaptedSnapshot(house, asker, await readSnapshot(house, asker.account, ask.topic)) };
    const entries = await house.store.readEntries(ask.topic, ask.after, resumePage + 1);
    const page = entries.slice(0, resumePage).map((entry) => formFor(house, asker, entry));
    return { entries: page, more: entries.length > resumePage };
  },

  search: async ({ house }, asker, ask) => {
    const own = await loadSure(house, accountTopic(asker.account));
    const all = conversationsOf(own);
    if (ask.conversation !== undefined && !all.includes(ask.conversation)) return rejection("not-a-member");
    const conversations = ask.conversation === undefined ? all : [ask.conversation];
    const { text, limit, skip } = ask;
    return { hits: await house.store.search({ text, conversations, limit, skip }) };
  },

  file: async ({ house }, asker, ask) => {
    const own = await loadSure(house, accountTopic(asker.account));
    const holds = conversationsOf(own).map((conversation) =>
      house.store.fileInConversation(ask.file, conversation),
    );
    return (await Promise.all(holds)).includes(true) ? {} : rejection("no-such-file");
  },

  why: async ({ house }, asker, ask) => {
    const datum = messagePlace(ask.datum) === undefined ? ask.datum : `m:${ask.datum}`;
    const plans = await house.store.readPlans(datum, ask.all ? undefined : asker.account);
    const labels = new Map<string, string>();
    for (const account of new Set(plans.map((plan) => plan.account)))
      for (const device of await house.store.listDevices(account)) labels.set(device.id, device.label);
    return { plans, labels };
  },

  deliveries: async ({ house }, asker, ask) => {
    const { store } = house;
    const [found, devices] = await Promise.all([
      Promise.all(
        ask.messages.map(({ conversation, offset }) =>
          store.readPlans(`m:${messageId(conversation, offset)}`, asker.account),
        ),
      ),
      store.listDevices(asker.account),
    ]);
    const labels = new Map(devices.map((device) => [device.id, device.label]));
    const plans = found.flat().map((plan) => (ask.device === undefined ? plan : planFor(plan, ask.device)));
    return { plans: plans.filter((plan) => plan.entries !== "[]"), labels };
  },

  "make-group-link": ({ house, deliveries }, asker, ask) => makeGroupLink(house, deliveries, asker, ask),
  "group-link": ({ house }, asker, ask) => lookAtGroupLink(house, asker, ask),

  "find-people": async ({ house }, _asker, ask) => {
    const found = await house.store.findAccounts(ask.text, ask.limit);
    return { people: found.filter((record) => !record.disabled).map(personOf) };
  },

  presence: async ({ watching, house }, asker, ask) => {
    const records = await Promise.all(ask.accounts.map((name) => house.people.read(name)));
    const unknown = ask.accounts.find((_, index) => records[index] === undefined);
    if (unknown !== undefined) return rejection("no-such-account", unknown);
    return { presence: await watching.presenceOf(asker.account, ask.accounts) };
  },

  points: async ({ accountHere }, asker) => ({
    points: (await accountHere(asker.account)).points.map(shownPoint),
  }),

  devices: async ({ house, devices }, asker, ask) => {
    const account = ask.account ?? asker.account;
    if ((await house.people.read(account)) === undefined) return rejection("no-such-account");
    const [found, connected] = await Promise.all([
      house.store.listDevices(account),
      devices.connected(account),
    ]);
    return { devices: found.map((device) => deviceDetail(device, connected.has(device.id))) };
  },

  "sign-out": async ({ house, devices }, asker, ask) => {
    const account = ask.account ?? asker.account;
    const found = await house.store.listDevices(account);
    const all = found.map((device) => device.id);
    const others = all.filter((id) => id !== asker.device);
    const chosen = ask.devices === "others" ? others : ask.devices;
    if (!chosen.every((id) => all.includes(id))) return rejection("no-such-device");
    const signedOut = await devices.remove(account, chosen, "signed-out");
    const detail = found.flatMap(({ id, label }) => (chosen.includes(id) ? [label] : [])).join(", ");
    if (signedOut > 0) await house.audit.noteOf(asker, { what: "signed-out", on: account, detail });
    return { signedOut };
  },

  "subscribe-push": async ({ devices }, asker, ask) =>
    (await devices.subscribe(asker.device, ask.subscription)) ? {} : rejection("no-such-device"),

  ...administrationQueries,
  ...ownAccountQueries,
} satisfies { [N in Exclude<AskName, CommandName>]: Query<N> };

/** Answers an ask that is not a command. Rejects with `Unavailable`. */
export function query(offices: Offices, asker: Asker, ask: Exclude<Ask, CommandAsk>): Promise<unknown> {
  // The compiler cannot see that the query found by an ask's type takes that ask.
  const answer = queries[ask.type] as unknown as (
    offices: Offices,
    asker: Asker,
    ask: object,
  ) => Promise<unknown>;
  return answer(offices, asker, ask);
}

/** What only an administrator may ask; of `why` and `devices`, asking about others. */
const forAdmins: ReadonlySet<AskName> = new Set<AskName>([
  "invite-sign-up",
  "list-invitations",
  "revoke-invitation",
  "list-accounts",
  "add-account",
  "change-account",
  "remove-account",
  "export-account",
  "create-token",
  "backup",
  "stats",
  "password-link",
  "audit-log",
  "house-settings",
  "change-house-setting",
  "storage",
  "back-up",
]);

export function refusesAsker(asker: Asker, ask: Ask): Rejection | undefined {
  if (asker.admin) return undefined;
  const aboutOthers =
    (ask.type === "why" && ask.all) ||
    ((ask.type === "devices" || ask.type === "sign-out") && (ask.account ?? asker.account) !== asker.account);
  return forAdmins.has(ask.type) || aboutOthers ? rejection("not-allowed") : undefined;
}

const resumePage = 500;

/** An entry as the asking device can show it; one that is not connected here is taken to be able to show all. */
function formFor<E extends Entry>(house: House, asker: Asker, entry: E): E {
  const point = house.accounts.get(asker.account)?.here.find((one) => one.device === asker.device);
  return point === undefined ? entry : house.adapting.entry(entry, point);
}

function adaptedSnapshot(house: House, asker: Asker, snapshot: Snapshot): Snapshot {
  return { ...snapshot, messages: snapshot.messages.map((entry) => formFor(house, asker, entry)) };
}

async function refusesReader(house: House, asker: Asker, topic: TopicId): Promise<Rejection | undefined> {
  const owner: AccountName | undefined = accountOfTopic(topic);
  if (owner !== undefined) return owner === asker.account ? undefined : rejection("not-allowed");
  return refusesMember(await loadSure(house, topic), asker.account);
}

/** What of the plan is about one device. */
function planFor(plan: PlanRecord, device: DeviceId): PlanRecord {
  const entries = (JSON.parse(plan.entries) as readonly PlanEntry[]).filter(({ point }) => point === device);
  return { ...plan, entries: JSON.stringify(entries) };
}

function deviceDetail(record: DeviceRecord, connected: boolean): DeviceDetail {
  const { id, label, kind, capabilities, createdAt, lastSeenAt, push } = record;
  const device: DeviceId = id;
  return {
    device,
    label,
    kind,
    capabilities,
    createdAt,
    lastSeenAt,
    connected,
    pushable: push !== undefined,
  };
}

import type { CardId, FileId, TopicId } from "../names.ts";
import { isRejection, rejection, type Rejection } from "../rejection.ts";
import {
  addMembers,
  createGroup,
  describeGroup,
  removeMember,
  renameGroup,
  setRole,
} from "../conversation/group.ts";
import { joinGroup, revokeLink } from "../conversation/links.ts";
import { keepConversation, markRead, setDraft } from "../conversation/keeping.ts";
import { deleteMessage, editMessage, react, sendMessage } from "../conversation/message.ts";
import { answerContact, askContact, blockContact, removeContact } from "../people/contacts.ts";
import { renameDevice, setProfile, setSettings, setStatus } from "../people/own.ts";
import type {
  AccountRecord,
  CardRecord,
  Commit,
  CommitResult,
  FileRecord,
  StoredMessage,
} from "../ports/store.ts";
import { emptyTopic, type TopicState } from "../topic/state.ts";
import type { Ask, Asker, AskName } from "./ask.ts";
import { deliverCommitted, doubt } from "./commit.ts";
import { ownTopic, type Command, type Decision, type Facts, type Moment, type Needs } from "./decision.ts";
import type { Deliveries } from "./deliveries.ts";
import type { House } from "./house.ts";
import { doubtUnlessKept } from "./trust.ts";

/** The commands: asks that write to topics, each decided by a function of facts. */
export const commands = {
  "send-message": sendMessage,
  "edit-message": editMessage,
  "delete-message": deleteMessage,
  react,
  "mark-read": markRead,
  "set-draft": setDraft,
  "keep-conversation": keepConversation,
  "create-group": createGroup,
  "rename-group": renameGroup,
  "describe-group": describeGroup,
  "revoke-group-link": revokeLink,
  "join-group": joinGroup,
  "add-members": addMembers,
  "remove-member": removeMember,
  "set-role": setRole,
  "ask-contact": askContact,
  "answer-contact": answerContact,
  "remove-contact": removeContact,
  "block-contact": blockContact,
  "set-profile": setProfile,
  "set-settings": setSettings,
  "set-status": setStatus,
  "rename-device": renameDevice,
} satisfies { [N in AskName]?: Command<N> };

export type CommandName = keyof typeof commands;

/** The asks that are commands. */
export type CommandAsk = Extract<Ask, { readonly type: CommandName }>;

export function isCommand(ask: Ask): ask is CommandAsk {
  return Object.hasOwn(commands, ask.type);
}

interface AnyCommand {
  needs(ask: CommandAsk, asker: Asker): Needs;
  decide(ask: CommandAsk, facts: Facts, moment: Moment): Decision | Rejection;
  answerOf?(kept: unknown, offsets: readonly number[]): unknown;
}

/** A decision on facts that were overtaken is made again, this often. */
const triesAtMost = 8;

/** Decides, commits and delivers. Rejects with `Unavailable`. */
export async function perform(
  house: House,
  deliveries: Deliveries,
  ask: CommandAsk,
  moment: Omit<Moment, "at">,
): Promise<unknown> {
  // The compiler cannot see that the command found by an ask's type takes that ask.
  const command = commands[ask.type] as unknown as AnyCommand;
  const { asker } = moment;
  let sure = false;
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const needs = command.needs(ask, asker);
    const facts = factsAtHand(house, needs) ?? (await gather(house, needs));
    const at = house.clock.now();
    const decision = command.decide(ask, facts, { ...moment, at });
    if (isRejection(decision)) {
      if (!sure && mayBeOld(house, needs)) {
        sure = true;
        continue;
      }
      return (await before(house, command, moment)) ?? decision;
    }
    if (decision.entries.length === 0) return answer(command, decision.answer, []);
    const result = await commit(house, decision, moment, at);
    if (result.outcome === "repeated") return answer(command, result.answer, result.offsets);
    if (result.outcome === "committed") {
      deliverCommitted(deliveries, decision.entries, result.offsets, at, asker.device);
      return answer(command, decision.answer, result.offsets);
    }
    doubt(house, decision.expect, result.topic);
  }
  return rejection("changed-meanwhile");
}

function commit(
  house: House,
  decision: Decision,
  moment: Omit<Moment, "at">,
  at: number,
): Promise<CommitResult> {
  return house.store.commit({
    at,
    command: nameOf(moment),
    expect: decision.expect,
    entries: decision.entries,
    answer: decision.answer,
  });
}

/** Expectations see to it that nothing is done on old facts; a refusal has none, and is given on facts that are sure. */
function mayBeOld(house: House, needs: Needs): boolean {
  const doubted = needs.topics.filter((topic) => doubtUnlessKept(house, topic));
  const known = (needs.accounts ?? []).filter((name) => house.people.record(name) !== undefined);
  if (!house.bus.alone) for (const name of known) house.people.forget(name);
  return doubted.length > 0 || (known.length > 0 && !house.bus.alone);
}

function nameOf({ asker, command }: Omit<Moment, "at">): NonNullable<Commit["command"]> {
  return { account: asker.account, id: `${asker.device}/${command}` };
}

/**
 * The answer of the command if it was done before: what it did may be why it is refused now. A commit that can never
 * be made asks the store, which looks for the command first.
 */
async function before(house: House, command: AnyCommand, moment: Omit<Moment, "at">): Promise<unknown> {
  // One without a name of its own cannot have been asked before.
  if (moment.command === moment.fresh) return undefined;
  const never = { topic: ownTopic(moment.asker), key: "profile", offset: -1 };
  const result = await house.store.commit({
    at: house.clock.now(),
    command: nameOf(moment),
    expect: [never],
    entries: [],
  });
  return result.outcome === "repeated" ? answer(command, result.answer, result.offsets) : undefined;
}

function answer(command: AnyCommand, kept: unknown, offsets: readonly number[]): unknown {
  return command.answerOf === undefined ? kept : command.answerOf(kept, offsets);
}

/** The facts without waiting, if every topic is in memory and nothing else is needed beyond known accounts. */
function factsAtHand(house: House, needs: Needs): Facts | undefined {
  if ((needs.messages?.length ?? 0) > 0 || (needs.files?.length ?? 0) > 0) return undefined;
  if ((needs.cards?.length ?? 0) > 0) return undefined;
  const accounts = new Map<string, AccountRecord>();
  for (const name of needs.accounts ?? []) {
    const record = house.people.record(name);
    if (record === undefined) return undefined;
    accounts.set(name, record);
  }
  const topics = new Map<TopicId, TopicState>();
  for (const topic of needs.topics) {
    const state = house.topics.current(topic);
    if (state === undefined) return undefined;
    topics.set(topic, state);
  }
  return factsOf(topics, [], accounts, [], []);
}

async function gather(house: House, needs: Needs): Promise<Facts> {
  const topics = await Promise.all([...new Set(needs.topics)].map((topic) => house.topics.load(topic)));
  const messages = await Promise.all(
    (needs.messages ?? []).map(async ({ conversation, offset }) => {
      const found = await house.store.readMessages(conversation, [offset]);
      return found.map((message) => ({ conversation, message }));
    }),
  );
  const accounts = await Promise.all((needs.accounts ?? []).map((name) => house.people.read(name)));
  const files = await Promise.all((needs.files ?? []).map((id) => house.store.readFile(id)));
  const cards = await Promise.all((needs.cards ?? []).map((id) => house.store.readCard(id)));
  return factsOf(
    new Map(topics.map((state) => [state.topic, state])),
    messages.flat(),
    new Map(accounts.filter((record) => record !== undefined).map((record) => [record.name, record])),
    files.filter((file) => file !== undefined),
    cards.filter((card) => card !== undefined),
  );
}

function factsOf(
  topics: ReadonlyMap<TopicId, TopicState>,
  messages: readonly { readonly conversation: string; readonly message: StoredMessage }[],
  accounts: ReadonlyMap<string, AccountRecord>,
  files: readonly FileRecord[],
  cards: readonly CardRecord[],
): Facts {
  return {
    topic: (id) => topics.get(id) ?? emptyTopic(id),
    message: (place) =>
      messages.find((one) => one.conversation === place.conversation && one.message.offset === place.offset)
        ?.message,
    account: (name) => accounts.get(name),
    file: (id: FileId) => files.find((file) => file.id === id),
    card: (id: CardId) => cards.find((card) => card.id === id),
  };
}

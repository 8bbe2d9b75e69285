import { For, Show } from "solid-js";
import { forGood } from "@elsewhere/core/names";
import { isArchived } from "@elsewhere/client";
import { GroupDetails } from "../groups/group-details.tsx";
import { Sheet } from "../icons/sheet.tsx";
import { Late, useLateWords } from "../language/speaking.tsx";
import { PersonAbout } from "../people/person-card.tsx";
import { otherIn, useSession } from "../session/session.ts";
import { SharedFilesList } from "../viewer/shared-files-list.tsx";
import { untilWords } from "../words/times.ts";
import { AlertChoice } from "./alert-choice.tsx";
import { keep, mutedUntil, muteEnd, unmuting, type Change, type Mute } from "./keeping.ts";

interface Props {
  readonly id: string;
  readonly closed: () => void;
}

/** About a conversation: how it is kept, who is in it, and what one may change. */
export default function Details(props: Props) {
  const session = useSession();
  const other = () => otherIn(props.id, session.me);
  return (
    <Late>
      <Sheet heading={session.titleOf(props.id)} closed={props.closed}>
        <Keeping id={props.id} />
        <Show when={other()} fallback={<GroupDetails id={props.id} />}>
          {(account) => <PersonAbout account={account()} closed={props.closed} isOpen />}
        </Show>
        <SharedFilesList conversation={props.id} />
      </Sheet>
    </Late>
  );
}

function Keeping(props: { readonly id: string }) {
  const session = useSession();
  const words = useLateWords();
  const kept = () => session.state().own.kept.get(props.id);
  const isAway = () => isArchived(session.state(), props.id, session.now());
  const change = (what: Change) => void keep(session, props.id, what);
  return (
    <section class="keeping" aria-label={words().conversations.keeping}>
      <AlertChoice conversation={props.id} />
      <Muting id={props.id} />
      <div class="acts">
        <button
          type="button"
          aria-pressed={kept()?.pinned === true}
          onClick={() => change({ pinned: kept()?.pinned !== true })}
        >
          {kept()?.pinned === true ? words().keeping.unpin : words().keeping.pin}
        </button>
        <button type="button" aria-pressed={isAway()} onClick={() => change({ archived: !isAway() })}>
          {isAway() ? words().keeping.bringBack : words().keeping.archive}
        </button>
      </div>
    </section>
  );
}

const mutes = { hour: "muteHour", morning: "muteMorning", good: "muteGood" } as const satisfies Record<
  Mute,
  string
>;

function Muting(props: { readonly id: string }) {
  const session = useSession();
  const words = useLateWords();
  const until = () => mutedUntil(session.state(), props.id, session.now());
  const untilText = (end: number) =>
    end === forGood
      ? words().keeping.mutedGood
      : words().keeping.mutedUntil(untilWords(end, session.now(), words()));
  return (
    <div class="acts" role="group" aria-label={words().keeping.mute}>
      <Show
        when={until()}
        fallback={
          <For each={["hour", "morning", "good"] as const}>
            {(mute) => (
              <button
                type="button"
                onClick={() => void keep(session, props.id, { mutedUntil: muteEnd(mute, session.now()) })}
              >
                {words().keeping[mutes[mute]]}
              </button>
            )}
          </For>
        }
      >
        {(end) => (
          <>
            <span class="hint">{untilText(end())}</span>
            <button
              type="button"
              onClick={() => void keep(session, props.id, unmuting(session.state(), props.id))}
            >
              {words().keeping.unmute}
            </button>
          </>
        )}
      </Show>
    </div>
  );
}

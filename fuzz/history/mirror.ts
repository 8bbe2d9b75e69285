import type { AnswerOf, Offset, Told, TopicId } from "@elsewhere/core";
import {
  apply,
  applyPage,
  emptyState,
  opened,
  positionsOf,
  type AccountState,
} from "@elsewhere/protocol/apply";
import type { Notice } from "@elsewhere/protocol";
import type { Gap, Knowledge } from "@elsewhere/testkit";
import { createEncoder } from "../../packages/edge-web/src/map/encode.ts";
import { entryNotice, snapshotNotice } from "../../packages/edge-web/src/map/notices.ts";

const encoder = createEncoder();

/** What a device of the SDK knows: it is told in frames, and applies them as the SDK does. */
export class Mirror implements Knowledge {
  readonly account: string;
  state: AccountState;

  constructor(account: string) {
    this.account = account;
    this.state = emptyState(account, "");
  }

  take(told: Told, live: boolean): Gap | undefined {
    const notice = JSON.parse(encoder.encode(told)) as Notice;
    if (!live) {
      this.state = applyPage(this.state, [notice], 0);
      return undefined;
    }
    const applied = apply(this.state, notice, 0);
    this.state = applied.state;
    return applied.result === "gap" ? { topic: applied.topic as TopicId, after: applied.after } : undefined;
  }

  takeResumed(topic: TopicId, answer: AnswerOf<"resume">): void {
    const page =
      "snapshot" in answer
        ? [snapshotNotice(answer.snapshot)]
        : answer.entries.map((entry) => entryNotice(topic, entry));
    this.state = applyPage(this.state, JSON.parse(JSON.stringify(page)) as Notice[], 0);
  }

  positions(): ReadonlyMap<TopicId, Offset> {
    return new Map(Object.entries(positionsOf(this.state)) as [TopicId, Offset][]);
  }

  opened(epoch: string): void {
    this.state = opened(this.state, this.account, epoch);
  }
}

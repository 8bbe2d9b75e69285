import { Town } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { isRejection } from "../rejection.ts";
import type { AskName, AskOf, AnswerOf } from "./ask.ts";

const inTown = (test: (town: Town) => Promise<void>) => async (): Promise<void> => {
  const town = new Town({ nodes: ["n1", "n2"] });
  await test(town);
  await town.close();
  expect(town.failures).toEqual([]);
};

async function asAdmin<N extends AskName>(town: Town, ask: AskOf<N>, node = "n1"): Promise<AnswerOf<N>> {
  const answer = await town.node(node).exchange.ask<N>(town.admin, ask, undefined);
  if (isRejection(answer)) throw new Error(answer.rejected);
  return answer;
}

const invite = (note: string, expiresIn: number) =>
  ({ type: "invite-sign-up", note, uses: 2, expiresIn }) as const;
const list = { type: "list-invitations" } as const;

describe("invitations", () => {
  it(
    "[ACCT7] open ones are listed without their secret, and one that is taken back lets nobody in on any node",
    inTown(async (town) => {
      await town.node("n1").gate.setupPass();
      const { secret } = await asAdmin<"invite-sign-up">(town, invite("later", 90_000));
      await asAdmin<"invite-sign-up">(town, invite("sooner", 70_000));
      await asAdmin<"invite-sign-up">(town, invite("over", 0));
      const { invitations } = await asAdmin<"list-invitations">(town, list, "n2");
      expect(invitations.map(({ note, usesLeft }) => [note, usesLeft])).toEqual([
        ["sooner", 2],
        ["later", 2],
      ]);
      expect(invitations.flatMap((one) => Object.values(one))).not.toContain(secret);
      const later = invitations[1]?.id ?? "";
      await asAdmin<"revoke-invitation">(town, { type: "revoke-invitation", invitation: later });
      expect(await town.node("n2").gate.inspectPass(secret)).toMatchObject({ rejected: "expired" });
      expect((await asAdmin<"list-invitations">(town, list)).invitations).toHaveLength(1);
    }),
  );

  it(
    "[ACCT7] the first administrator's link cannot be taken back, nor one that is not there",
    inTown(async (town) => {
      const { store, gate } = town.node("n1");
      const setup = (await gate.setupPass()) ?? "";
      const [pass] = await store.listPasses();
      for (const invitation of [pass?.hash ?? "", "nothing"]) {
        const answer = town
          .node("n1")
          .exchange.ask(town.admin, { type: "revoke-invitation", invitation }, "c");
        expect(await answer).toMatchObject({ rejected: "no-such-invitation" });
      }
      expect(await gate.inspectPass(setup)).toMatchObject({ kind: "setup" });
    }),
  );

  it(
    "[ACCT8] the numbers hold those of the store and the exchange",
    inTown(async (town) => {
      const { stats } = await asAdmin<"stats">(town, { type: "stats" });
      expect(stats).toMatchObject({ accounts: 0, commits: expect.any(Number) as number, points: 0 });
    }),
  );
});

import { createResource, createSignal, Match, Show, Switch } from "solid-js";
import "../look/admin.css";
import { Page } from "../icons/page.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { serverInfo } from "../session/entrance.ts";
import { useSession } from "../session/session.ts";
import { InviteSeveral } from "./invite-several.tsx";
import { HouseStep } from "./house-step.tsx";
import { PlaceStep } from "./place-step.tsx";

const steps = 3;

/** From the first administrator's link to a team: three steps, each of which can wait. */
export default function WelcomePage() {
  const session = useSession();
  const words = useLateWords();
  const [step, setStep] = createSignal(1);
  const [server, { refetch }] = createResource(() => serverInfo().catch(() => undefined));
  const leave = () => session.go({ page: "home" });
  const next = () => (step() === steps ? leave() : setStep(step() + 1));
  return (
    <Page heading={words().welcome.heading} lead={words().welcome.lead}>
      <Show when={session.isAdmin()} fallback={<p class="hint">{words().console.notYours}</p>}>
        <ol class="steps" aria-hidden="true">
          {[1, 2, 3].map((number) => (
            <li classList={{ now: step() === number, past: step() > number }} />
          ))}
        </ol>
        <p class="hint">{words().welcome.step(step(), steps)}</p>
        <Switch>
          <Match when={step() === 1}>
            <HouseStep server={server.latest} changed={() => void refetch()} />
          </Match>
          <Match when={step() === 2}>
            <InviteSeveral server={server.latest} />
          </Match>
          <Match when={step() === 3}>
            <PlaceStep />
          </Match>
        </Switch>
        <div class="acts">
          <button type="button" class="go" onClick={next}>
            {step() === steps ? words().welcome.done : words().welcome.next}
          </button>
          <Show when={step() > 1}>
            <button type="button" onClick={() => setStep(step() - 1)}>
              {words().welcome.before}
            </button>
          </Show>
          <Show when={step() < steps}>
            <button type="button" class="quiet" onClick={leave}>
              {words().welcome.later}
            </button>
          </Show>
        </div>
      </Show>
    </Page>
  );
}

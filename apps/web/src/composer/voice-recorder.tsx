import { createSignal, For, Match, onMount, Show, Switch } from "solid-js";
import type { VoiceValue } from "@elsewhere/protocol/values";
import { BinIcon, PauseIcon, PlayIcon } from "../icons/writing-icons.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { VoicePlayer } from "../messages/voice-player.tsx";
import { createRecording } from "./recording.ts";
import { lengthWords } from "../words/lengths.ts";

const barsShown = 48;

/** Where a voice message is recorded, listened to, and sent or thrown away. */
export function VoiceRecorder(props: {
  readonly send: (file: File, voice: VoiceValue) => void;
  readonly closed: () => void;
}) {
  const words = useLateWords();
  const recording = createRecording();
  const [sending, setSending] = createSignal(false);
  let box: HTMLDivElement | undefined;
  const ready = () => {
    const now = recording.state();
    return now.name === "ready" ? now : undefined;
  };
  const refused = () => {
    const now = recording.state();
    return now.name === "refused" ? now : undefined;
  };
  const send = async () => {
    setSending(true);
    await recording.stop();
    const done = ready();
    if (done !== undefined) props.send(done.file, done.voice);
    props.closed();
  };
  onMount(() => box?.focus());
  return (
    <div
      class="recorder"
      role="group"
      aria-label={words().voice.recorder}
      tabindex="-1"
      ref={(element) => {
        box = element;
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") props.closed();
      }}
    >
      <button type="button" class="quiet" aria-label={words().voice.discard} onClick={() => props.closed()}>
        <BinIcon />
      </button>
      <Switch>
        <Match when={refused()}>
          {(no) => (
            <p class="recorder-words" role="alert">
              {words().voice.refused[no().why]}
            </p>
          )}
        </Match>
        <Match when={recording.state().name === "asking"}>
          <p class="recorder-words" role="status">
            {words().voice.asking}
          </p>
        </Match>
        <Match when={ready()}>
          {(done) => <VoicePlayer url={done().url} voice={done().voice} id="recording" />}
        </Match>
        <Match when={true}>
          <i class="recorder-dot" classList={{ still: recording.state().name === "paused" }} />
          <time class="recorder-time" aria-label={words().voice.length}>
            {lengthWords(recording.length())}
          </time>
          <LevelBars levels={recording.levels()} />
          <button
            type="button"
            class="quiet"
            aria-label={recording.state().name === "paused" ? words().voice.resume : words().voice.pause}
            onClick={() => (recording.state().name === "paused" ? recording.resume() : recording.pause())}
          >
            <Show when={recording.state().name === "paused"} fallback={<PauseIcon />}>
              <i class="recorder-dot still" />
            </Show>
          </button>
          <button
            type="button"
            class="quiet"
            aria-label={words().voice.listen}
            onClick={() => void recording.stop()}
          >
            <PlayIcon />
          </button>
        </Match>
      </Switch>
      <span class="hidden" role="status">
        {recording.state().name === "recording" ? words().voice.recording : ""}
        {recording.state().name === "paused" ? words().voice.paused : ""}
      </span>
      <Show when={refused() === undefined}>
        <button
          type="button"
          class="go"
          disabled={sending() || recording.state().name === "asking"}
          onClick={() => void send()}
        >
          {words().composer.send}
        </button>
      </Show>
    </div>
  );
}

function LevelBars(props: { readonly levels: readonly number[] }) {
  const shown = () => {
    const last = props.levels.slice(-barsShown);
    return [...Array.from({ length: barsShown - last.length }, () => 0), ...last];
  };
  return (
    <svg class="wave" viewBox={`0 0 ${barsShown * 4} 32`} preserveAspectRatio="none" aria-hidden="true">
      <For each={shown().map((level, at) => ({ level, at }))}>
        {({ level, at }) => <Bar at={at} height={level} />}
      </For>
    </svg>
  );
}

function Bar(props: { readonly at: number; readonly height: number }) {
  const tall = () => Math.max(2, props.height * 30);
  return <rect x={props.at * 4 + 1} y={16 - tall() / 2} width="2" height={tall()} rx="1" />;
}

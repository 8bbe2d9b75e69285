import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from "solid-js";
import type { VoiceValue } from "@elsewhere/protocol/values";
import { barsOf } from "../composer/waveform.ts";
import { useDesk } from "../conversations/desk.ts";
import { PauseIcon, PlayIcon } from "../icons/writing-icons.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { lengthWords } from "../words/lengths.ts";

const bars = 40;

/** Plays a voice message: its waveform is where one is in it, and leads elsewhere. One sounds at a time. */
export function VoicePlayer(props: {
  /** Of the file, or of a recording that was not sent. */
  readonly id: string;
  readonly url: string;
  readonly voice: VoiceValue;
  /** It was heard to its end. */
  readonly ended?: () => void;
}) {
  const words = useLateWords();
  const { playing } = useDesk();
  const [at, setAt] = createSignal(0);
  const [trouble, setTrouble] = createSignal(false);
  const audio = new Audio();
  audio.preload = "none";
  const length = () => props.voice.duration / 1000;
  const isOn = () => playing.current() === props.id;
  const heights = createMemo(() => barsOf(props.voice.waveform, bars));
  const follow = () => setAt(Math.min(audio.currentTime, length()));
  audio.addEventListener("timeupdate", follow);
  audio.addEventListener("ended", () => {
    audio.currentTime = 0;
    setAt(0);
    if (isOn()) playing.play(undefined);
    props.ended?.();
  });
  const begin = async () => {
    setTrouble(false);
    if (audio.src === "") audio.src = props.url;
    audio.playbackRate = playing.speed();
    await audio.play();
  };
  createEffect(
    on(isOn, (now) => {
      if (!now) return audio.pause();
      begin().catch((error: unknown) => {
        // To be silenced while it begins is no trouble.
        if (error instanceof DOMException && error.name === "AbortError") return;
        setTrouble(true);
        playing.play(undefined);
      });
    }),
  );
  createEffect(() => {
    audio.playbackRate = playing.speed();
  });
  onCleanup(() => {
    audio.pause();
    if (isOn()) playing.play(undefined);
  });
  const goTo = (seconds: number) => {
    if (audio.src === "") audio.src = props.url;
    audio.currentTime = seconds;
    setAt(seconds);
  };
  return (
    <div class="voice" role="group" aria-label={words().voice.message(lengthWords(props.voice.duration))}>
      <button
        type="button"
        class="voice-play"
        aria-label={isOn() ? words().voice.stopPlaying : words().voice.play}
        onClick={() => playing.play(isOn() ? undefined : props.id)}
      >
        <Show when={isOn()} fallback={<PlayIcon />}>
          <PauseIcon />
        </Show>
      </button>
      <span class="voice-wave" dir="ltr">
        <svg class="wave" viewBox={`0 0 ${bars * 4} 32`} preserveAspectRatio="none" aria-hidden="true">
          <For each={heights()}>
            {(height, index) => {
              const tall = Math.max(2, height * 30);
              const isPast = () => at() > 0 && (index() + 0.5) / bars <= at() / length();
              return (
                <rect
                  classList={{ past: isPast() }}
                  x={index() * 4 + 1}
                  y={16 - tall / 2}
                  width="2"
                  height={tall}
                  rx="1"
                />
              );
            }}
          </For>
        </svg>
        <input
          type="range"
          min="0"
          max={length()}
          step="0.1"
          value={at()}
          aria-label={words().voice.position}
          aria-valuetext={words().voice.positionOf(
            lengthWords(at() * 1000),
            lengthWords(props.voice.duration),
          )}
          onInput={(event) => goTo(event.currentTarget.valueAsNumber)}
        />
      </span>
      <time class="voice-time">{lengthWords(isOn() || at() > 0 ? at() * 1000 : props.voice.duration)}</time>
      <button
        type="button"
        class="voice-speed quiet"
        dir="ltr"
        aria-label={words().voice.speed(playing.speed())}
        onClick={() => playing.nextSpeed()}
      >
        {playing.speed()}×
      </button>
      <Show when={trouble()}>
        <small role="alert">{words().voice.cannotPlay}</small>
      </Show>
    </div>
  );
}

/** Recording and playing voice messages. */
export const voice = {
  recorder: "Voice message",
  discard: "Throw away",
  asking: "Please let the page use the microphone; the browser asks you.",
  refused: {
    denied:
      "The browser does not let this page use the microphone. You can allow it in the browser's settings for this page.",
    "no-microphone": "There is no microphone here. You can record at another of your places.",
    failed: "The microphone does not answer. Perhaps another program uses it.",
  },
  recording: "Recording",
  paused: "Recording is paused",
  pause: "Pause the recording",
  resume: "Go on recording",
  listen: "Stop and listen",
  length: "Length",
  message: (length: string) => `Voice message, ${length}`,
  play: "Play",
  stopPlaying: "Pause",
  position: "Position",
  positionOf: (at: string, length: string) => `${at} of ${length}`,
  speed: (times: number) => `Speed: ${times} times`,
  cannotPlay: "It cannot be played here.",
};

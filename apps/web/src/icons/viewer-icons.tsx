import { Icon } from "./icons.tsx";

export const DownloadIcon = () => (
  <Icon>
    <path d="M10 3v9M6.5 8.8 10 12.2l3.5-3.4M4 16.5h12" />
  </Icon>
);
export const MessageIcon = () => (
  <Icon>
    <path d="M3 4h14v9.5H9.5L6 17v-3.5H3z" />
  </Icon>
);
export const NextIcon = () => (
  <Icon>
    <path d="m7.5 4 6 6-6 6" />
  </Icon>
);
export const WiderIcon = () => (
  <Icon>
    <circle cx="8.5" cy="8.5" r="5.2" />
    <path d="m12.5 12.5 4.5 4.5M8.5 6.2v4.6M6.2 8.5h4.6" />
  </Icon>
);
export const NarrowerIcon = () => (
  <Icon>
    <circle cx="8.5" cy="8.5" r="5.2" />
    <path d="m12.5 12.5 4.5 4.5M6.2 8.5h4.6" />
  </Icon>
);

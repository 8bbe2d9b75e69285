/** What one sees of a person. */
export const card = {
  yourself: "This is you",
  notShown: "Whether they are here is not shown to you",
  can: {
    text: "messages",
    image: "pictures",
    file: "files",
    audio: "talk",
    video: "video",
  },
  canAll: (things: string) => `Where they are now they can get: ${things}`,
  sharedGroups: "Groups you share",
  write: "Write",
  askContact: "Ask to be contacts",
  accept: "Accept",
  decline: "Decline",
  takeBack: "Take the question back",
  removeContact: "Remove from contacts",
  block: "Block",
  blockSure: "Block, really?",
  unblock: "Unblock",
};

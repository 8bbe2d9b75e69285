import { BlockList, isIPv6 } from "node:net";

const privateRanges: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [
  ["127.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["::1", 128, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
];

/** Whether an address cannot come from the open internet (RFC 1918, 3927, 4193, 4291). */
export function isPrivateAddress(address: string): boolean {
  const list = new BlockList();
  for (const [net, bits, family] of privateRanges) list.addSubnet(net, bits, family);
  const plain = address.startsWith("::ffff:") ? address.slice(7) : address;
  return list.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
}

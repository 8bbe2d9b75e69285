import { BlockList, isIP } from "node:net";

/**
 * Addresses that are not of the public internet (IANA special-purpose registries, RFC 6890): a server that calls where
 * people tell it to must not be led into the operator's own network, or to the service that gives a cloud's keys.
 */
const v4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Only 2000::/3 is given out; in it these lead elsewhere (tunnels to IPv4 among them) or nowhere. */
const v6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

/** Whether an address may not be called. What is no address may not. */
export function isPrivateAddress(address: string): boolean {
  const plain = mappedV4(address) ?? address;
  const family = isIP(plain);
  if (family === 4) return listOf(v4, "ipv4").check(plain, "ipv4");
  if (family !== 6 || plain.includes("%")) return true;
  return !listOf(["2000::/3"], "ipv6").check(plain, "ipv6") || listOf(v6, "ipv6").check(plain, "ipv6");
}

function listOf(subnets: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = "", bits = ""] = subnet.split("/");
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}

/** `::ffff:127.0.0.1` is 127.0.0.1. Other ways to write it are outside of 2000::/3. */
function mappedV4(address: string): string | undefined {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
}

import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

// A whole round, played with types that were generated from the description of strings.
const api = createClient<paths>({
  baseUrl: process.argv[2],
  headers: { Prefer: "int64=string" },
});
const path = { region: "generated", storage_type: "typescript", period: "2026-Q4" };
const market = "generated/typescript/2026-Q4";
const volume = 9007199254740993n;

function taken<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) {
    throw new Error(JSON.stringify(answer.error));
  }
  return answer.data;
}

const at = "/v1/markets/{region}/{storage_type}/{period}" as const;
taken(await api.PUT(at, { params: { path }, body: { currency: "USD" } }));
taken(await api.POST(`${at}/capacity`, {
  params: { path }, body: { change_id: "c", delta: volume.toString() },
}));
const receipt = taken(await api.POST("/v1/sellers/{seller}/bids", {
  params: { path: { seller: "acme" } },
  body: { market, bid_id: "a", max_fee_micros: "500000", max_volume: volume.toString() },
}));
const refused = await api.POST("/v1/sellers/{seller}/bids", {
  params: { path: { seller: "acme" } },
  body: { market, bid_id: "b", max_fee_micros: "500000", max_volume: "0" },
});
const cleared = taken(await api.POST(`${at}/rounds/{round}/clear`, {
  params: { path: { ...path, round: 1 } },
}));
const settled = taken(await api.POST(`${at}/settle`, { params: { path } }));
const granted: bigint = BigInt(cleared.round.granted_volume);
console.log([
  `${receipt.status} ${receipt.number}`,
  `${refused.response.status} ${refused.error?.code}`,
  `${cleared.status} ${granted} at ${cleared.round.round_fee_micros}`,
  settled.status,
].join("\n"));

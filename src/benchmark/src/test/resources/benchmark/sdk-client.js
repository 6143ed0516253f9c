// Receives with the vendor's own SDK; the counterpart of BenchmarkClientMain, same lines, same plan.
"use strict";
const fs = require("fs");
const { default: Doshii, WebsocketEvents } = require("doshii-partner-node-sdk");

const PATIENCE_MS = 5000;
const [head, ...burstTexts] = process.env.BENCHMARK_PLAN.split(";");
const [warmUpText, sustained] = head.split(" ");
const warmUp = Number(warmUpText);
const bursts = burstTexts.map((text) => {
  const [, , count, perSecond] = text.split(" ").map(Number);
  return { count, perSecond };
});
const paced = bursts.some((burst) => burst.perSecond > 0);
const expected = bursts.reduce((sum, burst) => sum + burst.count, 0);

const seen = new Uint8Array(expected);
const latencies = [];
let highest = -1;
let inversions = 0;
let duplicates = 0;
let distinct = 0;
let burst = 0;
let arrivedInBurst = 0;
let events = 0;
let wallNanos = 0n;
let cpuMicros = 0;
let startWall = 0n;
let startCpu = process.cpuUsage();

function say(kind, value) {
  process.stdout.write(`@@${kind} ${value}\n`);
}

function percentile(sorted, percent) {
  return sorted.length === 0 ? 0 : sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1];
}

function peakMemoryBytes() {
  try {
    const line = /VmHWM:\s*(\d+) kB/.exec(fs.readFileSync("/proc/self/status", "utf8"));
    return line ? Number(line[1]) * 1024 : 0;
  } catch (e) {
    return 0;
  }
}

function finish() {
  const sorted = Float64Array.from(latencies).sort();
  const fields = [
    events,
    wallNanos,
    cpuMicros * 1000,
    -1,
    inversions,
    expected - distinct,
    duplicates,
    percentile(sorted, 50),
    percentile(sorted, 99),
    0,
    peakMemoryBytes(),
  ];
  say("result", fields.join(" "));
  process.exit(0);
}

function endBurst() {
  if (burst >= warmUp && arrivedInBurst > 0) {
    const cpu = process.cpuUsage(startCpu);
    cpuMicros += cpu.user + cpu.system;
    wallNanos += process.hrtime.bigint() - startWall;
    events += arrivedInBurst;
  }
  arrivedInBurst = 0;
  burst++;
  if (burst === bursts.length) {
    finish();
  } else if (!sustained) {
    say("ready", burst);
  }
}

function onEvent(event, data) {
  const sequence = Number(data.posRef);
  if (sequence < highest) {
    inversions++;
  } else {
    highest = sequence;
  }
  if (seen[sequence] === 1) {
    duplicates++;
  } else {
    seen[sequence] = 1;
    distinct++;
  }
  arrivedInBurst++;
  if (burst >= warmUp) {
    if (paced) {
      latencies.push(Number(process.hrtime.bigint() - BigInt(data.sentAt)));
    }
    if (arrivedInBurst === 1) {
      startWall = process.hrtime.bigint();
      startCpu = process.cpuUsage();
    }
  }
  if (arrivedInBurst === bursts[burst].count) {
    endBurst();
  }
}

let watchedBurst = -1;
let watchedArrived = -1;
setInterval(() => {
  if (burst === watchedBurst && arrivedInBurst === watchedArrived) {
    endBurst();
  }
  watchedBurst = burst;
  watchedArrived = arrivedInBurst;
}, PATIENCE_MS);

process.stdin.on("end", () => process.exit(1));
process.stdin.resume();

const doshii = new Doshii("benchmark", "benchmark", {
  websocketUrlOverride: `ws://127.0.0.1:${process.env.BENCHMARK_PORT}/app/socket?auth=`,
});
doshii.subscribeToWebsockeEvents([WebsocketEvents.ORDER_UPDATED], onEvent);
doshii.websocket.on("open", () => say("ready", 0));

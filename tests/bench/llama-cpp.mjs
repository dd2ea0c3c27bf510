// Times the llama.cpp of the npm package node-llama-cpp on a GGUF file and prints one JSON object. Run by
// compare-llama-cpp, from the folder that has the package:  llama-cpp.mjs MODEL PROMPTS NEW DEPTHS THREADS
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

const entry = createRequire(join(process.cwd(), "x.js")).resolve("node-llama-cpp");
const {getLlama, LlamaLogLevel} = await import(pathToFileURL(entry).href);
const [, , modelPath, prompts, fresh, depths, threads] = process.argv;
const list = text => text.split(",").map(Number);
const ids = (n, step) => Array.from({length: n}, (_, i) => (100 + i * step) % 4000);

const llama = await getLlama({gpu: false, build: "never", logLevel: LlamaLogLevel.error, maxThreads: +threads});
const model = await llama.loadModel({modelPath, useMmap: true});
const most = Math.max(...list(prompts), ...list(depths)) + Number(fresh) + 16;
const context = await model.createContext({
  contextSize: Math.max(1024, most), batchSize: 512, threads: +threads, flashAttention: false,
});
const sequence = context.getSequence();
const seconds = async work => {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
};
const results = {};

async function prompt(n) {
  await sequence.clearHistory();
  return n / await seconds(() => sequence.evaluateWithoutGeneratingNewTokens(ids(n, 7919)));
}

async function generation(depth) {
  await sequence.clearHistory();
  await sequence.evaluateWithoutGeneratingNewTokens(ids(depth + 1, 104729));
  let n = 0;
  const time = await seconds(async () => {
    for await (const _ of sequence.evaluate([7], {temperature: 0, yieldEogToken: true})) {
      if (++n >= Number(fresh)) break;
    }
  });
  return n / time;
}

for (const n of list(prompts)) {
  await prompt(n); // warm
  results["pp" + n] = await prompt(n);
}
for (const depth of list(depths)) {
  await generation(depth);
  results["tg" + fresh + (depth ? " @ d" + depth : "")] = await generation(depth);
}
console.log(JSON.stringify(results));
await context.dispose();
await model.dispose();
process.exit(0);

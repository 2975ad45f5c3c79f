import { runTool } from './checks/run-tool.ts';
import type { Count } from './checks/steps.ts';
import { steps } from './checks/steps.ts';

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Every step, also after one that failed, so that one run shows everything there is to mend. */
async function checkEverything(): Promise<Count> {
  const started = performance.now();
  const times: string[] = [];
  let [passed, failed] = [0, 0];
  for (const { name, run } of steps) {
    console.log(`\n— ${name}`);
    const stepStarted = performance.now();
    const count = await run();
    passed += count.passed;
    failed += count.failed;
    times.push(`${count.failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(32)} ${seconds(stepStarted).padStart(8)}`);
  }
  console.log(`\n${times.join('\n')}\n${'together'.padEnd(39)} ${seconds(started).padStart(8)}\n`);
  return { passed, failed };
}

/** With arguments only the tests they name, as with jest; without, everything. */
async function run(args: readonly string[]): Promise<void> {
  if (!process.env.NODE_OPTIONS?.includes('--experimental-vm-modules')) {
    console.error('Tests need the Node options of .npmrc. Please start them through npm: npm test');
    process.exitCode = 1;
    return;
  }
  if (args.length > 0) {
    process.exitCode = await runTool('jest', args);
    return;
  }
  const { passed, failed } = await checkEverything();
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`${passed} passed, ${failed} failed`);
}

await run(process.argv.slice(2));

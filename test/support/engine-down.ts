export default async function engineDown(): Promise<void> {
  await globalThis.registerTestEngine?.stop();
}

/** Where the mails of a development machine can be read; null everywhere else. */
export const { mailCapture = null } = JSON.parse(document.getElementById('settings')?.textContent ?? '{}') as {
  readonly mailCapture?: string | null;
};

import { render } from 'preact';
import { App } from './app.tsx';
import { resume } from './session.ts';

/** The design system's theme follows what the person has chosen for the whole machine. */
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = (): void => {
  document.body.dataset.kernTheme = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', paint);
paint();

/** A return from the provider is taken up before anything is drawn. */
const signedIn = await resume().catch(() => undefined);
const target = document.getElementById('portal');
if (target) render(<App start={signedIn === undefined ? 'failed' : signedIn ? 'in' : 'out'} />, target);

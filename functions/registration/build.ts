import { join } from 'node:path';
import { build } from 'esbuild';
import { bundled, emptyStatics, listFiles, pageSettings, root, stylePlugins } from '../../shared/pages/page-build.ts';
import type { Manifest } from './statics.ts';

const area = join(root, 'functions/registration');
const [program, styles] = [join(area, 'app/main.ts'), join(area, 'app/styles.css')];

/** Bundles the pages' program and styles to `<outDir>/statics`, with a list of what is there. */
export async function prepare(outDir: string): Promise<void> {
  const statics = await emptyStatics(outDir);
  const { metafile } = await build({
    ...pageSettings,
    entryPoints: { anmeldung: program, termine: styles },
    outdir: statics,
    plugins: stylePlugins([join(area, '*.ts'), join(area, 'app/*.ts')]),
  });
  const { names, of } = bundled(metafile);
  await listFiles<Manifest>(statics, names, { styles: of(styles), script: of(program) }, ['br']);
}

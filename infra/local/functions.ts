import { pathToFileURL } from 'node:url';
import type { Built } from '../build.ts';
import type { FunctionOfArea, LambdaFunction } from './gateway.ts';

/** The bundled functions by area, each loaded once. They read their settings when they run, so set these before the first call. */
export function bundledFunctions({ areas }: Pick<Built, 'areas'>): FunctionOfArea {
  const loaded = new Map<string, Promise<LambdaFunction>>();
  const load = async (area: string): Promise<LambdaFunction> => {
    const file = areas.find((built) => built.area === area)?.file;
    if (file === undefined) throw new Error(`area "${area}" has no bundle: functions/${area}/handler.ts is missing`);
    const { handler } = (await import(pathToFileURL(file).href)) as { handler?: LambdaFunction };
    if (!handler) throw new Error(`functions/${area}/handler.ts exports no handler`);
    return handler;
  };
  return async (area) => {
    const loading = loaded.get(area) ?? load(area);
    loaded.set(area, loading);
    return await loading;
  };
}

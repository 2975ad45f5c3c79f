import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { consumers } from '../functions/consumers.ts';
import { routes } from '../functions/routes.ts';
import { buildFunctions } from './build.ts';
import { deploymentOf, nameOf } from './stacks/deployment.ts';
import { RegisterStack } from './stacks/register-stack.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const app = new App();
const deployment = deploymentOf(app.node);
/** `-c bundles=<folder>` builds beside a `dist` that something else is using. */
const bundles: unknown = app.node.tryGetContext('bundles');
const { outDir } = await buildFunctions(typeof bundles === 'string' ? { outDir: join(root, bundles) } : {});

new RegisterStack(app, nameOf(deployment, 'stack'), {
  deployment,
  routes,
  consumers,
  codeOf: (area) => lambda.Code.fromAsset(join(outDir, area), { exclude: ['*.map'] }),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));

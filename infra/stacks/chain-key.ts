import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { keepingOf } from './deployment.ts';

/** Signs the ends of the chains of seals. Only what seals may use it, nobody can read it, and it is no table's key. */
export class ChainKey extends Construct {
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    this.key = new kms.Key(this, 'Key', {
      description: `Chains of seals (${deployment.stage})`,
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: keepingOf(deployment).removalPolicy,
    });
  }

  statements(): iam.PolicyStatement[] {
    return [new iam.PolicyStatement({ actions: ['kms:GenerateMac', 'kms:VerifyMac'], resources: [this.key.keyArn] })];
  }
}

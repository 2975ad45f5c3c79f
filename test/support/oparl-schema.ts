import type { AnySchema, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';

/**
 * The object types of OParl 1.1 (June 2018, chapter 3), property by property with the type that the specification's
 * tables give. Written down here from those tables, since the published files may not be copied under our licence.
 * `!` marks what is mandatory; `Type*` is a list; a name in capitals is an object put inside, `url` a reference to one.
 * @see docs/adr/0017-oparl-read-only.md
 */
const everywhere = 'id:url! type:type! created:date-time! modified:date-time! license:string keyword:string* web:url deleted:boolean';
const tables = {
  System:
    'oparlVersion:version! otherOparlVersions:url* body:url! name:string contactEmail:string contactName:string website:url vendor:url product:url',
  Body: 'system:url shortName:string name:string! website:url licenseValidSince:date-time oparlSince:date-time ags:string rgs:string equivalent:url* contactEmail:string contactName:string organization:url! person:url! meeting:url! paper:url! legislativeTerm:LegislativeTerm*! agendaItem:url consultation:url file:url locationList:url legislativeTermList:url membership:url classification:string location:Location',
  LegislativeTerm: 'body:url name:string startDate:date endDate:date',
  Organization:
    'body:url name:string membership:url* meeting:url consultation:url shortName:string post:string* subOrganizationOf:url organizationType:string classification:string startDate:date endDate:date website:url location:Location externalBody:url',
  Person:
    'body:url name:string familyName:string givenName:string formOfAddress:string affix:string title:string* gender:string phone:string* email:string* location:url locationObject:Location status:string* membership:Membership* life:string lifeSource:string',
  Membership: 'person:url organization:url role:string votingRight:boolean startDate:date endDate:date onBehalfOf:url',
  Meeting:
    'name:string meetingState:string cancelled:boolean start:date-time end:date-time location:Location organization:url* participant:url* invitation:File resultsProtocol:File verbatimProtocol:File auxiliaryFile:File* agendaItem:AgendaItem*',
  AgendaItem:
    'meeting:url number:string order:integer! name:string public:boolean consultation:url result:string resolutionText:string resolutionFile:File auxiliaryFile:File* start:date-time end:date-time',
  Paper:
    'body:url name:string reference:string date:date paperType:string relatedPaper:url* superordinatedPaper:url* subordinatedPaper:url* mainFile:File auxiliaryFile:File* location:Location* originatorPerson:url* underDirectionOf:url* originatorOrganization:url* consultation:Consultation*',
  Consultation: 'paper:url agendaItem:url meeting:url organization:url* authoritative:boolean role:string',
  File: 'name:string fileName:string mimeType:string date:date size:integer sha1Checksum:string sha512Checksum:string text:string accessUrl:url! downloadUrl:url externalServiceUrl:url masterFile:url derivativeFile:url* fileLicense:url meeting:url* agendaItem:url* paper:url*',
  Location:
    'description:string geojson:object streetAddress:string room:string postalCode:string subLocality:string locality:string bodies:url* organizations:url* persons:url* meetings:url* papers:url*',
} as const;
export type OparlTypeName = keyof typeof tables;

const URL_FORM = '^https?://[^\\s"<>]+$';
const simple: Readonly<Record<string, object>> = {
  string: { type: 'string', minLength: 1 },
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  object: { type: 'object' },
  url: { type: 'string', pattern: URL_FORM },
  // Section 2.4: days as yyyy-mm-dd, instants to the second and with an offset; "Z" is not among the forms.
  date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  'date-time': { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[+-]\\d{2}:\\d{2}$' },
  version: { const: 'https://schema.oparl.org/1.1/' },
};

function schemaOf(name: OparlTypeName): AnySchema {
  const required: string[] = [];
  const properties: Record<string, object> = {};
  for (const entry of `${everywhere} ${tables[name]}`.split(' ')) {
    const [, property = '', type = '', list, mandatory] = /^(\w+):([\w-]+)(\*?)(!?)$/.exec(entry) ?? [];
    const one = type === 'type' ? { const: `https://schema.oparl.org/1.1/${name}` } : (simple[type] ?? { $ref: `${type}#` });
    properties[property] = list ? { type: 'array', items: one } : one;
    if (mandatory) required.push(property);
  }
  // What is gone keeps its head (section 2.8); makers' own properties have a prefix (section 2.2).
  const gone = { required: ['deleted', 'id', 'type', 'created', 'modified'], properties: { deleted: { const: true } } };
  return {
    $id: name,
    type: 'object',
    properties,
    patternProperties: { '^[a-z]+:[A-Za-z]+$': {} },
    additionalProperties: false,
    anyOf: [gone, { required, properties: { deleted: { const: false } } }],
  };
}

const pageSchema: AnySchema = {
  $id: 'Page',
  type: 'object',
  required: ['data', 'pagination', 'links'],
  additionalProperties: false,
  properties: {
    data: { type: 'array' },
    pagination: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        ['totalElements', 'elementsPerPage', 'currentPage', 'totalPages'].map((count) => [count, { type: 'integer', minimum: 0 }]),
      ),
    },
    links: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(['first', 'prev', 'self', 'next', 'last', 'web'].map((link) => [link, simple.url])),
    },
  },
};

const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });
for (const name of Object.keys(tables) as OparlTypeName[]) ajv.addSchema(schemaOf(name));
ajv.addSchema(pageSchema);

/** What of an object or page does not fit the specification; empty when it fits. */
export function oparlFaults(name: OparlTypeName | 'Page', value: unknown): string[] {
  const validate = ajv.getSchema(name) as ValidateFunction;
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Type of an object by what it says of itself. */
export const oparlTypeOf = ({ type }: { readonly type: string }): OparlTypeName =>
  type.replace('https://schema.oparl.org/1.1/', '') as OparlTypeName;

import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes'
import { signInPaths } from '../signin/provider.ts'
import { parametersOf } from './searchParameters.ts'
import { isWritable, type ServedType, servedTypes } from './types.ts'

/** What the FHIR API can do, made from the same tables that it runs on. */
export function capabilityStatement(origin: string, date: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: 'Demojournal' },
    implementation: { description: 'Demojournal med påhittade patienter', url: `${origin}/fhir` },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: true,
          service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }],
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [
                { url: 'authorize', valueUri: origin + signInPaths.authorization },
                { url: 'token', valueUri: origin + signInPaths.token },
              ],
            },
          ],
        },
        resource: servedTypes.map(describe),
      },
    ],
  }
}

function describe(type: ServedType): CapabilityStatementRestResource {
  const parameters = [...parametersOf(type).values()]
  const writing = isWritable(type) ? [{ code: 'create' as const }, { code: 'update' as const }] : []
  return {
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }, ...writing],
    versioning: 'versioned',
    readHistory: false,
    ...(isWritable(type) ? { updateCreate: false, conditionalCreate: true, conditionalUpdate: false } : {}),
    searchInclude: parameters.filter((parameter) => parameter.type === 'reference').map((parameter) => `${type}:${parameter.code}`),
    searchParam: parameters.map(({ code, type: kind, definition }) => ({ name: code, definition, type: kind })),
  }
}

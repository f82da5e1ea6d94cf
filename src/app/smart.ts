/**
 * fhirclient, in its build for browsers that need no polyfills: a third of the size of the other. It stands on
 * `window` and has no module of its own; its types come from the package.
 */

import 'fhirclient/build/fhir-client.pure.min.js'
import type fhirclient from 'fhirclient'

declare global {
  interface Window {
    FHIR: typeof fhirclient
  }
}

export const FHIR = window.FHIR

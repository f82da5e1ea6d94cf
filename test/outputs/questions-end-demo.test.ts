/** The list of questions against brute force, to its end: the patients of the demo record. */

import { standsAtTheEnd } from './asking.ts'
import { demo } from './everyPatient.ts'

standsAtTheEnd(demo)

/** The list of questions against brute force, to its end: the patients of rules/cases. */

import { standsAtTheEnd } from './asking.ts'
import { told } from './everyPatient.ts'

standsAtTheEnd(told)

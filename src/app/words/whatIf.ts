/** Words of "why not" and "what if". */

import type { Text } from '../../core/guideline.ts'

export const whatIfWords = {
  wouldMeet: { sv: 'Skulle uppfyllas av', en: 'Would be met by' },
  wouldAdvise: { sv: 'Skulle gälla med', en: 'Would apply with' },
  notNow: { sv: 'Råd som inte gäller nu', en: 'Advice that does not apply now' },
  whyNoReferral: { sv: 'Varför inte remiss?', en: 'Why no referral?' },
  whatDecidesReferral: { sv: 'Vad avgör om remiss behövs?', en: 'What decides about referral?' },
  whatIf: { sv: 'Tänk om …', en: 'What if …' },
  whatIfBand: { sv: 'Tänk om: inget sparas', en: 'What if: nothing is kept' },
  whatIfPrinted: { sv: 'Tänk om. Uppgifterna är antagna, inte patientens.', en: 'What if. The data are supposed, not the patient’s.' },
  leaveWhatIf: { sv: 'Avsluta tänk om', en: 'Leave what if' },
  becomes: { sv: 'blir', en: 'becomes' },
  levelStays: { sv: 'Samma svar som med de verkliga uppgifterna.', en: 'The same answer as with the true data.' },
  adviceDiffers: { sv: '{level}: samma vårdnivå, ett annat råd.', en: '{level}: the same level of care, other advice.' },
  whatIfFacts: { sv: 'Ändra uppgifter', en: 'Change the data' },
  whatIfFactsWhy: {
    sv: 'Det som kriterierna vilar på. En ändring går före journalen tills du avslutar.',
    en: 'What the criteria rest on. A change stands before the record until you leave.',
  },
  whatIfTrials: { sv: 'Ändra enskilda läkemedel i Läkemedelshistorik', en: 'Change single drugs in Medication history' },
  historyProves: {
    sv: 'Läkemedelshistoriken visar minst {n}. Ändra enskilda läkemedel där.',
    en: 'The medication history shows at least {n}. Change single drugs there.',
  },
  whatIfUnlikely: { sv: 'Röda flaggor och annat ovanligt', en: 'Red flags and other rare things' },
  was: { sv: 'var: {value}', en: 'was: {value}' },
} satisfies Record<string, Text>

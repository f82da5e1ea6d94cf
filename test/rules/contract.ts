/** What the contract promises the outside world: which guidelines, criteria and recommendations exist. A change here is a change of the interface. */

import type { Action } from '../../src/core/guideline.ts'

type Promised = {
  region?: string
  start?: string
  end?: string
  validityConfirmed?: false
  criteria: string[]
  recommendations: Record<string, Action>
}

/** First days of the comparisons that have one. */
const starts: Record<string, Pick<Promised, 'start'>> = {
  'compare-norway': { start: '2023-01-01' },
}

export const contract: Record<string, Promised> = {
  'tlv-cgrp-antibodies': {
    start: '2019-01-01',
    criteria: ['adult', 'chronicMigraine', 'twoPreventivesFailed', 'headacheSpecialistPrescribes'],
    recommendations: { cgrpAntibodySubsidised: 'inform' },
  },
  'nt-radet-cgrp-antibodies': {
    start: '2019-11-25',
    end: '2023-01-31',
    criteria: ['chronicMigraine', 'twoPreventivesFailed', 'headacheSpecialistPrescribes'],
    recommendations: { cgrpAntibodyRecommended: 'inform' },
  },
  'stockholm-cgrp-antibodies': {
    region: 'AB',
    start: '2023-02-01',
    criteria: ['chronicMigraine', 'twoPreventivesFailed', 'headacheSpecialistPrescribes', 'responded'],
    recommendations: { cgrpAntibodyRecommended: 'inform', evaluateAfterThreeMonths: 'followUp', stopForLackOfEffect: 'stop' },
  },
  'gavleborg-advanced-treatment': {
    region: 'X',
    start: '2019-01-01',
    validityConfirmed: false,
    criteria: ['chronicMigraine', 'twoPreventivesFailed', 'headacheSpecialistPrescribes'],
    recommendations: { referToNeurologyGavle: 'refer', advancedTreatmentByNeurologistOnly: 'inform' },
  },
  'vgr-migraine-clinic': {
    region: 'O',
    start: '2022-04-01',
    validityConfirmed: false,
    criteria: ['twoPreventivesFailed', 'diagnosisUncertain'],
    recommendations: { referToRegionalMigraineClinic: 'refer' },
  },
  'primary-care-migraine': {
    criteria: ['adult', 'frequentAttacks', 'preventiveTried', 'acuteTreatmentOptimised', 'onAdequatePreventive'],
    recommendations: {
      keepHeadacheDiary: 'document',
      optimiseAcuteTreatment: 'treat',
      startPreventive: 'treat',
      titratePreventive: 'adjust',
      tryAnotherPreventive: 'treat',
      preventiveInPregnancy: 'avoid',
      selfCare: 'inform',
    },
  },
  'referral-to-neurology': {
    criteria: [
      'diaryThreeMonths',
      'acuteTreatmentTried',
      'preventiveTriedAndEvaluated',
      'chronicMigraine',
      'twoPreventivesFailed',
      'diagnosisUncertain',
      'withdrawalFailed',
      'hemiplegicOrBrainstemAura',
      'clusterHeadache',
    ],
    recommendations: {
      referForAdvancedTreatment: 'refer',
      referForInadequateEffect: 'refer',
      referForComplicatingCondition: 'refer',
      referForDiagnosis: 'refer',
      referForClusterHeadache: 'refer',
      referToPaediatrics: 'refer',
      completeBeforeReferral: 'document',
      alreadyReferred: 'inform',
    },
  },
  'medication-overuse': {
    criteria: ['medicationOveruse'],
    recommendations: {
      withdrawOverusedMedication: 'adjust',
      superviseWithdrawal: 'adjust',
      referAfterFailedWithdrawal: 'refer',
      overuseRisk: 'inform',
    },
  },
  'red-flags': {
    criteria: ['acuteRedFlag', 'semiAcuteRedFlag', 'valsalvaHeadache'],
    recommendations: { emergencyAssessment: 'emergency', promptInvestigation: 'investigate' },
  },
  'advanced-treatment-follow-up': {
    criteria: ['onAdvancedTreatment', 'threeMonthsOnTreatment', 'responded', 'pregnancyOrPlan'],
    recommendations: {
      evaluateResponse: 'followUp',
      stopForLackOfEffect: 'stop',
      continueTreatment: 'followUp',
      considerDoseIncrease: 'adjust',
      considerPause: 'followUp',
      postponeAdvancedTreatment: 'avoid',
      registerInNeuroregistret: 'document',
    },
  },
  'tlv-rimegepant': {
    start: '2023-12-15',
    criteria: ['adult', 'twoAttacksAMonth', 'twoTriptansFailed'],
    recommendations: { rimegepantSubsidised: 'inform', rimegepantNotSubsidisedForPrevention: 'inform' },
  },
  'tlv-triptans': {
    start: '2010-10-15',
    criteria: ['adult', 'migraine', 'sumatriptanTabletsTried'],
    recommendations: { tryGenericSumatriptanFirst: 'inform' },
  },
  'botulinum-toxin': {
    criteria: ['adult', 'chronicMigraine', 'twoPreventivesFailed', 'threeRoundsGiven', 'responded'],
    recommendations: { considerBotulinumToxin: 'treat', evaluateBotulinumToxin: 'followUp', stopBotulinumToxin: 'stop' },
  },
  'drug-safety': {
    criteria: [],
    recommendations: {
      triptanWithCardiovascularDisease: 'avoid',
      triptanWithUncontrolledHypertension: 'avoid',
      triptanWithHemiplegicOrBrainstemAura: 'avoid',
      triptanWithMaoInhibitor: 'avoid',
      triptanWithErgotamine: 'avoid',
      triptanWithSevereHepaticImpairment: 'avoid',
      eletriptanWithCyp3a4Inhibitor: 'avoid',
      rizatriptanWithPropranolol: 'avoid',
      topiramateInPregnancy: 'avoid',
      topiramateWithoutContraception: 'avoid',
      topiramateWithKidneyStones: 'avoid',
      topiramateWithGlaucoma: 'avoid',
      topiramateWithDepression: 'avoid',
      valproateWithChildbearingPotential: 'avoid',
      valproateInMen: 'avoid',
      betaBlockerWithAsthma: 'avoid',
      betaBlockerWithHeartBlock: 'avoid',
      amitriptylineUnsuitable: 'avoid',
      raasInhibitorInPregnancy: 'avoid',
      raasInhibitorPlanningPregnancy: 'avoid',
      nsaidInLatePregnancy: 'avoid',
      nsaidUnsuitable: 'avoid',
      preventiveWithDepression: 'avoid',
      combinedContraceptiveWithAura: 'avoid',
      gepantWithCyp3a4Inhibitor: 'avoid',
      gepantWithSevereHepaticImpairment: 'avoid',
      antibodyWithCardiovascularDisease: 'avoid',
      antibodyWithLatexOrFructose: 'avoid',
      atogepantDose: 'adjust',
      botulinumWithMyasthenia: 'avoid',
      erenumabWithHypertension: 'avoid',
      erenumabWithConstipation: 'avoid',
      opioidForMigraine: 'avoid',
      pregnancyWithUnsuitableDrug: 'avoid',
      ergotamineInPregnancy: 'avoid',
      metoclopramideContinuous: 'avoid',
      flunarizineWithParkinsonism: 'avoid',
    },
  },
  ...Object.fromEntries(
    ['compare-nice', 'compare-ehf-2022', 'compare-ahs-2024', 'compare-norway', 'compare-finland'].map((id): [string, Promised] => [
      id,
      {
        ...starts[id],
        criteria: ['adult', 'migraine'].filter((one) => !(id === 'compare-norway' && one === 'migraine')),
        recommendations: { advancedTreatmentEligible: 'inform' },
      },
    ]),
  ),
}

/** Which code means what: chosen codes with every set they belong to, as they are sent. Traps belong to none. */

import { describe, expect, test } from 'vitest'
import drugsFile from '../../rules/drugs.json'
import trapsFile from '../../rules/traps.json'
import { type CodeTable, codeSets } from '../../src/core/codes.ts'
import { coder } from '../../src/fhir/coding.ts'
import { rules } from '../../src/rules.ts'
import { coding, condition, evaluate, request, sct, short } from '../bundle.ts'

const table: CodeTable = rules.codes
const addresses: Readonly<Record<string, string>> = {
  icd10: 'http://hl7.org/fhir/sid/icd-10-se',
  ksh97: 'urn:oid:1.2.752.116.1.3.1.4.1',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  atc: 'http://www.whocc.no/atc',
}
const [sets, coded] = [codeSets(table), coder(table)]

/** The sets of a code under the address of its system, by name. */
function setsOf(written: string): string[] {
  const colon = written.indexOf(':')
  const system = addresses[written.slice(0, colon)]!
  return coded({ coding: [{ system, code: written.slice(colon + 1) }] })
    .codes.flatMap(sets)
    .toSorted()
}

type Row = [code: string, title: string, ...sets: string[]]
const belongs = (title: string, rows: Row[]) =>
  describe(title, () => {
    test.each(rows)('%s %s', (code, _, ...expected) => expect(setsOf(code)).toEqual(expected.toSorted()))
  })

const event = ['cerebrovascularDisease', 'vascularEvent']
const infarct = ['cardiovascularDisease', 'vascularEvent']

belongs('headache', [
  ['icd10:G43.0', 'Migrän utan aura', 'migraine', 'headacheReason'],
  ['icd10:G43.1', 'Migrän med aura', 'migraine', 'migraineWithAura', 'headacheReason'],
  ['icd10:G43.3', 'Komplicerad migrän: never chronic by its code', 'migraine', 'headacheReason'],
  ['icd10:G44.0', 'Syndrom med cluster headache', 'clusterHeadache', 'headacheReason'],
  ['icd10:G44.2', 'Spänningshuvudvärk', 'tensionTypeHeadache', 'headacheReason'],
  ['icd10:G44.4', 'Läkemedelsutlöst huvudvärk', 'medicationOveruseHeadache', 'headacheReason'],
  ['icd10:R51.9', 'Huvudvärk', 'headacheReason'],
  ['sct:439729000', 'its meaning was seen nowhere'],
  ['sct:431601000124105', 'Chronic migraine without aura', 'migraine', 'headacheReason'],
  ['sct:437931000124100', 'Chronic migraine without aura, non-refractory', 'migraine', 'headacheReason'],
  ['sct:124161000119104', 'Chronic migraine without aura with status migrainosus', 'migraine', 'headacheReason'],
  ['sct:161481007', 'History of migraine'],
  ['sct:23186000', 'Menstrual migraine', 'migraine', 'headacheReason'],
  ['sct:232284007', 'Migrainous vertigo', 'migraine', 'headacheReason'],
  ['sct:425007008', 'Migraine without aura, not refractory', 'migraine', 'headacheReason'],
  ['sct:124081000119107', 'Menstrual status migrainosus', 'migraine', 'headacheReason'],
  ['sct:699314009', 'Migraine with persistent visual aura', 'migraine', 'migraineWithAura', 'headacheReason'],
  ['sct:79267007', 'Retinal migraine', 'migraine', 'migraineWithAura', 'headacheReason'],
  ['sct:230468003', 'Migraine with ischemic complication', 'migraine', 'migraineWithAura', 'headacheReason', ...event],
  ['sct:83351003', 'Basilar migraine', 'migraine', 'migraineWithAura', 'hemiplegicOrBrainstemAura', 'headacheReason'],
  ['sct:75879005', 'Abdominal migraine'],
  ['sct:25064002', 'Headache', 'headacheReason'],
  ['sct:95660002', 'Thunderclap headache: a red flag, no reason for a drug'],
  ['sct:230476001', 'Atypical cluster headache', 'clusterHeadache', 'headacheReason'],
  ['sct:443094001', 'Paroxysmal hemicrania: no cluster headache'],
])

belongs('vessels and heart', [
  ['sct:230690007', 'Cerebrovascular accident', ...event],
  ['sct:422504002', 'Ischemic stroke', ...event],
  ['sct:724429004', 'Stroke co-occurrent with migraine', ...event],
  ['sct:266257000', 'Transient ischemic attack', ...event],
  ['sct:275526006', 'History of cerebrovascular accident: counts, but the record does not date it', 'cerebrovascularDisease'],
  ['sct:699429007', 'History of cerebrovascular accident in last eight weeks', ...event],
  ['sct:195239002', 'Late effects of cerebrovascular disease', 'cerebrovascularDisease'],
  ['sct:62914000', 'Cerebrovascular disease: says too little'],
  ['sct:1386000', 'Intracranial hemorrhage: may be traumatic'],
  ['sct:275104002', 'Family history of stroke'],
  ['icd10:I64.9', 'Akut cerebrovaskulär sjukdom', ...event],
  ['icd10:I69.3', 'Sena effekter av cerebrovaskulär sjukdom', 'cerebrovascularDisease'],
  ['icd10:G45.9', 'TIA', ...event],
  ['icd10:G45.4', 'Transitorisk global amnesi'],
  ['sct:22298006', 'Myocardial infarction', ...infarct],
  ['sct:399211009', 'History of myocardial infarction', 'cardiovascularDisease'],
  ['sct:1755008', 'Old myocardial infarction', 'cardiovascularDisease'],
  ['sct:232717009', 'Coronary artery bypass grafting', 'cardiovascularDisease'],
  ['sct:194828000', 'Angina', 'cardiovascularDisease'],
  ['sct:241154007', 'Abdominal angina'],
  ['icd10:I22.0', 'Reinfarkt', ...infarct],
  ['icd10:I25.2', 'Gammal hjärtinfarkt', 'cardiovascularDisease'],
  ['icd10:Z95.5', 'Koronarimplantat och koronargraft', 'cardiovascularDisease'],
  ['icd10:I70.2', 'Ateroskleros i extremitetsartärer', 'peripheralArteryDisease'],
  ['icd10:I73.1', 'Thromboangiitis obliterans', 'peripheralArteryDisease'],
  ['icd10:I73.9B', 'Claudicatio intermittens', 'peripheralArteryDisease'],
  ['icd10:I73.0', 'Raynauds syndrom', 'raynaud'],
  ['sct:400047006', 'Peripheral vascular disease: says too little'],
  ['sct:840580004', 'Peripheral arterial disease', 'peripheralArteryDisease'],
  ['icd10:I50.1A', 'Vänsterhjärtsvikt (HFrEF)', 'heartFailure'],
  ['icd10:I11.0', 'Hypertensiv hjärtsjukdom med hjärtsvikt', 'heartFailure'],
  ['icd10:I13.0', 'Hypertensiv hjärt- och njursjukdom med hjärtsvikt', 'heartFailure'],
  ['icd10:I13.2', 'med både hjärtsvikt och njursvikt', 'heartFailure'],
  ['icd10:I13', 'Hypertoni med hjärt- och njursjukdom'],
  ['icd10:I13.1', 'med njursvikt'],
  ['icd10:I11.9', 'utan hjärtsvikt'],
  ['sct:84114007', 'Heart failure', 'heartFailure'],
  ['sct:161505003', 'History of heart failure'],
  ['icd10:I44.1', 'Atrioventrikulärt block, andra graden', 'avBlock'],
  ['icd10:I44.0', 'första graden'],
  ['sct:27885002', 'Complete atrioventricular block', 'avBlock'],
  ['sct:233917008', 'Atrioventricular block: no degree'],
  ['icd10:I49.8E', 'Långt QT-syndrom', 'longQtOrArrhythmia'],
  ['icd10:I45.6A', 'Pre-excitationssyndrom', 'longQtOrArrhythmia'],
  ['icd10:I48.9', 'Förmaksflimmer', 'longQtOrArrhythmia'],
  ['icd10:I49.3', 'among the extrasystoles, I49.1 to I49.4'],
  ['sct:9651007', 'Long QT syndrome', 'longQtOrArrhythmia'],
  ['sct:698247007', 'Cardiac arrhythmia: says too little'],
])

belongs('other diseases', [
  ['icd10:J45.9', 'Astma', 'asthma'],
  ['icd10:J46.9', 'Akut svår astma', 'asthma'],
  ['sct:195967001', 'Asthma', 'asthma'],
  ['sct:161527007', 'History of asthma'],
  ['sct:71892000', 'Cardiac asthma'],
  ['icd10:H40.1', 'Glaukom med öppen kammarvinkel', 'glaucoma'],
  ['icd10:H40.0', 'Misstänkt glaukom'],
  ['icd10:H40.0A', 'Okulär hypertension'],
  ['icd10:H40.0B', 'Trång kammarvinkel: no fact for it yet'],
  ['sct:30041005', 'Acute angle-closure glaucoma', 'glaucoma'],
  ['icd10:Z91.0F', 'Latexallergi', 'latexAllergy'],
  ['sct:300916003', 'Allergy to latex', 'latexAllergy'],
  ['sct:111088007', 'Latex, the substance'],
  ['icd10:Z99.2', 'Beroende av njurdialys', 'severeRenalImpairment'],
  ['icd10:N18.4', 'stadium 4', 'severeRenalImpairment'],
  ['icd10:N18.3', 'stadium 3'],
  ['sct:709044004', 'Chronic kidney disease: no stage'],
  ['icd10:G21.1', 'under G21, Sekundär parkinsonism', 'parkinsonism'],
  ['icd10:G21.0', 'Malignt neuroleptikasyndrom'],
  ['icd10:K75.4', 'under K75, Andra inflammatoriska leversjukdomar', 'liverDisease'],
  ['icd10:K76.7', 'Hepatorenalt syndrom', 'liverDisease', 'severeHepaticImpairment'],
  ['sct:19943007', 'Cirrhosis of liver: not severe by itself', 'liverDisease'],
  ['icd10:F34.1', 'Dystymi', 'depression'],
  ['icd10:F41.2', 'Blandade ångest- och depressionstillstånd', 'depression'],
  ['icd10:F33.1', 'under F33, Recidiverande depressioner', 'depression'],
  ['icd10:F33.4', 'utan aktuella symtom'],
  ['sct:46244001', 'Recurrent major depression in full remission'],
  ['sct:161469008', 'History of depression'],
  ['sct:56989000', 'Eaton-Lambert syndrome', 'myasthenia'],
  ['sct:95570007', 'Kidney stone', 'kidneyStones'],
  ['sct:161548009', 'History of urinary stone', 'kidneyStones'],
  ['sct:7093002', 'Renal colic: no proof'],
  ['sct:266998003', 'History of peptic ulcer', 'pepticUlcer'],
  ['sct:84757009', 'Epilepsy', 'epilepsy'],
  ['sct:313307000', 'Epileptic seizure'],
  ['sct:20052008', 'Aldolase B deficiency', 'fructoseIntolerance'],
  ['sct:39452003', 'Fructose metabolism disorder'],
])

belongs('pregnancy and childbearing', [
  ['icd10:Z34.9', 'Övervakning av normal graviditet', 'pregnancy'],
  ['icd10:Z35.9', 'Övervakning av högriskgraviditet', 'pregnancy'],
  ['icd10:Z32.1', 'Graviditet bekräftad', 'pregnancy'],
  ['icd10:Z32.0', 'Graviditet ej bekräftad'],
  ['icd10:O48', 'Överburenhet', 'pregnancy'],
  ['icd10:O80', 'birth, by the design contract', 'pregnancyEnded'],
  ['icd10:O03', 'a pregnancy that ended, by the design contract', 'pregnancyEnded'],
  ['icd10:Z39.1', 'Vård av ammande moder', 'pregnancyEnded'],
  ['icd10:O95', 'other O codes prove nothing'],
  ['sct:118185001', 'Finding related to pregnancy: Swedish records send it so', 'pregnancy'],
  ['sct:77386006', 'Pregnant', 'pregnancy', 'pregnantValue'],
  ['sct:255409004', 'Pregnant woman (person)'],
  ['sct:152231000119106', 'Pregnancy not yet confirmed', 'pregnancyUnknownValue'],
  ['sct:146799005', 'Possible pregnancy', 'pregnancyUnknownValue'],
  ['sct:250425007', 'Pregnancy test negative: of that day only'],
  ['icd10:Z30.2', 'Sterilisering', 'noChildbearing'],
  ['icd10:N95.3', 'Icke naturlig menopaus', 'noChildbearing'],
  ['icd10:N95.1', 'Klimakteriet'],
  ['icd10:N95.0', 'Postmenopausal blödning'],
  ['icd10:Z90.7', 'Avsaknad av könsorgan: which is not said'],
  ['icd10:Z98.5', 'no code of ICD-10-SE'],
  ['icd10:Z78.0', 'no code of ICD-10-SE'],
  ['sct:76498008', 'Postmenopausal state', 'noChildbearing'],
  ['sct:428078001', 'History of total hysterectomy', 'noChildbearing'],
  ['sct:267020005', 'History of tubal ligation', 'noChildbearing'],
  ['sct:77543007', 'Ligation of fallopian tube: one side not excluded'],
  ['sct:22523008', 'Vasectomy'],
])

belongs('denials and values', [
  ['sct:716184000', 'No known latex allergy', 'noKnownAllergy'],
  ['sct:1003774007', 'No known Hevea brasiliensis latex allergy', 'noKnownAllergy'],
  ['loinc:11884-4', 'Gestational age Estimated', 'gestationalAge'],
  ['loinc:49052-4', 'Gestational age in days', 'gestationalAge', 'gestationalDays'],
  ['loinc:11779-6', 'Delivery date from last menstrual period', 'dueDate'],
  ['loinc:8480-6', 'Systolic blood pressure', 'systolic'],
  ['loinc:96608-5', 'Systolic blood pressure mean'],
  ['loinc:35094-2', 'Blood pressure panel', 'bloodPressurePanel'],
  ['loinc:55284-4', 'Blood pressure systolic and diastolic', 'bloodPressurePanel'],
  ['loinc:LA15173-0', 'Pregnant', 'pregnantValue'],
])

belongs('drugs', [
  ['atc:C07AB02', 'metoprolol', 'betaBlocker'],
  ['atc:C09BX05', 'ramipril and bisoprolol', 'betaBlocker', 'raasInhibitor'],
  ['atc:C09BX06', 'perindopril, bisoprolol, amlodipine and indapamide', 'betaBlocker', 'raasInhibitor', 'diuretic'],
  ['atc:C10BX22', 'rosuvastatin and nebivolol', 'betaBlocker'],
  ['atc:S01ED01', 'timolol, eye drops'],
  ['atc:C07BA05', 'propranolol and thiazides', 'betaBlocker', 'diuretic', 'propranolol'],
  ['atc:C07FX01', 'propranolol and other combinations', 'betaBlocker', 'propranolol'],
  ['atc:C09BB10', 'trandolapril and verapamil', 'raasInhibitor', 'verapamil'],
  ['atc:C08DA51', 'verapamil, combinations', 'verapamil'],
  ['atc:C10BX19', 'atorvastatin, amlodipine and candesartan', 'raasInhibitor'],
  ['atc:C10BX13', 'rosuvastatin, perindopril and indapamide', 'raasInhibitor', 'diuretic'],
  ['atc:C10BX09', 'a combination that is not listed'],
  ['atc:C08GA01', 'under C08G, calcium channel blockers and diuretics', 'diuretic'],
  ['atc:M01BA01', 'under M01B, NSAID in combination', 'nsaid'],
  ['atc:N02AJ08', 'codeine and ibuprofen', 'nsaid', 'opioid'],
  ['atc:N02AJ06', 'an opioid in a combination that is not listed', 'opioid'],
  ['atc:M01AX05', 'glucosamine'],
  ['atc:A08AA51', 'phentermine and topiramate', 'topiramate'],
  ['atc:N03AG02', 'valpromide', 'valproate'],
  ['atc:N06CA01', 'amitriptyline and psycholeptics', 'amitriptyline'],
  ['atc:G03HB01', 'cyproterone and estrogen', 'combinedContraceptive'],
  ['atc:G03AC09', 'under G03AC, progestogens'],
  ['atc:J05AR10', 'lopinavir and ritonavir', 'strongCyp3a4Inhibitor'],
  ['atc:H02CA03', 'ketoconazole', 'strongCyp3a4Inhibitor'],
  ['atc:J05AE10', 'darunavir', 'strongCyp3a4Inhibitor'],
  ['atc:A02BD07', 'lansoprazole, amoxicillin and clarithromycin', 'strongCyp3a4Inhibitor', 'shortCourse'],
  ['atc:A02BD08', 'without clarithromycin'],
  ['atc:A02BD16', 'with rifabutin'],
  ['atc:L01EF02', 'ribociclib: moderate'],
  ['atc:G01AF11', 'ketoconazole, vaginally'],
  ['atc:N02CC08', 'lasmiditan'],
])

belongs('codes of KSH97-P', [
  ['ksh97:G43-', 'Migrän', 'migraine', 'headacheReason'],
  ['ksh97:G440', 'Syndrom med cluster headache', 'clusterHeadache', 'headacheReason'],
  ['ksh97:G442', 'Spänningshuvudvärk', 'tensionTypeHeadache', 'headacheReason'],
  ['ksh97:G448P', 'Annat specificerat huvudvärkssyndrom: overuse is not said', 'headacheReason'],
  ['ksh97:R51-', 'Huvudvärk', 'headacheReason'],
  ['ksh97:I200', 'Instabil angina pectoris', 'cardiovascularDisease'],
  ['ksh97:I209P', 'Anginösa bröstsmärtor', 'cardiovascularDisease'],
  ['ksh97:I21-P', 'Akut hjärtinfarkt', ...infarct],
  ['ksh97:I25-P', 'Ischemisk hjärtsjukdom', 'cardiovascularDisease'],
  ['ksh97:I60-', 'Subaraknoidalblödning', ...event],
  ['ksh97:I61-P', 'Hjärnblödning', ...event],
  ['ksh97:I64-', 'Akut cerebrovaskulär sjukdom', ...event],
  ['ksh97:I69-', 'Sena effekter', 'cerebrovascularDisease'],
  ['ksh97:G45-P', 'Övergående cerebral ischemi', ...event],
  ['ksh97:I739P', 'Perifer vaskulär sjukdom', 'peripheralArteryDisease'],
  ['ksh97:I709P', 'Generaliserad ateroskleros: limbs not said'],
  ['ksh97:I730', 'Raynauds syndrom', 'raynaud'],
  ['ksh97:J45-P', 'Astma', 'asthma'],
  ['ksh97:I50-', 'Hjärtinsufficiens', 'heartFailure'],
  ['ksh97:I13-P', 'Hypertoni med hjärt- och njursjukdom'],
  ['ksh97:I45-P', 'Retledningsrubbning: degree not said'],
  ['ksh97:I47-', 'Paroxysmal takykardi', 'longQtOrArrhythmia'],
  ['ksh97:I48-', 'Förmaksflimmer', 'longQtOrArrhythmia'],
  ['ksh97:F32-', 'Depressiv episod', 'depression'],
  ['ksh97:F39-P', 'Förstämningssyndrom: which is not said'],
  ['ksh97:N20-', 'Sten i njure eller uretär', 'kidneyStones'],
  ['ksh97:N23-', 'Njurkolik'],
  ['ksh97:N19-P', 'Njursvikt: no stage'],
  ['ksh97:H40-P', 'Glaukom', 'glaucoma'],
  ['ksh97:K76-P', 'Annan leversjukdom: failure is not said', 'liverDisease'],
  ['ksh97:K25-', 'Sår i magsäcken', 'pepticUlcer'],
  ['ksh97:G700', 'Myasthenia gravis', 'myasthenia'],
  ['ksh97:K590', 'Obstipation', 'constipation'],
  ['ksh97:R33-', 'Urinretention', 'urinaryRetention'],
  ['ksh97:G20-', 'Parkinsons sjukdom', 'parkinsonism'],
  ['ksh97:G40-P', 'Epilepsi', 'epilepsy'],
  ['ksh97:Z34-P', 'Övervakning av graviditet', 'pregnancy'],
  ['ksh97:Z32-P', 'Graviditetsundersökning'],
])

describe('a full code of ICD-10-SE means the same under an address of KSH97-P', () => {
  test.each(['G43.1', 'G444', 'Z95.5', 'I22.1', 'I702', 'I44.2', 'N18.5', 'K70.4', 'G45.4', 'F33.4', 'Z33', 'Z30.2'])('%s', (code) =>
    expect(setsOf(`ksh97:${code}`)).toEqual(setsOf(`icd10:${code}`)),
  )
  test.each(['urn:oid:1.2.752.116.1.3.1.1.2', '1.2.752.116.1.3.1.4.1', 'urn:x-local:ksh97-p'])('%s', (system) =>
    expect(
      coded({ coding: [{ system, code: 'G43.1' }] })
        .codes.flatMap(sets)
        .toSorted(),
    ).toEqual(setsOf('icd10:G43.1')),
  )
  test('migraine with aura and a combined pill, both of primary care', async () => {
    const aura = condition(coding(addresses['ksh97']!, 'G43.1'))
    const { facts, guidelines } = await evaluate([aura, request('G03AA07', { authoredOn: '2026-03-01' })])
    expect([facts.migraineWithAura, facts.combinedContraceptiveOngoing].map(short)).toEqual([true, true])
    const safety = guidelines.find(({ id }: { id: string }) => id === 'drug-safety')
    expect(safety.recommendations.find(({ id }: { id: string }) => id === 'combinedContraceptiveWithAura')).toMatchObject({
      verdict: 'met',
      severity: 'contraindicated',
    })
  })
})

describe('what the record says follows', () => {
  test('a stroke by SNOMED CT', async () => {
    const { facts } = await evaluate([condition(sct('230690007'), { onsetDateTime: '2026-03-01' })])
    expect([facts.cerebrovascularDisease, facts.vascularEventWithinYear].map(short)).toEqual([true, true])
  })
  test('a history of stroke recorded this year: had one, within the year not known', async () => {
    const { facts } = await evaluate([condition(sct('275526006'), { recordedDate: '2026-03-01' })])
    expect([facts.cerebrovascularDisease, facts.vascularEventWithinYear].map(short)).toEqual([true, 'notRecorded'])
  })
  test('a history of migraine is no reason for a drug', async () => {
    const { facts, trials } = await evaluate([
      condition(sct('161481007')),
      request('C07AB02', { authoredOn: '2026-03-01', reasonCode: [sct('161481007')] }),
    ])
    expect([short(facts.migraine), trials[0].forMigraine]).toEqual(['notRecorded', null])
  })
})

describe('traps', () => {
  test.each(trapsFile.traps)('$system $code $display: $why', ({ system, code, ...trap }) =>
    expect(setsOf(`${system}:${code}`)).toEqual('in' in trap ? trap.in : []),
  )
})

test('metoprolol succinate in steps of 23.75 mg: the tartrate that its label names', () => {
  const { saltSteps } = drugsFile.substances.C07AB02
  const meant = [23.75, 47.5, 95, 190].map((mg) => (mg / saltSteps.step) * saltSteps.means)
  expect([meant, saltSteps.cite in drugsFile.sources]).toEqual([[25, 50, 100, 200], true])
})

describe('the table itself', () => {
  const entries = Object.entries(table.sets).flatMap(([name, { codes, except = [] }]) =>
    [...codes, ...except].map((written): [set: string, written: string] => [name, written]),
  )
  const of = (system: string) =>
    entries.filter(([, written]) => written.startsWith(`${system}:`)).map(([, written]) => written.split(':')[1]!)

  test('every code is of a system that has an address', () =>
    expect(entries.filter(([, written]) => !table.systems[written.split(':')[0]!])).toEqual([]))
  test('no code stands twice in a set', () => {
    const written = entries.map((entry) => entry.join(' '))
    expect(written.filter((one, i) => written.indexOf(one) !== i)).toEqual([])
  })
  test('ICD-10 and ATC are spelled without a dot', () => {
    expect(of('icd10').filter((code) => !/^[A-Z]\d{2}[0-9A-Z]{0,2}(\.\.[A-Z]\d{2}\d?)?$/.test(code))).toEqual([])
    expect(of('atc').filter((code) => !/^[A-Z]\d{2}([A-Z]([A-Z](\d{2})?)?)?$/.test(code))).toEqual([])
  })
  test('each SNOMED CT id has its check digit', () => expect(of('sct').filter((code) => !hasCheckDigit(code))).toEqual([]))
  test('and a wrong one would be found', () =>
    expect(['37796009', '37796008', '37769009'].map(hasCheckDigit)).toEqual([true, false, false]))
})

/** Verhoeff's dihedral check, as SNOMED CT ids carry it. */
function hasCheckDigit(id: string): boolean {
  const multiply = (a: number, b: number) =>
    a < 5 ? (b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5) : b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5
  const permuted = (digit: number, times: number): number =>
    times === 0 ? digit : permuted([1, 5, 7, 6, 2, 8, 3, 0, 9, 4][digit]!, times - 1)
  return [...id].toReversed().reduce((check, digit, i) => multiply(check, permuted(Number(digit), i % 8)), 0) === 0
}

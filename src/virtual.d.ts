declare module 'virtual:knowledge' {
  import type { CodeTable } from './core/codes.ts'
  import type { DrugTable } from './core/drugs.ts'
  import type { Definitions, Guideline } from './core/guideline.ts'
  import type { Vocabulary } from './core/vocabulary.ts'
  import type { LetterTable } from './outputs/letter/table.ts'

  const knowledge: {
    guidelines: Guideline[]
    definitions: Definitions
    codes: CodeTable
    drugs: DrugTable
    vocabulary: Vocabulary
    letters: LetterTable
  }
  export default knowledge
}

declare module 'virtual:needs' {
  const needed: import('./core/record.ts').Kind[]
  export default needed
}
